// Seals what any process asked for, as soon as it is heard of, and shows what waited for that.
import type { World } from '../desk/index.ts';
import { StoreAway } from '../desk/store-away.ts';
import { type Database, leavesChannel } from '../store/index.ts';
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
  let stopped = false;
  let heard = true;
  let wake: () => void = () => undefined;
  const listener = listen(database, leavesChannel, () => {
    heard = true;
    wake();
  });
  const step = async (): Promise<void> => {
    await listener.ensure();
    heard = false;
    if (!(await log.rows.waiting())) return;
    await log.seal();
    if (log.fault() === undefined) await sealed();
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      await step().catch((error: unknown) => {
        if (!(error instanceof StoreAway)) tell({ level: 'error', what: 'sealing leaves', error: String(error) });
      });
      if (heard && log.fault() === undefined) continue;
      if (!stopped)
        await new Promise<void>((resume) => {
          const timer = setTimeout(resume, pollMs);
          wake = () => {
            clearTimeout(timer);
            resume();
          };
        });
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await running;
      listener.close();
    },
  };
};
