// Outside witnesses that did not sign when they were asked last; told on the page of the log, also after a restart.
import { sql } from 'drizzle-orm';
import type { HeardOf, WitnessFault } from '../desk/witness-ports.ts';
import type { Database } from './database.ts';

/** `problem` null: it signed. The first failure after a signature is the moment since when it has not signed. */
export const hearWitness = async (
  database: Database,
  name: string,
  at: Date,
  problem: WitnessFault['code'] | null,
): Promise<void> => {
  if (problem === null) await database.all(sql`delete from log_witnesses where name = ${name}`);
  else
    await database.all(sql`
      insert into log_witnesses (name, failing_at, problem) values (${name}, ${at.toISOString()}, ${problem})
      on conflict (name) do update set problem = excluded.problem`);
};

type Row = { readonly name: string; readonly at: string | Date; readonly problem: WitnessFault['code'] };

export const heardOf = async (database: Database): Promise<ReadonlyMap<string, HeardOf>> => {
  const rows = await database.all<Row>(sql`select name, failing_at as at, problem from log_witnesses`);
  return new Map(rows.map(({ name, at, problem }) => [name, { at: new Date(at), problem }]));
};
