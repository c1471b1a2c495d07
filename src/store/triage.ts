// Waiting tips become demand on cases: counted per group, case and day, and taken back just so.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id, NewId } from '../base/ids.ts';
import { gauge } from '../core/priority.ts';
import type { Triage } from '../desk/case-ports.ts';
import { guessLang } from '../kit/text/index.ts';
import { closeAnswered, untouched } from './case-closing.ts';
import { oneAtATime, refigure, retitle, titleFrom } from './case-rank.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';
import { afterWriters } from './locks.ts';
import { forgetDecided, forgetPrivate } from './private-texts.ts';

/** The team's own language, where the words do not give theirs away and the tip did not say. */
const fallbackLang = 'vi';

export const triageIn = (database: Database, enqueue: Enqueue): Triage => ({
  afterWriters: () => afterWriters(database),

  takeIn: (most, today, newId) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const tips = await tx.all<{ id: Id }>(sql`
        select id from tips where state = 'waiting' and not triaged order by day, id limit ${most} for update skip locked`);
      if (tips.length === 0) return { tips: 0, opened: 0 };
      const batch = tips.map(({ id }) => id);
      const opened = await openCases(tx, batch, today, newId);
      await tell(
        tx,
        opened.map((id) => toldOn({ type: 'case.opened', v: 1, data: { case: id } }, today)),
        enqueue,
      );
      const grown = await count(tx, batch);
      await refigure(tx, grown, today);
      await answerLate(tx, grown, today, enqueue);
      await forgetPrivate(tx, grown, today);
      return { tips: batch.length, opened: opened.length };
    }),

  closeAnswered: (at) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      return closeAnswered(tx, at, enqueue);
    }),

  rankAnew: (today) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      return refigure(tx, null, today);
    }),

  forget: (today) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      await forgetDecided(tx, null);
      return { tips: await forgetPrivate(tx, null, today), titles: await retitle(tx, null) };
    }),
});

// What each tip of a batch asks that no check answered when it came: once per group, at its first claim of that group.
const askedIn = (batch: readonly Id[]) => sql`
  select distinct on (t.id, coalesce(c.group_id, c.id)) t.id as tip, t.day, t.lang, tc.position, c.text, coalesce(c.group_id, c.id) as "group"
  from jsonb_array_elements_text(${rows(batch)}) b(id) join tips t on t.id = b.id::uuid
  join tip_claims tc on tc.tip_id = t.id and tc.outcome <> 'known' join claims c on c.id = tc.claim_id
  order by t.id, coalesce(c.group_id, c.id), tc.position`;

type Unopened = { readonly group: Id; readonly text: string; readonly title: string; readonly lang: string | null };

/** A case for each group that has none, has words, and is answered by no check. */
const openCases = async (tx: Transaction, batch: readonly Id[], today: Day, newId: NewId): Promise<readonly Id[]> => {
  const found = await tx.all<Unopened>(sql`
    with asked as (${askedIn(batch)})
    select distinct on (a."group") a."group", left(a.text, 2000) as text, ${titleFrom(sql`a.text`)} as title, a.lang
    from asked a
    where a.text is not null and not exists (select from case_groups g where g.group_id = a."group")
      and not exists (select from claims o where coalesce(o.group_id, o.id) = a."group" and o.answered_by is not null)
    order by a."group", a.day, a.tip`);
  if (found.length === 0) return [];
  const made = found.map(({ group, text, title, lang: said }) => {
    const lang = guessLang(text) ?? said ?? fallbackLang;
    return { id: newId(), group_id: group, title, lang, ...gauge(text, lang) };
  });
  const values = rows(made);
  // The start of the day is all that is written: the moment would be when somebody asked.
  await tx.all(sql`
    insert into cases (id, origin, title, lang, opened_on, worth, changed_at)
    select id, 'asked', title, lang, ${today}::date, worth, ${today}::date
    from jsonb_to_recordset(${values}) as t(id uuid, title text, lang text, worth real)`);
  await tx.all(sql`
    insert into case_groups (group_id, case_id, worth, harm)
    select group_id, id, worth, array(select jsonb_array_elements_text(harm))
    from jsonb_to_recordset(${values}) as t(id uuid, group_id uuid, worth real, harm jsonb)`);
  await tx.all(sql`
    insert into case_history (case_id, at, what)
    select id, ${today}::date, 'opened' from jsonb_to_recordset(${values}) as t(id uuid)`);
  return made.map(({ id }) => id);
};

