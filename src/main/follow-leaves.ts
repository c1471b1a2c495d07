// Seals what any process asked for, as soon as it is heard of, and shows what waited for that.
import type { World } from '../desk/index.ts';
import { StoreAway } from '../desk/store-away.ts';
import { type Database, leavesChannel } from '../store/index.ts';
import { again } from './again.ts';
import { listen } from './listen.ts';

const pollMs = 1_000;

export type LeafFollower = { readonly stop: () => Promise<void> };

/** Keeps the log in step until stopped. `sealed` is called after leaves went in; it must be safe to run twice. */
export const followLeaves = (
  { log }: Pick<World, 'log'>,
  database: Database,
  sealed: () => Promise<unknown>,
  tell: (line: Readonly<Record<string, unknown>>) => void,
): LeafFollower => {
  const listener = listen(database, leavesChannel, () => loop.wake());
  const loop = again(async () => {
    try {
      await listener.ensure();
      if (await log.seal()) await sealed();
    } catch (error) {
      if (!(error instanceof StoreAway)) tell({ level: 'error', what: 'sealing leaves', error: String(error) });
    }
  }, pollMs);
  return {
    stop: async () => {
      await loop.stop();
      listener.close();
    },
  };
};
