// What a witness signed last, one file an origin, in a folder that one process has at a time.
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type WitnessState, WitnessStateBroken } from '../../desk/witness-ports.ts';
import { writeDurably } from '../files/index.ts';
import { takeLock } from '../postgres/index.ts';

export type NotesInFolder = WitnessState & { readonly release: () => Promise<void> };

/** Takes the folder, which is made when it is missing; undefined while another process has it. */
export const notesIn = async (folder: string, waitMs = 2_000): Promise<NotesInFolder | undefined> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release = await takeLock(join(folder, 'lock'), waitMs);
  if (release === undefined) return undefined;
  const queues = new Map<string, Promise<unknown>>();
  // Its hash, since an origin may hold slashes and any letter; the first line of the file tells it.
  const pathOf = (origin: string) =>
    join(folder, `${createHash('sha256').update(origin).digest('hex').slice(0, 32)}.checkpoint`);
  return {
    release,
    alone: (origin, work) => {
      const mine = (queues.get(origin) ?? Promise.resolve()).then(work, work);
      queues.set(origin, mine);
      const done = () => queues.get(origin) === mine && queues.delete(origin);
      mine.then(done, done);
      return mine;
    },
    last: (origin) =>
      readFile(pathOf(origin), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return undefined;
      }),
    keep: async (origin, note) => {
      try {
        await writeDurably(pathOf(origin), note);
      } catch (error) {
        // After a failed sync nobody knows what is on the disk, though the file may read as if it were.
        throw new WitnessStateBroken(`${pathOf(origin)}: ${(error as NodeJS.ErrnoException).code}`);
      }
    },
  };
};
