// The witness as a process: its key, the logs it knows, its state, and a port.
import { readFile, stat } from 'node:fs/promises';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Witnessing } from '../desk/index.ts';
import {
  formatVerifierKey,
  parseSecretKey,
  parseVerifierKey,
  type Signer,
  signerOf,
  type VerifierKey,
  verifyEd25519,
} from '../kit/tlog/index.ts';
import { notesIn } from '../outside/witness/index.ts';
import { createWitnessServer } from '../web/index.ts';
import { exitCodes } from './exit-codes.ts';
import { type Terminal, terminal } from './terminal.ts';

type WitnessFlags = {
  readonly key?: string;
  readonly state?: string;
  readonly log?: readonly string[];
  readonly logs?: string;
  readonly port: number;
  readonly host: string;
  readonly json?: boolean;
};

/** Runs until it is told to stop, or until nothing may be signed any more. */
export const witnessCommand = async (flags: WitnessFlags): Promise<number> => {
  const out = terminal(flags.json ?? false);
  if (flags.key === undefined || flags.state === undefined) {
    out.fail('--key and --state are needed.', 'Make a key by: sangto witness key --name NAME --out FILE', 'usage');
    return exitCodes.usage;
  }
  const [signer, logs] = await Promise.all([signerIn(flags.key), logsOf(flags)]);
  for (const read of [signer, logs]) if (!read.ok) return unreadable(out, read.error);
  if (!signer.ok || !logs.ok) return exitCodes.unreadable;
  const state = await notesIn(flags.state).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  if (state === undefined || typeof state === 'string') {
    const why = state === undefined ? 'another witness has it' : state;
    out.fail(`${flags.state} cannot be used (${why}).`, 'One process a folder, and the folder must be writable.', why);
    return exitCodes.cannotWrite;
  }
  const over = Promise.withResolvers<number>();
  const world: Witnessing = {
    logs: logs.value,
    state,
    signer: signer.value,
    verify: verifyEd25519,
    now: () => new Date(),
  };
  const server = createWitnessServer({
    world,
    onBroken: (error) => {
      out.fail(
        `what was signed could not be remembered. ${(error as Error).message}`,
        'It stops, so that it never signs two stories. Look at the disk, then start it again.',
        'witness-broken',
      );
      over.resolve(exitCodes.cannotWrite);
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => over.resolve(exitCodes.fine));
  try {
    const { port } = await server.listen(flags.port, flags.host);
    const address = `http://${flags.host.includes(':') ? `[${flags.host}]` : flags.host}:${port}`;
    const vkey = formatVerifierKey(signer.value.key);
    out.give({ address, vkey, logs: [...logs.value.keys()] });
    out.say(`witness ${signer.value.key.name} listens on ${address}`);
    out.say(`  its key: ${vkey}`);
    for (const origin of logs.value.keys()) out.say(`  signs: ${origin}`);
    const code = await over.promise;
    await server.close();
    return code;
  } catch (error) {
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (syscall !== 'listen') throw error;
    out.fail(`port ${flags.port} cannot be used (${code}).`, 'Choose another by --port.', code);
    return exitCodes.unavailable;
  } finally {
    await state.release();
  }
};

const signerIn = async (path: string): Promise<Result<Signer, Refusal>> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return refuse('file-missing', { field: path });
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) return refuse('key-open-to-others', { field: path });
  const secret = parseSecretKey(text.trim());
  if (!secret.ok) return refuse(secret.error.code, { field: path });
  if (secret.value.type !== 0x04) return refuse('key-of-a-log', { field: path });
  const signer = await signerOf(secret.value);
  return signer.ok ? signer : refuse(signer.error.code, { field: path });
};

const logsOf = async ({ log = [], logs }: WitnessFlags): Promise<Result<Witnessing['logs'], Refusal>> => {
  const listed = logs === undefined ? '' : await readFile(logs, 'utf8').catch(() => undefined);
  if (listed === undefined) return refuse('file-missing', { field: logs ?? '' });
  const found = new Map<string, VerifierKey[]>();
  const lines = [...log, ...listed.split('\n')].map((line) => line.trim());
  for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) {
    const [vkey = '', origin] = line.split(/\s+/, 2);
    const key = parseVerifierKey(vkey);
    if (!key.ok || key.value.type !== 0x01) return refuse('log-key-wrong', { field: line });
    const name = origin ?? key.value.name;
    found.set(name, [...(found.get(name) ?? []), key.value]);
  }
  return found.size === 0 ? refuse('no-log', { field: '--log' }) : ok(found);
};

const unreadable = (out: Terminal, { code, field = '' }: Refusal): number => {
  const words: Readonly<Record<string, readonly [string, string]>> = {
    'file-missing': ['is not there.', 'Look at the path.'],
    'key-open-to-others': ['can be read by others.', `chmod 600 ${field}`],
    'key-of-a-log': ['is the key of a log.', 'Make one by sangto witness key: a log and a witness never share a key.'],
    'log-key-wrong': ['is no key of a log.', 'One a line: name+id+base64, and after a space the origin.'],
    'no-log': ['names no log.', 'Without one there is nothing to sign.'],
  };
  const [problem, fix] = words[code] ?? ['is no key.', 'Make one by: sangto witness key --name NAME --out FILE'];
  out.fail(`${field} ${problem}`, fix, code);
  return code === 'no-log' ? exitCodes.usage : exitCodes.unreadable;
};
