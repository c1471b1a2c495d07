// That a check ends a case, before anybody is written to: asked for by one, agreed to by another, or left alone for a day.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { aloneHours, type CaseState, isLive } from '../core/case.ts';
import type { StaffId } from '../core/rights.ts';
import type { ClosingAsked, Closings } from '../desk/case-ports.ts';
import { answerWith, closeCaseIn, isAsked, waitsOn } from './case-closing.ts';
import { noteOn } from './case-history.ts';
import { oneAtATime } from './case-rank.ts';
import type { Database, Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { agreeingOn, rolesIn, tellLetIn } from './hands.ts';

/** `now` says for which day somebody may agree. */
export const closingsAskedIn = (database: Database, enqueue: Enqueue, now: () => Date): Closings => ({
  ask: ({ id, of, check }, done) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const [found] = await tx.all<{ state: CaseState }>(sql`select state from cases where id = ${of} for update`);
      const there = await tx.all(sql`select from checks where id = ${check} and withdrawn_on is null`);
      if (found === undefined || there.length === 0) return 'not-found';
      if (!isLive(found.state)) return 'case-ended';
      const waits = await waitsOn(tx, of);
      if (waits !== undefined) return waits;
      if (!(await isAsked(tx, of))) return 'nobody-asks';
      const made = await tx.all(sql`
        insert into closings_asked (id, case_id, check_id, asked_by, asked_at)
        select ${id}::uuid, ${of}::uuid, ${check}::uuid, ${done.by}::uuid, ${done.at.toISOString()}::timestamptz
        where not exists (select from closings_asked a where a.case_id = ${of} and a.state = 'waiting') returning id`);
      if (made.length === 0) return 'closing-waits';
      await tx.all(sql`update cases set changed_at = ${done.at.toISOString()} where id = ${of}`);
      await noteOn(tx, of, done, 'closing-asked', {});
      await tell(tx, [toldAt({ type: 'case.closing-asked', v: 1, data: { case: of } }, done.at)], enqueue);
      return 'asked';
    }),

  end: async (of) => {
    const [found] = await database.all<{ state: CaseState; check: Id | null }>(sql`
      select k.state, k.check_id as "check" from cases k where k.id = case_in_the_end(${of})`);
    return found;
  },
  waiting: () => asked(database, sql`true`, now()),
  of: async (of) => (await asked(database, sql`a.case_id = ${of}`, now()))[0],

  settle: (id, as, done) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const [found] = await tx.all<Waiting>(sql`${waiting} and a.id = ${id} for update of a`);
      if (found === undefined) return refuse('closing-settled');
      const waits = as === 'agreed' ? await waitsOn(tx, found.of) : undefined;
      if (waits !== undefined) return refuse(waits);
      if (as === 'agreed')
        return (await end(tx, found, 'agreed', done, enqueue)) ? ok(null) : refuse('closing-settled');
      await settled(tx, found, as, done);
      await noteOn(tx, found.of, done, `closing-${as}`, {});
      await tell(tx, [toldAt({ type: 'case.closing-settled', v: 1, data: { case: found.of } }, done.at)], enqueue);
      return ok(null);
    }),

  endAlone: (at) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const due = await tx.all<Waiting>(sql`
        ${waiting} and a.asked_at <= ${at.toISOString()}::timestamptz - make_interval(hours => ${aloneHours})
          and holds_right(a.asked_by, ${rolesIn('case.close')})
          and nobody_else_may(array[a.asked_by], ${dayOf(at)}::date, ${rolesIn('case.close')}) and not exists (
            select from submissions s where s.case_id = a.case_id and s.state in ('waiting', 'approved')) order by a.asked_at, a.id for update of a`);
      let ended = 0;
      for (const one of due) if (await end(tx, one, 'alone', { by: one.askedBy, at }, enqueue)) ended++;
      return ended;
    }),
});

type Waiting = { readonly id: Id; readonly of: Id; readonly check: Id; readonly askedBy: StaffId };
const waiting: SQL = sql`
  select a.id, a.case_id as "of", a.check_id as "check", a.asked_by as "askedBy" from closings_asked a where a.state = 'waiting'`;

/** Ends the case with the check, and lets it answer whoever asked. False when the check was taken back meanwhile. */
const end = async (
  tx: Transaction,
  one: Waiting,
  as: 'agreed' | 'alone',
  done: { readonly by: StaffId; readonly at: Date },
  enqueue: Enqueue,
): Promise<boolean> => {
  const { of, check } = one;
  const there = await tx.all(sql`select from checks where id = ${check} and withdrawn_on is null`);
  const letIn = await settled(tx, one, there.length === 0 ? 'lapsed' : as, done);
  if (there.length === 0) return false;
  await tellLetIn(tx, letIn, { by: done.by, on: dayOf(done.at), agreed: { of: 'duplicate', id: of } }, enqueue);
  if (letIn) await noteOn(tx, of, done, 'closing-let-in', {});
  const closed = await closeCaseIn(tx, of, { as: 'duplicate', joinedTo: null, check }, done, enqueue);
  if (closed !== 'closed') throw new Error('a closing waits on a case that has ended');
  await answerWith(tx, of, check, done.at, enqueue);
  return true;
};

const settled = async (
  tx: Transaction,
  { id }: Waiting,
  as: 'agreed' | 'declined' | 'withdrawn' | 'alone' | 'lapsed',
  { by, at }: { readonly by: StaffId; readonly at: Date },
): Promise<boolean> => {
  const whom = as === 'alone' || as === 'lapsed' ? null : by;
  const [found] = await tx.all<{ letIn: boolean }>(sql`
    update closings_asked set state = ${as}, settled_by = ${whom}, settled_at = ${at.toISOString()} where id = ${id}
    returning let_in as "letIn"`);
  return found?.letIn === true;
};

type Asked = Omit<ClosingAsked, 'aloneAt' | 'askedAt' | 'agreeing'> & { readonly askedAt: string | Date };
const asked = async (database: Database, which: SQL, now: Date): Promise<readonly ClosingAsked[]> => {
  const found = await database.all<Asked>(sql`
    select a.id, a.case_id as "case", c.number, c.title, c.lang, c.asked, a.asked_by as "askedBy", a.asked_at as "askedAt",
      jsonb_build_object('slug', k.slug, 'titles', (
        select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = k.id and v.current)) as "check"
    from closings_asked a join cases c on c.id = a.case_id join checks k on k.id = a.check_id
    where a.state = 'waiting' and ${which} order by a.asked_at, a.id`);
  const askers = [...new Set(found.map(({ askedBy }) => askedBy))];
  const of = new Map(
    await Promise.all(
      askers.map(async (asker) => [asker, await agreeingOn(database, asker, 'case.close', now)] as const),
    ),
  );
  return found.flatMap(({ askedAt, ...one }) => {
    const agreeing = of.get(one.askedBy);
    if (agreeing === undefined) return [];
    const at = new Date(askedAt);
    const aloneAt = agreeing.alone ? new Date(at.getTime() + aloneHours * 3_600_000) : null;
    return [{ ...one, askedAt: at, agreeing, aloneAt }];
  });
};