/** Counts a batch where its groups have a case, marks it as looked at, and gives the cases whose demand grew. */
const count = async (tx: Transaction, batch: readonly Id[]): Promise<readonly Id[]> => {
  const grown = await tx.all<{ case: Id }>(sql`
    with asked as materialized (
      select a.tip, a.day, a.position, a."group", g.case_id
      from (${askedIn(batch)}) a join case_groups g on g.group_id = a."group"),
    marked as (
      update tip_claims t set counted_in = a."group" from asked a where t.tip_id = a.tip and t.position = a.position),
    counted as (
      update case_groups g set asked = g.asked + n.tips
      from (select "group", count(*)::int as tips from asked group by "group") n where g.group_id = n."group"),
    dated as (
      insert into case_days (case_id, group_id, day, asked)
      select case_id, "group", day, count(*)::int from asked group by case_id, "group", day
      on conflict (group_id, day) do update set asked = case_days.asked + excluded.asked)
    select distinct case_id as "case" from asked`);
  await tx.all(sql`
    update tips set triaged = true where id in (select jsonb_array_elements_text(${rows(batch)})::uuid)`);
  return grown.map((row) => row.case);
};

/** Whoever asks after the case was decided is shown what the others were; the day is all that is told of it. */
const answerLate = async (tx: Transaction, cases: readonly Id[], today: Day, enqueue: Enqueue): Promise<void> => {
  const answered = await tx.all<{ claim: Id; check: Id }>(sql`
    update claims m set answered_by = k.check_id
    from case_groups g join cases k on k.id = g.case_id join checks c on c.id = k.check_id
    where k.id in (select jsonb_array_elements_text(${rows(cases)})::uuid) and k.state in ('published', 'closed')
      and c.withdrawn_on is null and coalesce(m.group_id, m.id) = g.group_id and m.answered_by is null
      and not exists (
        select from withheld_answers w join claims h on h.id = w.claim_id
        where w.check_id = k.check_id and w.held and coalesce(h.group_id, h.id) = g.group_id)
    returning m.id as claim, m.answered_by as "check"`);
  await tell(
    tx,
    answered.map((data) => toldOn({ type: 'claim.answered', v: 1, data }, today)),
    enqueue,
  );
};

/**
 * Takes away what a tip was counted for; gives the cases it was counted in. To be called before its claims go, and
 * `afterWithdrawal` once they are gone.
 */
export const uncount = async (tx: Transaction, tip: Id): Promise<readonly Id[]> => {
  const [counted] = await tx.all(sql`select from tip_claims where tip_id = ${tip} and counted_in is not null limit 1`);
  if (counted === undefined) return [];
  await oneAtATime(tx);
  const fallen = await tx.all<{ case: Id }>(sql`
    with mine as (
      select tc.counted_in as "group", t.day from tip_claims tc join tips t on t.id = tc.tip_id
      where tc.tip_id = ${tip} and tc.counted_in is not null),
    dated as (
      update case_days d set asked = greatest(0, d.asked - 1) from mine m where d.group_id = m."group" and d.day = m.day)
    update case_groups g set asked = greatest(0, g.asked - 1) from mine m where g.group_id = m."group" returning g.case_id as "case"`);
  return [...new Set(fallen.map((row) => row.case))];
};

/** Ranks cases anew of which a tip was taken back; a case that nobody asks any more, and nobody has touched, is gone. */
export const afterWithdrawal = async (
  tx: Transaction,
  cases: readonly Id[],
  day: Day,
  enqueue: Enqueue,
): Promise<void> => {
  if (cases.length === 0) return;
  await refigure(tx, cases, day);
  await retitle(tx, cases);
  const wanted = rows(cases);
  const unasked = await tx.all<{ id: Id }>(sql`
    select c.id from cases c where c.id in (select jsonb_array_elements_text(${wanted})::uuid)
      and c.origin = 'asked' and c.asked = 0 and ${untouched}`);
  if (unasked.length === 0) return;
  const gone = sql`(select jsonb_array_elements_text(${rows(unasked.map(({ id }) => id))})::uuid)`;
  await tx.all(sql`delete from case_history where case_id in ${gone}`);
  await tx.all(sql`delete from case_groups where case_id in ${gone}`);
  await tx.all(sql`delete from cases where id in ${gone}`);
  await tell(
    tx,
    unasked.map(({ id }) => toldOn({ type: 'case.dropped', v: 1, data: { case: id } }, day)),
    enqueue,
  );
};
