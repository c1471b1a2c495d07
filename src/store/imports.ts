// Import runs and what they refused, so that every item can be accounted for later.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { ImportLine, ImportRun, Imports } from '../desk/world.ts';
import { type Database, rows } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';

const page = 1000;

export const importsIn = (database: Database, enqueue: Enqueue): Imports => ({
  begin: async ({ id, name, at }) => {
    await database.all(
      sql`insert into import_runs (id, name, started_at) values (${id}, ${name}, ${at.toISOString()})`,
    );
  },

  note: (run, counts, refused) =>
    database.atomically(async (tx) => {
      await tx.all(sql`
        update import_runs set read = ${counts.read}, imported = ${counts.imported}, changed = ${counts.changed},
          unchanged = ${counts.unchanged}, refused = ${counts.refused} where id = ${run}`);
      if (refused.length > 0)
        await tx.all(sql`
          insert into import_refusals (run_id, position, code, detail)
          select ${run}::uuid, position, code, detail from jsonb_to_recordset(${rows(refused)}) as t(position text, code text, detail text)`);
    }),

  finish: (run, at) =>
    database.atomically(async (tx) => {
      await tx.all(sql`update import_runs set finished_at = ${at.toISOString()} where id = ${run}`);
      await tell(tx, [toldAt({ type: 'import.finished', v: 1, data: { run } }, at)], enqueue);
    }),

  runs: async () => {
    const found = await database.all<Record<string, unknown>>(
      sql`select * from import_runs order by started_at desc limit 50`,
    );
    return found.map(
      (r): ImportRun => ({
        id: r.id as Id,
        name: r.name as string,
        startedAt: new Date(r.started_at as string | Date),
        finishedAt: r.finished_at === null ? null : new Date(r.finished_at as string | Date),
        counts: {
          read: r.read as number,
          imported: r.imported as number,
          changed: r.changed as number,
          unchanged: r.unchanged as number,
          refused: r.refused as number,
        },
      }),
    );
  },

  refusals: async function* (run): AsyncGenerator<ImportLine> {
    let after = 0;
    for (;;) {
      const found: readonly (ImportLine & { n: number })[] = await database.all(sql`
        select n, position, code, detail from import_refusals where run_id = ${run} and n > ${after} order by n limit ${page}`);
      for (const { n, ...line } of found) {
        after = n;
        yield line;
      }
      if (found.length < page) return;
    }
  },
});
