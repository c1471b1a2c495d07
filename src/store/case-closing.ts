// How a case ends without a verdict, and how an ending is taken back.
import { sql } from 'drizzle-orm';
import { type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { type CaseState, type Closing, isLive, isNeed, mostNeedsAnHour, undoneUntil } from '../core/case.ts';
import type { StaffId } from '../core/rights.ts';
import type { Cases, Ending, StillWaits } from '../desk/case-ports.ts';
import { noteOn } from './case-history.ts';
import { oneAtATime } from './case-rank.ts';
import { bringBack, eraseSealed, keepSealed, sealedUntil, unsealed, wordsOf } from './case-seals.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { newestLeafOf, requestLeaf } from './leaf-requests.ts';
import { forgetPrivate } from './private-texts.ts';

/** Of a case `c`: nobody of the team has done anything on it yet. */
export const untouched = sql`c.state = 'open' and c.assigned_to is null
  and not exists (select from case_history h where h.case_id = c.id and h.done_by is not null)
  and not exists (select from case_interests w where w.case_id = c.id)
  and not exists (select from draft_fields w where w.case_id = c.id)
  and not exists (select from case_wordings w where w.case_id = c.id)
  and not exists (select from case_evidence w where w.case_id = c.id)
  and not exists (select from case_searches w where w.case_id = c.id)
  and not exists (select from case_remarks w where w.case_id = c.id)
  and not exists (select from case_tasks w where w.case_id = c.id)
  and not exists (select from case_replies w where w.case_id = c.id)
  and not exists (select from submissions w where w.case_id = c.id)
  and not exists (select from case_moves w where c.id in (w.from_case, w.to_case))
  and not exists (select from cases w where w.joined_to = c.id)`;

/** Who ends a case: one of the team, or nobody where triage does. */
type Ended = { readonly by: StaffId | null; readonly at: Date };

/** Why a case is not ended; nothing has changed then. */
type NotClosed = 'not-found' | 'case-ended' | StillWaits;

/**
 * Ends a live case inside a transaction that others share, `not-checkable` included (the database asks for two people then).
 * What was handed in on it is taken back first, by whoever may, or it could never be published; what is about a private
 * person is ended at once, and what waits goes with it, also what the public log is just being told: its leaf stays, and
 * another one tells that it is withdrawn.
 */
export const closeCaseIn = async (
  tx: Transaction,
  of: Id,
  { as, joinedTo, check, spam }: Ending,
  { by, at }: Ended,
  enqueue: Enqueue,
): Promise<'closed' | NotClosed> => {
  const pending = sql`case_id = ${of} and state in ('waiting', 'approved')`;
  // Before the case, as whoever reviews and publishes does: else two would wait for each other.
  await tx.all(sql`select from submissions where ${pending} order by id for update`);
  const [found] = await tx.all<{ state: CaseState }>(sql`select state from cases where id = ${of} for update`);
  if (found === undefined) return 'not-found';
  if (!isLive(found.state)) return 'case-ended';
  const waits = await waitsOn(tx, of);
  if (waits !== undefined && as !== 'private-person') return waits;
  const day = dayOf(at);
  // With a check, two have agreed, or nobody asked.
  const undo = by === null || check !== null ? null : undoneUntil(as, at);
  await tx.all(sql`
    update cases set state = 'closed', closed_as = ${as}, closed_on = ${day}, joined_to = ${joinedTo}, check_id = ${check},
      undo_until = ${undo?.toISOString() ?? null}, snoozed_until = null, changed_at = ${at.toISOString()}, title = case when ${as} = 'private-person' then null else title end
    where id = ${of}`);
  if (waits !== undefined) {
    const gone = await tx.all<{ id: Id; check: Id | null; told: boolean }>(sql`
      update submissions d set state = 'withdrawn', sealing_at = null
      from (select id, sealing_at is not null as told from submissions where ${pending}) was where d.id = was.id
      returning d.id, case when d.kind = 'check' then d.content::jsonb ->> 'id' end as "check", was.told`);
    for (const { id, check, told } of gone) {
      await noteOn(tx, of, { by, at }, 'submission-withdrawn', { submission: id });
      if (told && check !== null) await tellWithdrawn(tx, id, check, day);
    }
  }
  const why = spam && { because: spam.because, ...(spam.words === null ? {} : { words: spam.words }) };
  await noteOn(tx, of, { by, at }, 'closed', { as, ...why });
  await tell(tx, [toldAt({ type: 'case.closed', v: 1, data: { case: of, as } }, at)], enqueue);
  return 'closed';
};

/** A leaf tells of a check that is never shown: another one says that it is withdrawn. */
const tellWithdrawn = async (tx: Transaction, submission: Id, check: Id, on: Day): Promise<void> => {
  const supersedes = await newestLeafOf(tx, check);
  const body = { kind: 'check-withdrawn', check, ...(supersedes === undefined ? {} : { supersedes }) } as const;
  await requestLeaf(tx, { body, on, subject: check, submission });
};

/** What was handed in on a case and is neither public nor settled; undefined where nothing is. */
export const waitsOn = async (tx: Transaction, of: Id): Promise<StillWaits | undefined> => {
  const [found] = await tx.all<{ sealing: boolean }>(sql`
    select bool_or(sealing_at is not null) as sealing from submissions
    where case_id = ${of} and state in ('waiting', 'approved') having count(*) > 0`);
  return found === undefined ? undefined : found.sealing ? 'submission-sealing' : 'submission-waits';
};

/** Closes cases that nobody has touched and whose every group a check answers; gives how many. Must run one at a time. */
export const closeAnswered = async (tx: Transaction, at: Date, enqueue: Enqueue): Promise<number> => {
  const answered = await tx.all<{ id: Id; check: Id }>(sql`
    select c.id, (
      select m.answered_by from case_groups g join claims m on coalesce(m.group_id, m.id) = g.group_id
      where g.case_id = c.id and m.answered_by is not null order by g.asked desc, g.group_id, m.id limit 1) as "check"
    from cases c
    where c.id in (
      select g.case_id from claims m join case_groups g on g.group_id = coalesce(m.group_id, m.id) where m.answered_by is not null)
    and ${untouched} and not exists (
      select from case_groups g where g.case_id = c.id and not exists (
        select from claims m where coalesce(m.group_id, m.id) = g.group_id and m.answered_by is not null))`);
  for (const { id, check } of answered)
    await closeCaseIn(tx, id, { as: 'duplicate', joinedTo: null, check }, { by: null, at }, enqueue);
  return answered.length;
};

type Closings = Pick<Cases, 'close' | 'reopen' | 'endUndo' | 'forgetSealed' | 'sealedUntil'>;

export const closingsIn = (database: Database, enqueue: Enqueue): Closings => ({
  close: (of, ending, done, seal) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      if (!(await leadsSomewhere(tx, of, ending))) return refuse('not-found');
      if (isNeed(ending.as) && (await needsEnded(tx, done)) >= mostNeedsAnHour) return refuse('closings-too-many');
      const led = ending.joinedTo === null ? undefined : await standingInTheEnd(tx, ending.joinedTo);
      // Somebody asked it just now: whoever would be written to is told by two.
      const answers = ending.check !== null || led?.answered === true;
      if (answers && (await isAsked(tx, of))) return refuse('closing-needs-two');
      // Whoever reads what was handed in there has to know whose questions it answers.
      if (led?.underReview) return refuse('case-under-review');
      const words = ending.as === 'private-person' ? await wordsOf(tx, of) : undefined;
      const closed = await closeCaseIn(tx, of, ending, done, enqueue);
      if (closed !== 'closed') return refuse(closed);
      if (words !== undefined) {
        await keepSealed(tx, of, words, done, seal);
        await forgetPrivate(tx, [of], dayOf(done.at));
      }
      return ok(null);
    }),

  reopen: (of, { by, at }, open) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const [found] = await tx.all<{ state: CaseState; as: Closing | null; moved: boolean }>(sql`
        select state, closed_as as "as", exists (
          select from case_moves m where m.from_case = c.id and m.kind = 'merge' and m.undone_at is null) as moved
        from cases c where id = ${of} for update`);
      if (found === undefined) return refuse('not-found');
      const stays = found.as === null || found.as === 'not-checkable' || found.moved;
      if (found.state !== 'closed' || stays) return refuse('case-stays-closed');
      const words = found.as === 'private-person' ? await unsealed(tx, of, at, open) : null;
      if (words === undefined) return refuse('case-stays-closed');
      await reopenIn(tx, of, at);
      if (words !== null) await bringBack(tx, of, words, at);
      await noteOn(tx, of, { by, at }, 'reopened', {});
      await tell(tx, [toldAt({ type: 'case.reopened', v: 1, data: { case: of } }, at)], enqueue);
      return ok(null);
    }),

  endUndo: (at) =>
    database.atomically(async (tx) => {
      const over = await tx.all<{ id: Id }>(
        sql`update cases set undo_until = null where undo_until <= ${at.toISOString()} returning id`,
      );
      await tell(
        tx,
        over.map(({ id }) => toldAt({ type: 'case.undo-over', v: 1, data: { case: id } }, at)),
        enqueue,
      );
      return over.length;
    }),

  forgetSealed: (at) => database.atomically((tx) => eraseSealed(tx, at, enqueue)),
  sealedUntil: (of) => sealedUntil(database, of),
});

