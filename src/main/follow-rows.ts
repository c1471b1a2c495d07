// Holds what pages are drawn from against the public log, at start and every hour: a row that somebody edited is said in the
// log of the server, once each, and counted. Nothing is stopped by it: the log itself is whole, and each page says so, too.
import { type AuditedRows, auditRows, type World } from '../desk/index.ts';
import { StoreAway } from '../desk/store-away.ts';
import { again } from './again.ts';

const everyMs = 3_600_000;
/** Where the database was away. */
const soonMs = 60_000;

export type RowFollower = {
  /** How many said otherwise at the last look; undefined before the first. */
  readonly differing: () => number | undefined;
  readonly stop: () => Promise<void>;
};

export const followRows = (
  world: Pick<World, 'log'>,
  tell: (line: Readonly<Record<string, unknown>>) => void,
  audit: (world: Pick<World, 'log'>, goesOn: () => boolean) => Promise<AuditedRows> = auditRows,
): RowFollower => {
  let stopping = false;
  const told = new Set<string>();
  let differing: number | undefined;
  let away = false;
  const say = (line: Readonly<Record<string, unknown>>): void => {
    const name = JSON.stringify(line);
    if (!told.has(name)) tell({ level: 'error', ...line });
    told.add(name);
  };
  const loop = again(
    async () => {
      try {
        const { differ, unlogged } = await audit(world, () => !stopping);
        away = false;
        differing = differ.length + unlogged.length;
        for (const { kind, leaf } of differ) say({ what: 'a row is not what its leaf tells', kind, leaf });
        for (const { of, id } of unlogged) say({ what: 'a row stands in no leaf', of, id });
      } catch (error) {
        away = true;
        if (!(error instanceof StoreAway))
          tell({ level: 'error', what: 'comparing rows with leaves', error: String(error) });
      }
    },
    () => (away ? soonMs : everyMs),
  );
  return {
    differing: () => differing,
    stop: () => {
      stopping = true;
      return loop.stop();
    },
  };
};
