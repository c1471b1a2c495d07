// What bodies from outside asked: entries, who agreed to them, and what of them is public.
import { type SQL, sql } from 'drizzle-orm';
import { type Day, dayOf } from '../base/clock.ts';
import type { OutsideRequests, ToldRequest } from '../desk/outside-request-ports.ts';
import type { Database } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { tellLetIn } from './hands.ts';

export const outsideRequestsIn = (database: Database, enqueue: Enqueue): OutsideRequests => ({
  told: (limit) =>
    database.all<ToldRequest>(
      sql`${entries} where r.state = 'agreed' order by r.settled_at desc, r.number desc limit ${limit}`,
    ),

  since: async () => {
    const [found] = await database.all<{ on: Day | null }>(
      sql`select entry::jsonb ->> 'on' as "on" from log_leaves where kind = 'version-started' order by id limit 1`,
    );
    return found?.on ?? null;
  },

  waiting: () => database.all<ToldRequest>(sql`${entries} where r.state = 'waiting' order by r.written_at, r.id`),

  find: async (id) => (await database.all<ToldRequest>(sql`${entries} where r.id = ${id}`))[0],

  write: async (entry) => {
    await database.all(sql`
      insert into outside_requests (id, corrects, from_kind, body, asked_on, wanted, says, outcome, ground, check_id,
        silent_until, silent_law, written_by, written_at)
      values (${entry.id}, ${entry.corrects}, ${entry.kind}, ${entry.name}, ${entry.askedOn}, ${entry.wanted},
        ${json(entry.says)}, ${entry.outcome}, ${json(entry.ground)}, ${entry.check}, ${entry.silence?.until ?? null},
        ${entry.silence === null ? null : json(entry.silence.law)}, ${entry.by}, ${entry.at.toISOString()})`);
  },

  settle: (id, as, { by, at }) =>
    database.atomically(async (tx) => {
      // One after the other, so that no two are given one number.
      await tx.all(sql`lock table outside_requests in share row exclusive mode`);
      const number = sql`(select coalesce(max(number), 0) + 1 from outside_requests)`;
      const [settled] = await tx.all<{ letIn: boolean }>(sql`
        update outside_requests set state = ${as}, number = ${as === 'agreed' ? number : null}, settled_by = ${by}, settled_at = ${at.toISOString()}
        where id = ${id} and state = 'waiting' returning let_in as "letIn"`);
      if (settled === undefined) return false;
      if (as === 'agreed') await tell(tx, [toldAt({ type: 'request.told', v: 1, data: { request: id } }, at)], enqueue);
      await tellLetIn(tx, settled.letIn, { by, on: dayOf(at), agreed: { of: 'request', id } }, enqueue);
      return true;
    }),
});

const entries: SQL = sql`
  select r.id, r.number, r.corrects, r.from_kind as kind, r.body as name, r.asked_on::text as "askedOn", r.wanted, r.says,
    r.outcome, r.ground, r.written_by as "writtenBy", (r.written_at at time zone 'utc')::date::text as "writtenOn", r.state,
    r.settled_by as "settledBy", (r.settled_at at time zone 'utc')::date::text as "settledOn", r.let_in as "letIn",
    case when r.silent_until is not null then jsonb_build_object('until', r.silent_until::text, 'law', r.silent_law) end as silence,
    (select jsonb_build_object('slug', c.slug, 'titles', (
       select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current))
     from checks c where c.id = r.check_id) as check,
    (select f.number from outside_requests f where f.id = r.corrects) as "correctsNumber",
    (select coalesce(jsonb_agg(l.number order by l.number), '[]') from outside_requests l
     where l.corrects = r.id and l.state = 'agreed') as "correctedBy"
  from outside_requests r`;

const json = (texts: Readonly<Record<string, string>>): SQL => sql`${JSON.stringify(texts)}::jsonb`;