/** How many cases an account ended for people in need within the hour, undone ones too: each sent letters. */
const needsEnded = async (
  tx: Transaction,
  { by, at }: { readonly by: StaffId; readonly at: Date },
): Promise<number> => {
  const [found] = await tx.all<{ ended: number }>(sql`
    select count(*)::int as ended from case_history where done_by = ${by} and what = 'closed'
      and detail ->> 'as' in ('scam-victim', 'crisis', 'emergency')
      and at > ${at.toISOString()}::timestamptz - interval '1 hour' and at <= ${at.toISOString()}`);
  return found?.ended ?? 0;
};

/** Groups `g` of a case, and of those that are the same as it. */
const groupsOf = (of: Id) => sql`(g.case_id = ${of} or g.case_id in (select j.id from cases_joined_into(${of}) j))`;

/** Whether anybody asked a case, or one that is the same: whoever would be written to. */
export const isAsked = async (tx: Transaction, of: Id): Promise<boolean> =>
  (await tx.all(sql`select from case_groups g where ${groupsOf(of)} limit 1`)).length > 0;

const standingInTheEnd = async (tx: Transaction, of: Id) => {
  const [found] = await tx.all<{ answered: boolean; underReview: boolean }>(sql`
    select check_id is not null as answered, state in ('review', 'decided') as "underReview"
    from cases where id = case_in_the_end(${of})`);
  return found;
};

