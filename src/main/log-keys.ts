// The keys of the public log: from the environment, a file that is made at the first start, or a program that signs for us.
// One a line; the first names the log, and every one signs, so that a new key can sign beside the old one before it takes over.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKey, parseSecretKey, type Signer, signerOf } from '../kit/tlog/index.ts';
import { signByCommand } from '../outside/log/index.ts';
import { keepSecret } from './secrets.ts';
import type { Settings } from './settings.ts';

export const logKeyName = 'log.key';

/** The name under which the log of an address signs: the address without its scheme. */
export const logNameOf = (origin: string): string => `${origin.replace(/^https?:\/\//, '')}/log`;

/** Reads the keys, or makes the first; at most once for as long as the process runs. */
export const logKeysOf = (
  folder: string,
  settings: Pick<Settings, 'logKeys' | 'logSigner' | 'organisation'>,
): (() => Promise<readonly Signer[]>) => {
  let read: Promise<readonly Signer[]> | undefined;
  return () => {
    read ??= signersOf(folder, settings);
    return read;
  };
};

/** Whether a text is a file of such keys. */
export const isLogKeys = (text: string): boolean => {
  const lines = linesOf(text);
  return lines.length > 0 && lines.every((line) => parseSecretKey(line).ok);
};

const signersOf = async (
  folder: string,
  { logKeys, logSigner, organisation }: Parameters<typeof logKeysOf>[1],
): Promise<readonly Signer[]> => {
  const path = join(folder, logKeyName);
  const text = logKeys ?? readThere(path);
  if (logSigner === null)
    return signersIn(
      text ?? (await make(folder, path, organisation.origin)),
      logKeys === null ? path : 'SANGTO_LOG_KEY',
    );
  // Keys that are there sign beside the program until somebody takes them away; none is made for it.
  const beside = text === undefined ? [] : await signersIn(text, logKeys === null ? path : 'SANGTO_LOG_KEY');
  return [...beside, signByCommand(logSigner)];
};

const signersIn = async (text: string, from: string): Promise<readonly Signer[]> => {
  const signers: Signer[] = [];
  for (const line of linesOf(text)) {
    const key = parseSecretKey(line);
    const signer = key.ok ? await signerOf(key.value) : key;
    if (!signer.ok || signer.value.key.type !== 0x01)
      throw new Error(`${from} is damaged: restore it from a backup; see docs/operate/log.md`);
    signers.push(signer.value);
  }
  if (signers.length === 0) throw new Error(`${from} is empty: restore it from a backup; see docs/operate/log.md`);
  return signers;
};

const linesOf = (text: string): readonly string[] => text.split(/\s+/).filter((line) => line !== '');

const make = async (folder: string, path: string, origin: string): Promise<string> => {
  const name = logNameOf(origin);
  const made = await newKey(name, 0x01, randomBytes(32));
  if (!made.ok) throw new Error(`no key can be made for ${name}`);
  // Two processes that start at once end up with one key: the file that is there stays.
  keepSecret(folder, logKeyName, `${made.value.secret}\n`);
  const kept = readThere(path);
  if (kept === undefined) throw new Error(`${path} vanished while it was made`);
  return kept;
};

const readThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};
