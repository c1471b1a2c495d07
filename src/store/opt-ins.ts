// Which publishers' checks answer by themselves: asked for by one, agreed to by another, ended by anybody who may.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { OneOrMachine, OptIn, OptIns } from '../desk/source-ports.ts';
import type { Database, Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { rolesIn, tellLetIn } from './hands.ts';

export const optInsIn = (database: Database, enqueue: Enqueue): OptIns => ({
  list: (limit) =>
    database.all<OptIn>(sql`${optIns} order by o.state = 'waiting' desc, o.asked_at desc, o.id limit ${limit}`),

  find: async (id) => (await database.all<OptIn>(sql`${optIns} where o.id = ${id}`))[0],

  ask: ({ id, source, reason, by, at }) =>
    database.atomically(async (tx) => {
      const [found] = await tx.all<{ answers: boolean }>(
        sql`select answers from sources where id = ${source} for update`,
      );
      if (found === undefined) return 'not-found';
      if (found.answers) return 'source-answers';
      const made = await tx.all(sql`
        insert into source_opt_ins (id, source_id, reason, asked_by, asked_at)
        values (${id}, ${source}, ${reason}, ${by}, ${at.toISOString()})
        on conflict (source_id) where state = 'waiting' do nothing returning id`);
      if (made.length === 0) return 'opt-in-waiting';
      await tell(tx, [toldAt({ type: 'source.asked', v: 1, data: { source, optIn: id } }, at)], enqueue);
      return 'asked';
    }),

  settle: (id, as, { by, at }) =>
    database.atomically(async (tx) => {
      const [settled] = await tx.all<{ source: Id; letIn: boolean }>(sql`
        update source_opt_ins set state = ${as}, settled_by = ${by}, settled_at = ${at.toISOString()}
        where id = ${id} and state = 'waiting' returning source_id as source, let_in as "letIn"`);
      if (settled === undefined) return false;
      const { source, letIn } = settled;
      await tellLetIn(tx, letIn, { by, on: dayOf(at), agreed: { of: 'source', id: source } }, enqueue);
      if (as === 'agreed') await answers(tx, source, true, at, enqueue);
      else await tell(tx, [toldAt({ type: 'source.declined', v: 1, data: { source, optIn: id } }, at)], enqueue);
      return true;
    }),

  end: (source, { by, at }) => database.atomically((tx) => endIn(tx, source, by, at, enqueue)),

  teamAgrees: async () => {
    const found = await database.all(
      sql`select from staff where state = 'active' and role = any (${rolesIn('sources.manage')}) limit 1`,
    );
    return found.length > 0;
  },
});

/** On the machine itself, where nobody else is asked. */
export const optOnMachine = async (
  tx: Transaction,
  source: Id,
  wanted: boolean,
  at: Date,
  enqueue: Enqueue,
): Promise<boolean> => {
  if (!wanted) return endIn(tx, source, null, at, enqueue);
  const [found] = await tx.all<{ answers: boolean }>(sql`select answers from sources where id = ${source} for update`);
  if (found === undefined) return false;
  if (found.answers) return true;
  await tx.all(sql`
    insert into source_opt_ins (id, source_id, reason, asked_at, state, settled_at, on_machine)
    values (gen_random_uuid(), ${source}, '', ${at.toISOString()}, 'agreed', ${at.toISOString()}, true)`);
  await answers(tx, source, true, at, enqueue);
  return true;
};

const endIn = async (tx: Transaction, source: Id, by: OneOrMachine, at: Date, enqueue: Enqueue): Promise<boolean> => {
  const [found] = await tx.all<{ answers: boolean }>(sql`select answers from sources where id = ${source} for update`);
  if (found === undefined) return false;
  if (!found.answers) return true;
  await answers(tx, source, false, at, enqueue);
  await tx.all(sql`
    update source_opt_ins set ended_by = ${by}, ended_at = ${at.toISOString()}
    where source_id = ${source} and state = 'agreed' and ended_at is null`);
  return true;
};

const answers = async (tx: Transaction, source: Id, wanted: boolean, at: Date, enqueue: Enqueue): Promise<void> => {
  await tx.all(sql`update sources set answers = ${wanted} where id = ${source}`);
  await tell(tx, [toldAt({ type: 'source.opted', v: 1, data: { source, answers: wanted } }, at)], enqueue);
};

const optIns: SQL = sql`
  select o.id, o.source_id as source, s.name, s.site, o.reason, o.asked_by as "askedBy", o.state,
    (o.asked_at at time zone 'utc')::date::text as "askedOn", o.settled_by as "settledBy",
    (o.settled_at at time zone 'utc')::date::text as "settledOn", (o.ended_at at time zone 'utc')::date::text as "endedOn",
    o.on_machine as "onMachine", o.let_in as "letIn"
  from source_opt_ins o join sources s on s.id = o.source_id`;