/** Whoever asked is shown the check that the team says it is. */
export const answerWith = async (tx: Transaction, of: Id, check: Id, at: Date, enqueue: Enqueue): Promise<void> => {
  const answered = await tx.all<{ id: Id }>(sql`
    update claims m set answered_by = ${check} from case_groups g
    where ${groupsOf(of)} and coalesce(m.group_id, m.id) = g.group_id and m.answered_by is null returning m.id`);
  await tell(
    tx,
    answered.map(({ id }) => toldAt({ type: 'claim.answered', v: 1, data: { claim: id, check } }, at)),
    enqueue,
  );
};

/** Puts a closed case back among the open ones; what it was closed as is forgotten, and the check named for it answers no more. */
export const reopenIn = async (tx: Transaction, of: Id, at: Date): Promise<void> => {
  await tx.all(sql`
    update claims m set answered_by = null from cases c join case_groups g on g.case_id = c.id
    where c.id = ${of} and coalesce(m.group_id, m.id) = g.group_id and m.answered_by = coalesce(c.check_id, (select k.check_id from cases k where k.id = case_in_the_end(c.id) and c.joined_to is not null))`);
  await tx.all(sql`
    update cases set state = 'open', closed_as = null, closed_on = null, joined_to = null, check_id = null, undo_until = null,
      reopened_as = gen_random_uuid(), changed_at = ${at.toISOString()}
    where id = ${of}`);
};

/** A duplicate names another case or a check that is there. */
const leadsSomewhere = async (tx: Transaction, of: Id, { as, joinedTo, check }: Ending): Promise<boolean> => {
  if (as !== 'duplicate') return true;
  const [there] = await tx.all(sql`
    select from jsonb_to_recordset(${rows([{ joined: joinedTo, check_id: check }])}) as t(joined uuid, check_id uuid)
    where exists (select from cases c where c.id = t.joined and c.id <> ${of}) or exists (select from checks k where k.id = t.check_id and k.withdrawn_on is null)`);
  return there !== undefined;
};
