// Chance and keys: the only place where either is made.
import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Id, NewId } from '../base/ids.ts';
import type { Keyed } from '../desk/index.ts';

const keyName = 'instance.key';

export const newId: NewId = () => randomUUID() as Id;

/** 128 bits as 32 hex digits. */
export const randomToken = (): string => randomBytes(16).toString('hex');

/** 256 bits, the seed of a signing key. */
export const randomSeed = (): Uint8Array => new Uint8Array(randomBytes(32));

/** The instance's secret from `keys/instance.key` (mode 0600), made at first start. Throws when the file is there but damaged. */
export const instanceKey = (folder: string): Buffer => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, keyName);
  return read(path) ?? make(folder);
};

/** Whether a text has the form of the instance's secret: 32 bytes as hex digits. */
export const isInstanceKey = (text: string): boolean => /^[0-9a-f]{64}\n?$/.test(text);

/** Keyed hashing for tickets and permalinks: HMAC-SHA-256 with the purpose inside. */
export const keyedWith = (bytes: Buffer): Keyed => {
  const key = createSecretKey(bytes);
  return (purpose, text) => createHmac('sha256', key).update(`${purpose}\n${text}`).digest('hex');
};

const read = (path: string): Buffer | undefined => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (!isInstanceKey(text))
    throw new Error(`${path} is damaged: restore it from a backup; without it earlier tickets cannot be opened`);
  return Buffer.from(text.trim(), 'hex');
};

const make = (folder: string): Buffer => {
  keepInstanceKey(folder, `${randomBytes(32).toString('hex')}\n`);
  const path = join(folder, keyName);
  const key = read(path);
  if (key === undefined) throw new Error(`${path} vanished while it was made`);
  return key;
};

/**
 * Puts a secret into the folder, which is made when it is missing; one that is there already stays. Written aside and
 * linked into place, so that two processes starting at once end up with one key.
 */
export const keepInstanceKey = (folder: string, text: string): void => keepSecret(folder, keyName, text);

/** The same for any secret of the instance, by the name of its file. */
export const keepSecret = (folder: string, name: string, text: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const aside = `${path}.${randomToken()}`;
  const file = openSync(aside, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside);
  }
  // A name is durable when the folder it stands in is, and so on up to the folder that the data folder was made in.
  // Without the key every ticket given out from now on is lost, however safe the questions are.
  for (const at of [folder, dirname(folder), dirname(dirname(folder))]) syncFolder(at);
};

const syncFolder = (at: string): void => {
  let opened: number;
  try {
    opened = openSync(at, 'r');
  } catch (error) {
    // Passing through a folder is allowed more often than reading it; nothing was made in one that is not ours.
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return;
    throw error;
  }
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
};
