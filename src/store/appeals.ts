// Appeals against what was decided here: opened by anybody, answered by somebody who had no part in it.
import { type SQL, sql } from 'drizzle-orm';
import { type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { AppealAnswer, AppealOutcome, AppealReason, PublicAppeal } from '../core/appeal.ts';
import { may, roles, type StaffId } from '../core/rights.ts';
import type { AppealedThing, Appeals, DeskAppeal, FollowedAppeal, NewAppeal } from '../desk/appeal-ports.ts';
import { type Database, type Runner, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';

export const appealsIn = (database: Database, enqueue: Enqueue): Appeals => ({
  declined: async (number) =>
    (
      await database.all<{ id: Id; titles: AppealedThing['titles'] }>(sql`
        select k.id, coalesce(${declinedWords}, '{}') as titles from cases k
        where k.number = ${number} and k.state = 'closed' and k.closed_as = 'not-checkable'`)
    )[0],

  answerable: async (about) => {
    const of =
      'check' in about
        ? sql`(select s.case_id from checks c join submissions s on s.id = c.submission_id where c.id = ${about.check})`
        : sql`${about.case}::uuid`;
    const [found] = await database.all<{ free: boolean }>(sql`
      select ${someoneFree} as free from (select ${of} as id) k, lateral (${tookPartIn}) took`);
    return found?.free === true;
  },

  open: (appeal, perDay) =>
    database.atomically(async (tx) => {
      if (!(await lockThing(tx, appeal))) return 'not-found';
      const [before] =
        appeal.once === null ? [] : await tx.all<{ id: Id }>(sql`select id from appeals where once = ${appeal.once}`);
      if (before !== undefined) return { opened: before.id };
      if ((await openedToday(tx, appeal)) >= perDay) return 'full';
      await insert(tx, appeal);
      const data =
        'check' in appeal.about
          ? { appeal: appeal.id, check: appeal.about.check }
          : { appeal: appeal.id, case: appeal.about.case };
      await tell(tx, [toldOn({ type: 'appeal.opened', v: 1, data }, appeal.openedOn)], enqueue);
      return { opened: appeal.id };
    }),

  followed: async (lookup) => {
    const [found] = await wholeAppeals(database, sql`a.lookup = ${lookup}`, sql`a.id`, 1);
    return found && followedFrom(found);
  },

  ofCheck: async (check) =>
    (await wholeAppeals(database, sql`a.check_id = ${check}`, sql`a.opened_on desc, a.id`, 100)).map(publicFrom),

  ofDeclined: async (limit) =>
    (await wholeAppeals(database, sql`a.case_id is not null`, sql`a.opened_on desc, a.id`, limit)).flatMap((row) =>
      row.about.caseNumber === null ? [] : [{ caseNumber: row.about.caseNumber, appeal: publicFrom(row) }],
    ),

  list: async (limit) =>
    (
      await wholeAppeals(
        database,
        sql`true`,
        sql`a.outcome is not null, case when a.outcome is null then a.due_on end, a.answered_on desc, a.id`,
        limit,
      )
    ).map(deskFrom),

  appeal: async (id) => {
    const [found] = await wholeAppeals(database, sql`a.id = ${id}`, sql`a.id`, 1);
    return found && deskFrom(found);
  },

  answer: (id, answer, by, at) =>
    database.atomically(async (tx) => {
      const [appeal] = await tx.all<{ check: Id | null; case: Id | null; open: boolean }>(sql`
        select check_id as "check", case_id as "case", outcome is null as open from appeals where id = ${id} for update`);
      if (appeal?.open !== true) return false;
      await tx.all(sql`
        update appeals set outcome = ${answer.outcome}, reasons = ${JSON.stringify(answer.reasons)}::jsonb,
          answered_by = ${by}, answered_on = ${dayOf(at)} where id = ${id}`);
      const data =
        appeal.check === null ? { appeal: id, case: appeal.case as Id } : { appeal: id, check: appeal.check };
      await tell(tx, [toldOn({ type: 'appeal.answered', v: 1, data }, dayOf(at))], enqueue);
      return true;
    }),
});

/** Takes what is appealed against in hand, so that its number for today holds; false when it is not ours to reconsider. */
const lockThing = async (tx: Transaction, { about }: NewAppeal): Promise<boolean> => {
  const found =
    'check' in about
      ? await tx.all(sql`select id from checks where id = ${about.check} and source_id is null for update`)
      : await tx.all(sql`
          select id from cases where id = ${about.case} and state = 'closed' and closed_as = 'not-checkable' for update`);
  return found.length > 0;
};

const openedToday = async (tx: Transaction, { about, openedOn }: NewAppeal): Promise<number> => {
  const of = 'check' in about ? sql`check_id = ${about.check}` : sql`case_id = ${about.case}`;
  const [row] = await tx.all<{ n: number }>(
    sql`select count(*) as n from appeals where ${of} and opened_on = ${openedOn}`,
  );
  return row?.n ?? 0;
};

const insert = async (tx: Transaction, appeal: NewAppeal): Promise<void> => {
  const { about, contact } = appeal;
  await tx.all(sql`
    insert into appeals (id, check_id, case_id, lang, reason, text, links, lookup, once, opened_on, due_on)
    values (${appeal.id}, ${'check' in about ? about.check : null}, ${'case' in about ? about.case : null}, ${appeal.lang},
      ${appeal.reason}, ${appeal.text}, ${rows(appeal.links)}, ${appeal.lookup}, ${appeal.once}, ${appeal.openedOn}, ${appeal.dueOn})`);
  if (contact === null) return;
  await tx.all(sql`
    insert into contacts (id, appeal_id, key_day, sealed, lang, left_on)
    values (${contact.id}, ${appeal.id}, ${contact.day}, ${Buffer.from(contact.sealed)}, ${appeal.lang}, ${appeal.openedOn})`);
};

/** What was declined, in the words that two people put it. */
const declinedWords = sql`
  (select s.content::jsonb -> 'claim' from submissions s where s.case_id = k.id and s.kind = 'closing' and s.state = 'published'
   order by s.published_at desc limit 1)`;

/** Of a case `k`: everybody who handed in, wrote or reviewed anything of it. */
const tookPartIn = sql`
  select coalesce(jsonb_agg(distinct p.staff_id), '[]') as ids from (
    select s.submitted_by as staff_id from submissions s where s.case_id = k.id
    union all select w.staff_id from submission_writers w join submissions s on s.id = w.submission_id where s.case_id = k.id
    union all select r.reviewed_by from reviews r join submissions s on s.id = r.submission_id where s.case_id = k.id) p`;

const answering = roles.filter((role) => may(role, 'appeal.answer'));

/** Somebody who may answer, and is not among those who took part. */
const someoneFree = sql`exists (
  select from staff f where f.state = 'active' and not took.ids ? f.id::text
    and f.role in (select jsonb_array_elements_text(${rows(answering)})))`;

type AppealRow = {
  readonly id: Id;
  readonly lang: string;
  readonly reason: AppealReason;
  readonly text: string;
  readonly links: readonly string[];
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly outcome: AppealOutcome | null;
  readonly reasons: AppealAnswer['reasons'] | null;
  readonly answeredOn: Day | null;
  readonly answeredBy: StaffId | null;
  readonly contact: boolean;
  readonly about: AppealedThing;
  readonly tookPart: readonly StaffId[];
  readonly needsSomebody: boolean;
};

const wholeAppeals = (runner: Runner, condition: SQL, order: SQL, limit: number): Promise<readonly AppealRow[]> =>
  runner.all<AppealRow>(sql`
    select a.id, a.lang, a.reason, a.text, a.links, a.opened_on as "openedOn", a.due_on as "dueOn", a.outcome, a.reasons,
      a.answered_on as "answeredOn", a.answered_by as "answeredBy",
      exists (select from contacts ct where ct.appeal_id = a.id and ct.sealed is not null) as contact,
      jsonb_build_object('slug', c.slug, 'caseNumber', k.number, 'titles', coalesce(
        (select jsonb_object_agg(v.lang, v.title) from check_versions v where v.check_id = c.id and v.current),
        case when a.case_id is not null then ${declinedWords} end, '{}')) as about,
      took.ids as "tookPart", a.outcome is null and not ${someoneFree} as "needsSomebody"
    from appeals a left join checks c on c.id = a.check_id left join submissions own on own.id = c.submission_id
      left join cases k on k.id = coalesce(a.case_id, own.case_id) left join lateral (${tookPartIn}) took on true
    where ${condition} order by ${order} limit ${limit}`);

/** Before the answer, nobody reads what was written: words that nobody has looked at are not put on our pages. */
const publicFrom = (row: AppealRow): PublicAppeal => ({
  id: row.id,
  openedOn: row.openedOn,
  dueOn: row.dueOn,
  reason: row.reason,
  needsSomebody: row.needsSomebody,
  answer:
    row.outcome === null || row.reasons === null || row.answeredOn === null
      ? null
      : { outcome: row.outcome, reasons: row.reasons, on: row.answeredOn, text: row.text, links: row.links },
});

const followedFrom = (row: AppealRow): FollowedAppeal => ({
  ...publicFrom(row),
  about: row.about,
  text: row.text,
  links: row.links,
  contact: row.contact,
});

const deskFrom = (row: AppealRow): DeskAppeal => ({
  ...followedFrom(row),
  lang: row.lang,
  tookPart: row.tookPart,
  answeredBy: row.answeredBy,
});
