// A witness on a port of this machine, with its state in a folder, and requests to it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  formatAddCheckpoint,
  leafHash,
  type MemoryTree,
  memoryTree,
  type VerifierKey,
  verifyEd25519,
} from '../../src/kit/tlog/index.ts';
import { notesIn } from '../../src/outside/witness/index.ts';
import { createWitnessServer } from '../../src/web/witness/witness-server.ts';
import { entriesTo, logSigner, noted, origin, witnessSigner } from './a-log.ts';

export const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-witness-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};

/** A tree of 40 leaves, told by a word. */
export const treeOf = (word = 'leaf'): MemoryTree => {
  const tree = memoryTree();
  for (const entry of entriesTo(40, word)) tree.append(leafHash(entry));
  return tree;
};

/** The request to sign the first `size` leaves of the tree, after the first `oldSize`. */
export const requestOf = async (tree: MemoryTree, oldSize: number, size: number): Promise<string> => {
  const proof = oldSize > 0 ? tree.consistency(oldSize, size) : undefined;
  return formatAddCheckpoint({
    oldSize,
    proof: proof?.ok ? proof.value : [],
    note: await noted(size, tree.root(size)),
  });
};

type Rates = { readonly perSecond?: number; readonly againPerSecond?: number };

/** Starts one; `close` lets go of its folder. */
export const aWitness = async (
  folder = emptyFolder(),
  rates: Rates = { perSecond: 1e6, againPerSecond: 1e6 },
  logs: ReadonlyMap<string, readonly VerifierKey[]> = new Map([[origin, [logSigner.key]]]),
) => {
  const state = await notesIn(folder);
  if (state === undefined) throw new Error('the folder is taken');
  const broken: unknown[] = [];
  const server = createWitnessServer({
    world: {
      logs,
      state,
      signer: witnessSigner,
      verify: verifyEd25519,
      now: () => new Date(1_772_323_200_000),
    },
    onBroken: (error) => broken.push(error),
    ...rates,
  });
  const { port } = await server.listen(0, '127.0.0.1');
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await server.close();
    await state.release();
  };
  onTestFinished(close);
  const address = `http://127.0.0.1:${port}`;
  const post = async (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) => {
    const reply = await fetch(`${address}/add-checkpoint`, {
      method: 'POST',
      body: Buffer.from(body),
      headers: { ...headers, connection: 'close' },
    });
    return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text(), reply };
  };
  return { folder, state, address, post, close, broken };
};
