import type { Result } from '../../base/result.ts';
import { ok } from '../../base/result.ts';
import { bringUp } from './bring-up.ts';
import { findPlace } from './place.ts';
import type { PostgresRefusal } from './refusal.ts';
import { type PostgresServer, supervise } from './server.ts';

/**
 * Opens the embedded PostgreSQL whose cluster is `folder`: made when it is missing, adopted when it runs, else started.
 * `log` gets the server's own lines. `uid` is the user we run as, ours by default.
 * Refuses with a `PostgresRefusal` whose detail says what to do.
 */
export const openPostgres = async (options: {
  readonly folder: string;
  readonly log: (line: string) => void;
  readonly uid?: number;
}): Promise<Result<PostgresServer, PostgresRefusal>> => {
  const place = await findPlace(options.folder, options.uid ?? process.getuid?.() ?? -1);
  if (!place.ok) return place;
  const again = () => bringUp(place.value, options.log);
  const running = await again();
  return running.ok ? ok(supervise(place.value.folder, running.value, again)) : running;
};
