// A small log as a server would serve it, in a folder, with keys that are nobody's secret.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  appendEntries,
  cosign,
  ed25519Signer,
  edgeRoot,
  emptyEdge,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  type NoteSignature,
  type Signer,
  signNote,
} from '../../src/kit/tlog/index.ts';

export const signerFilled = async (name: string, type: 0x01 | 0x04, fill: number): Promise<Signer> => {
  const made = await ed25519Signer(name, type, new Uint8Array(32).fill(fill));
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};

export const origin = 'log.example/a';
export const logSigner = await signerFilled(origin, 0x01, 1);
export const witnessSigner = await signerFilled('witness.example', 0x04, 2);
export const vkey = formatVerifierKey(logSigner.key);
export const witnessKey = formatVerifierKey(witnessSigner.key);

export const entriesTo = (size: number, word = 'leaf'): readonly Uint8Array[] =>
  Array.from({ length: size }, (_, i) => new TextEncoder().encode(`{"${word}":${i}}`));

export const write = (folder: string, path: string, bytes: Uint8Array | string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
};

/** A checkpoint signed by the log, whatever it says. */
export const noted = async (size: number, root: Uint8Array, ...more: readonly NoteSignature[]): Promise<string> => {
  const text = formatCheckpoint({ origin, size, root });
  return formatNote({ text, signatures: [await signNote(text, logSigner), ...more] });
};

/** The files of a log with these entries, and its root. */
export const filesOfLog = (entries: readonly Uint8Array[]) => {
  const made = appendEntries(emptyEdge, entries);
  if (!made.ok) throw new Error(made.error.code);
  return { files: made.value.files, root: edgeRoot(made.value.edge) };
};

/** Writes a whole log; gives its checkpoint, cosigned at `time`. */
export const writeLog = async (
  folder: string,
  entries: readonly Uint8Array[],
  time = 1_772_323_200,
): Promise<string> => {
  const { files, root } = filesOfLog(entries);
  for (const { path, bytes } of files) write(folder, path, bytes);
  const text = formatCheckpoint({ origin, size: entries.length, root });
  const checkpoint = await noted(entries.length, root, await cosign(text, time, witnessSigner));
  write(folder, 'checkpoint', checkpoint);
  return checkpoint;
};

/** Turns one bit. */
export const flip = (folder: string, path: string, byte: number): void => {
  const bytes = readFileSync(join(folder, path));
  bytes[byte] = (bytes[byte] as number) ^ 1;
  write(folder, path, bytes);
};

/** A server of this test; gives its address. */
export const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((up) => server.once('listening', up));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
};

/** Serves the files of a folder, as any web server would, below `/log/` or at once. */
export const filesOf =
  (folder: string, seen: string[] = []): RequestListener =>
  (request, response) => {
    const path = request.url ?? '';
    seen.push(path);
    try {
      response.end(readFileSync(join(folder, path.replace(/^\/log\//, ''))));
    } catch {
      response.writeHead(404).end();
    }
  };
