// The files of a log in memory, and a key that every test may know.
import { CheckpointMoved } from '../../src/desk/checkpoint-moved.ts';
import type { Log, LogFiles } from '../../src/desk/index.ts';
import { ed25519Signer } from '../../src/kit/tlog/index.ts';

export type MemoryLogFiles = LogFiles & { readonly held: Map<string, Uint8Array> };

export const logFilesInMemory = (): MemoryLogFiles => {
  const held = new Map<string, Uint8Array>();
  return {
    held,
    read: async (path) => held.get(path),
    lay: async (path, bytes) => void held.set(path, bytes),
    layCheckpoint: async (bytes, over) => {
      if (!Buffer.from(held.get('checkpoint') ?? '').equals(over ?? Buffer.alloc(0)))
        throw new CheckpointMoved('another checkpoint lies there');
      held.set('checkpoint', bytes);
    },
    clear: async (path) => {
      for (const name of held.keys()) if (name.startsWith(`${path}/`)) held.delete(name);
    },
  };
};

export const logNameOfTests = 'kiemchung.example/log';

export const signersOfTests: Log['signers'] = async () => {
  const made = await ed25519Signer(logNameOfTests, 0x01, new Uint8Array(32).fill(7));
  if (!made.ok) throw new Error(made.error.code);
  return [made.value];
};
