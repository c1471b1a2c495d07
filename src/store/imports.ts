// Import runs and what they refused, so that every item can be accounted for later.
import { type SQL, sql } from 'drizzle-orm';
import { type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { CheckSaved } from '../desk/check-ports.ts';
import type { HeldItem, ImportDecision, ImportFailure, Imports, OneOrMachine } from '../desk/source-ports.ts';
import type { ImportLine, ImportRun } from '../desk/world.ts';
import { type Database, rows } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { tellLetIn } from './hands.ts';
import { noteIn } from './import-notes.ts';
import { importPicturesIn } from './import-pictures.ts';

const page = 1000;

export const importsIn = (database: Database, enqueue: Enqueue): Imports => ({
  pictures: importPicturesIn(database, enqueue),

  begin: async ({ id, name, at, heldFor }) => {
    await database.all(sql`
      insert into import_runs (id, name, started_at, held, asked_by)
      values (${id}, ${name}, ${at.toISOString()}, ${heldFor !== undefined}, ${heldFor?.by ?? null})`);
  },

  note: (run, counts, refused) => database.atomically((tx) => noteIn(tx, run, counts, refused)),

  hold: (run, counts, refused, items) =>
    database.atomically(async (tx) => {
      await noteIn(tx, run, counts, refused);
      await tx.all(sql`
        insert into import_items (run_id, item)
        select ${run}::uuid, item from jsonb_array_elements(${rows(items)}) with ordinality as t(item, place) order by place`);
    }),

  finish: (run, at) =>
    database.atomically(async (tx) => {
      const [ended] = await tx.all<{ held: boolean }>(
        sql`update import_runs set finished_at = ${at.toISOString()} where id = ${run} returning held`,
      );
      const type = ended?.held === true ? 'import.held' : 'import.finished';
      await tell(tx, [toldAt({ type, v: 1, data: { run } }, at)], enqueue);
    }),

  fail: async (run, because) => {
    await database.all(sql`update import_runs set failed = ${because} where id = ${run} and finished_at is null`);
  },

  runs: () => runsWhere(database, sql`true order by r.started_at desc limit 50`),
  run: async (id) => (await runsWhere(database, sql`r.id = ${id}`))[0],
  waiting: () =>
    runsWhere(
      database,
      sql`r.held and r.decision is null and r.finished_at is not null
        and (exists (select from import_items i where i.run_id = r.id)
          or exists (select from import_pictures p where p.run_id = r.id)) order by r.started_at, r.id`,
    ),

  items: async (run, limit) =>
    (
      await database.all<{ item: HeldItem }>(
        sql`select item from import_items where run_id = ${run} order by n limit ${limit}`,
      )
    ).map(({ item }) => item),

  decide: (run, as, { by, at }) =>
    database.atomically(async (tx) => {
      const [decided] = await tx.all<{ letIn: boolean }>(sql`
        update import_runs set decision = ${as}, decided_by = ${by}, decided_at = ${at.toISOString()},
          waiting = case when ${as} = 'released' then waiting else 0 end,
          declined = case when ${as} = 'released' then declined else declined + waiting end
        where id = ${run} and held and decision is null and finished_at is not null returning let_in as "letIn"`);
      if (decided === undefined) return false;
      await tellLetIn(tx, decided.letIn, { by, on: dayOf(at), agreed: { of: 'import', id: run } }, enqueue);
      if (as !== 'released') {
        await tx.all(sql`delete from import_items where run_id = ${run}`);
        await tx.all(sql`
          insert into files_to_erase select distinct file from import_pictures where run_id = ${run} on conflict do nothing`);
        await tx.all(sql`delete from import_pictures where run_id = ${run}`);
      }
      await tell(tx, [toldAt({ type: 'import.decided', v: 1, data: { run, as } }, at)], enqueue);
      return true;
    }),

  letIn: async (limit) => {
    const [next] = await database.all<{ run: Id }>(sql`
      select r.id as run from import_runs r where r.decision = 'released'
        and exists (select from import_items i where i.run_id = r.id) order by r.decided_at, r.id limit 1`);
    if (next === undefined) return undefined;
    const found = await database.all<{ n: number; item: HeldItem }>(
      sql`select n, item from import_items where run_id = ${next.run} order by n limit ${limit}`,
    );
    return { run: next.run, upTo: Number(found.at(-1)?.n ?? 0), items: found.map(({ item }) => item) };
  },

  tookIn: (run, upTo, saved, at) =>
    database.atomically(async (tx) => {
      const count = (kind: CheckSaved) => saved.filter((one) => one === kind).length;
      await tx.all(sql`delete from import_items where run_id = ${run} and n <= ${upTo}`);
      await tx.all(sql`
        update import_runs set imported = imported + ${count('new')}, changed = changed + ${count('changed')},
          unchanged = unchanged + ${count('same')}, waiting = waiting - ${saved.length} where id = ${run}`);
      const [left] = await tx.all(sql`select from import_items where run_id = ${run} limit 1`);
      if (left === undefined) await tell(tx, [toldAt({ type: 'import.finished', v: 1, data: { run } }, at)], enqueue);
    }),

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

const runsWhere = async (database: Database, wanted: SQL): Promise<readonly ImportRun[]> => {
  const found = await database.all<Record<string, unknown>>(sql`
    select r.*, (r.decided_at at time zone 'utc')::date::text as decided_on,
      (select count(*)::int from import_items i where i.run_id = r.id)
        as checks, (select count(*)::int from import_pictures p where p.run_id = r.id) as pictures from import_runs r where ${wanted}`);
  return found.map(
    (r): ImportRun => ({
      id: r.id as Id,
      name: r.name as string,
      startedAt: new Date(r.started_at as string | Date),
      finishedAt: r.finished_at === null ? null : new Date(r.finished_at as string | Date),
      failed: r.failed as ImportFailure | null,
      counts: {
        read: r.read as number,
        imported: r.imported as number,
        changed: r.changed as number,
        unchanged: r.unchanged as number,
        held: r.waiting as number,
        declined: r.declined as number,
        refused: r.refused as number,
        doubles: r.doubles as number,
      },
      held:
        r.held === true
          ? {
              askedBy: r.asked_by as OneOrMachine,
              decision: r.decision as ImportDecision | null,
              decidedBy: r.decided_by as OneOrMachine,
              decidedOn: r.decided_on as Day | null,
              letIn: r.let_in === true,
              items: (r.checks as number) + (r.pictures as number),
              pictures: r.pictures as number,
            }
          : null,
    }),
  );
};
