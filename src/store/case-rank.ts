// What ranks a case is summed up from its groups and written beside it, so that the queue is one look at an index.
import { type SQL, sql } from 'drizzle-orm';
import { addDays, type Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { HarmTopic } from '../core/case.ts';
import { latelyDays, rankOn } from '../core/priority.ts';
import { type Runner, rows, type Transaction } from './database.ts';
import { lockKeys } from './locks.ts';

type Sums = {
  readonly id: Id;
  readonly openedOn: Day;
  readonly asked: number;
  readonly lately: number;
  readonly last: Day | null;
  readonly worth: number;
  readonly harm: readonly HarmTopic[];
};

/** Whoever counts or moves groups holds this, so that a group is in one case and in one count. */
export const oneAtATime = async (tx: Transaction): Promise<void> => {
  await tx.client.query('select pg_advisory_xact_lock($1)', [lockKeys.triage]);
};

/** Ids as one parameter, to be used behind `in`. */
export const idsIn = (ids: readonly Id[]): SQL => sql`(select jsonb_array_elements_text(${rows(ids)})::uuid)`;

/** Counts and ranks cases anew as of a day; gives how many have moved. Must run one at a time. */
export const refigure = async (tx: Runner, cases: readonly Id[] | null, today: Day): Promise<number> => {
  if (cases?.length === 0) return 0;
  const which = cases === null ? sql`c.state in ('open', 'review', 'decided')` : sql`c.id in ${idsIn(cases)}`;
  const sums = await tx.all<Sums>(sql`
    select c.id, c.opened_on as "openedOn", coalesce(g.asked, 0)::int as asked, coalesce(d.lately, 0)::int as lately,
      d.last, coalesce(g.worth, c.worth) as worth, coalesce(g.harm, to_jsonb(c.harm)) as harm
    from cases c
    left join lateral (
      select sum(asked) as asked, max(worth) as worth,
        (select jsonb_agg(distinct h) from case_groups i, unnest(i.harm) h where i.case_id = c.id) as harm
      from case_groups where case_id = c.id) g on true
    left join lateral (
      select sum(asked) filter (where day > ${addDays(today, -latelyDays)}) as lately, max(day) filter (where asked > 0) as last
      from case_days where case_id = c.id) d on true
    where ${which} order by c.id`);
  const ranked = sums.map(({ id, asked, lately, last, worth, harm, openedOn }) => ({
    id,
    asked,
    lately,
    last,
    worth,
    harm,
    ...rankOn(today, { asked, askedLately: lately, worth, harm, openedOn }),
  }));
  const moved = await tx.all(sql`
    update cases c set asked = t.asked, asked_lately = t.lately, last_asked_on = t.last, worth = t.worth,
      harm = array(select jsonb_array_elements_text(t.harm)), rank = t.rank, reasons = t.reasons
    from jsonb_to_recordset(${rows(ranked)})
      as t(id uuid, asked int, lately int, last date, worth real, harm jsonb, rank real, reasons jsonb)
    where c.id = t.id and (c.asked, c.asked_lately, c.last_asked_on, c.rank, c.reasons)
      is distinct from (t.asked, t.lately, t.last, t.rank, t.reasons)
    returning c.id`);
  return moved.length;
};

/** A claim's words as the title of a case: one line, three hundred characters at most. */
export const titleFrom = (text: SQL): SQL => sql`left(btrim(regexp_replace(${text}, '\\s+', ' ', 'g')), 300)`;

/** What a case `k` that is over is called: the wording that was agreed on, or else its check's title; none where there is neither. */
const agreedTitle = sql`left(coalesce((
    select coalesce(w.wording ->> k.lang, w.wording ->> 'vi', w.wording ->> 'en') from case_wordings w
    where w.case_id = k.id and w.approved_at is not null order by w.approved_at desc limit 1), (
    select v.title from checks c join submissions s on s.id = c.submission_id join check_versions v on v.check_id = c.id and v.current
    where s.case_id = k.id order by v.lang = k.lang desc, v.lang limit 1)), 300)`;

/**
 * Takes the asker's sentence out of the titles of cases `k` that are over: what the team agreed on stands there instead, or
 * nothing. Gives how many changed.
 */
export const nameAsAgreed = async (tx: Runner, which: SQL): Promise<number> => {
  const changed = await tx.all(sql`
    update cases k set title = ${agreedTitle}
    where k.title is not null and k.origin = 'asked' and k.state in ('published', 'closed') and ${which}
      and k.title is distinct from ${agreedTitle} returning k.id`);
  return changed.length;
};

/**
 * Gives cases that people asked for another title where no claim says it any more: the words that most ask with, or none.
 * What one of the team has written stays. Gives how many changed.
 */
export const retitle = async (tx: Runner, cases: readonly Id[] | null): Promise<number> => {
  const which = cases === null ? sql`true` : sql`c.id in ${idsIn(cases)}`;
  const changed = await tx.all(sql`
    update cases c set title = (
      select ${titleFrom(sql`m.text`)} from case_groups g join claims m on coalesce(m.group_id, m.id) = g.group_id
      where g.case_id = c.id and m.text is not null
      order by g.asked desc, (select count(*) from tip_claims t where t.claim_id = m.id) desc, m.first_day, m.id limit 1)
    where c.origin = 'asked' and c.title is not null and ${which} and not exists (
      select from case_groups g join claims m on coalesce(m.group_id, m.id) = g.group_id
      where g.case_id = c.id and m.text is not null and ${titleFrom(sql`m.text`)} = c.title)
    returning c.id`);
  return changed.length;
};
