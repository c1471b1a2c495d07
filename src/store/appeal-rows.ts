// What is read of an appeal: what it is about, who had a part in that, and what of it is whose to see.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type {
  Answering,
  AppealAnswer,
  AppealConsequence,
  AppealOutcome,
  AppealReason,
  PublicAppeal,
} from '../core/appeal.ts';
import type { StaffId } from '../core/rights.ts';
import type { AppealedThing, DeskAppeal, FollowedAppeal, ProposedAnswer } from '../desk/appeal-ports.ts';
import type { Runner } from './database.ts';

/** Which kind of decision an appeal `a` is about. */
export const kindIn = sql`case when a.check_id is not null then 'check' when a.case_id is not null then 'case'
  when a.explainer_id is not null then 'explainer' else 'note' end`;

/** What was declined, in the words that two people put it. */
export const declinedWords = sql`
  (select s.content::jsonb -> 'claim' from submissions s where s.case_id = k.id and s.kind = 'closing' and s.state = 'published'
   order by s.published_at desc limit 1)`;

/** What is looked into in a case `k`, in the words of its latest note; none where it may not be shown any more. */
export const notedWords = sql`
  (select s.content::jsonb -> 'claim' from submissions s
   where s.case_id = k.id and s.kind = 'note' and s.state = 'published' and has_public_note(k.id)
   order by s.published_at desc, s.id desc limit 1)`;

const explainedWords = sql`
  (select jsonb_object_agg(t.key, t.value -> 'title') from explainers e join submissions s on s.id = e.submission_id,
     jsonb_each(s.content::jsonb -> 'texts') t where e.id = a.explainer_id)`;

/** Everybody who handed in, wrote or reviewed anything of a case, or any version of an explainer. */
export const tookPart = (ofCase: SQL, ofExplainer: SQL): SQL => sql`
  select coalesce(jsonb_agg(p.staff_id), '[]') as ids from took_part(${ofCase}, ${ofExplainer}) p`;

/** Who may answer on a day, of `took`, those who took part: `one`, `two` or `nobody`. */
export const answeringOn = (today: Day): SQL =>
  sql`who_answers(array(select jsonb_array_elements_text(took.ids)::uuid), ${today}::date)`;

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
  /** Null once it is answered. */
  readonly answering: Answering | null;
  readonly agreedWith: StaffId | null;
  readonly letIn: boolean;
  readonly settledLetIn: boolean;
  readonly proposed: ProposedAnswer | null;
  readonly holds: boolean;
  readonly holdsUntil: Day | null;
  readonly joined: number;
  readonly joinedTo: Id | null;
  readonly lookedBy: StaffId | null;
  readonly lookedAgainBy: StaffId | null;
  readonly foundGround: boolean | null;
  readonly changed: boolean;
  readonly settledOn: Day | null;
  readonly settledBecause: Readonly<Record<string, string>> | null;
};

export const wholeAppeals = (
  runner: Runner,
  condition: SQL,
  order: SQL,
  limit: number,
  today: Day,
): Promise<readonly AppealRow[]> =>
  runner.all<AppealRow>(sql`
    select a.id, a.lang, a.reason, a.text, a.links, a.opened_on as "openedOn", a.due_on as "dueOn", a.outcome, a.reasons,
      a.answered_on as "answeredOn", a.answered_by as "answeredBy",
      exists (select from contacts ct where ct.appeal_id = a.id and ct.sealed is not null) as contact,
      jsonb_build_object('kind', ${kindIn}, 'slug', coalesce(c.slug, x.slug), 'caseNumber', k.number, 'titles', coalesce(
        (select jsonb_object_agg(v.lang, v.title) from check_versions v where v.check_id = c.id and v.current),
        case ${kindIn} when 'case' then ${declinedWords} when 'explainer' then ${explainedWords} when 'note' then ${notedWords} end,
        '{}')) as about,
      took.ids as "tookPart", case when a.outcome is null then ${answeringOn(today)} end as answering,
      a.agreed_with as "agreedWith", a.let_in as "letIn", a.settled_let_in as "settledLetIn",
      (select jsonb_build_object('id', p.id, 'outcome', p.outcome, 'reasons', p.reasons, 'by', p.proposed_by, 'on', p.proposed_on)
        from appeal_answers_proposed p where p.appeal_id = a.id and a.outcome is null) as proposed,
      a.holds, case when a.outcome is null and a.holds and a.looked_by is null then a.held_until end as "holdsUntil", (select count(*)::int from appeals j where j.joined_to = a.id) as joined, a.joined_to as "joinedTo",
      a.looked_by as "lookedBy", a.looked_again_by as "lookedAgainBy", a.found_ground as "foundGround", a.settled_on as "settledOn", a.settled_because as "settledBecause",
      (c.withdrawn_on is not null or exists (select from corrections t where t.check_id = a.check_id
        and t.position >= coalesce(a.corrections_before, 0) and t.kind <> 'minor')) as changed
    from appeals a left join checks c on c.id = a.check_id left join submissions own on own.id = c.submission_id
      left join explainers x on x.id = a.explainer_id
      left join cases k on k.id = coalesce(a.case_id, a.note_case_id, own.case_id)
      left join lateral (${tookPart(sql`k.id`, sql`a.explainer_id`)}) took on true
    where ${condition} order by ${order} limit ${limit}`);

/** Before the answer, nobody reads what was written: words that nobody has looked at are not put on our pages. */
export const publicFrom = (row: AppealRow): PublicAppeal => ({
  id: row.id,
  openedOn: row.openedOn,
  dueOn: row.dueOn,
  reason: row.reason,
  needsSomebody: row.answering === 'nobody',
  byTwo: row.answering === 'two' || row.agreedWith !== null,
  letIn: row.letIn,
  holds: row.holds,
  holdsUntil: row.holdsUntil,
  joined: row.joined,
  consequence: consequenceOf(row),
  answer:
    row.outcome === null || row.reasons === null || row.answeredOn === null
      ? null
      : { outcome: row.outcome, reasons: row.reasons, on: row.answeredOn, text: row.text, links: row.links },
});

/** An explanation that was given stays to be read, whatever changed later. */
const consequenceOf = ({
  outcome,
  about,
  changed,
  settledOn,
  settledBecause,
  settledLetIn,
}: AppealRow): AppealConsequence | null => {
  if (about.kind !== 'check' || outcome === null || outcome === 'not-upheld') return null;
  if (settledOn !== null && settledBecause !== null)
    return { state: 'settled', on: settledOn, because: settledBecause, letIn: settledLetIn };
  return { state: changed ? 'changed' : 'waits' };
};

export const followedFrom = (row: AppealRow): FollowedAppeal => ({
  ...publicFrom(row),
  about: row.about,
  together: row.joinedTo !== null,
  text: row.text,
  links: row.links,
  contact: row.contact,
});

export const deskFrom = (row: AppealRow): DeskAppeal => ({
  ...followedFrom(row),
  lang: row.lang,
  tookPart: row.tookPart,
  lookedBy: row.lookedBy,
  lookedAgainBy: row.lookedAgainBy,
  foundGround: row.foundGround,
  answeredBy: row.answeredBy,
  agreedWith: row.agreedWith,
  proposed: row.proposed,
});
