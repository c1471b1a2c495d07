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
  AppealWordKind,
  EarlierWords,
  PublicAppeal,
} from '../core/appeal.ts';
import type { StaffId } from '../core/rights.ts';
import type { AppealedThing, DeskAppeal, FollowedAppeal, WaitingWords } from '../desk/appeal-ports.ts';
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
export const answeringOn = (today: Day): SQL => sql`who_answers(${partOf}, ${today}::date)`;

/** Those who took part, of `took`. */
const partOf: SQL = sql`array(select jsonb_array_elements_text(took.ids)::uuid)`;

/** What one put forward, of an appeal `a`. */
const proposedOn = (today: Day): SQL => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'outcome', p.outcome, 'reasons', p.reasons, 'why', p.why,
      'by', p.proposed_by, 'on', p.proposed_on, 'othersAgree', free_to_agree(${partOf}, p.proposed_by, ${today}::date)) order by p.kind, p.proposed_on, p.id), '[]')
    from appeal_answers_proposed p where p.appeal_id = a.id)`;

/** What an answer said before, the first wording first. */
const earlierWords: SQL = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('reasons', c.reasons_before, 'until', c.corrected_on, 'why', c.why, 'letIn', c.let_in,
      'hadPart', c.had_part) order by c.position), '[]')
    from appeal_corrections c where c.appeal_id = coalesce(a.joined_to, a.id))`;

/** Who had a part in it writes where nobody else could, and somebody is there to agree. */
const partWritesOn = (today: Day): SQL => sql`
  (select jsonb_build_object('answer', m.able, 'correction', m.able, 'settling', m.editors) from (select
    o.others and nobody_else_may(${partOf}, ${today}::date, array['reviewer', 'editor', 'owner']) as able,
    o.others and nobody_else_may(${partOf}, ${today}::date, array['editor', 'owner']) as editors
    from (select count(*) > 1 as others from staff s where s.state = 'active' and s.role in ('reviewer', 'editor', 'owner')) o) m)`;

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
  readonly hadPart: number;
  readonly earlier: readonly EarlierWords[];
  readonly settledLetIn: boolean;
  readonly settledHadPart: number;
  readonly proposed: readonly WaitingWords[];
  readonly partWrites: DeskAppeal['partWrites'];
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
      a.agreed_with as "agreedWith", a.let_in as "letIn", a.had_part as "hadPart",
      a.settled_let_in as "settledLetIn", a.settled_had_part as "settledHadPart", ${earlierWords} as earlier,
      ${proposedOn(today)} as proposed, ${partWritesOn(today)} as "partWrites",
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
  byTwo: row.answering === 'two' || row.hadPart === 2,
  letIn: row.letIn,
  hadPart: row.hadPart,
  holds: row.holds,
  holdsUntil: row.holdsUntil,
  joined: row.joined,
  consequence: consequenceOf(row),
  answer:
    row.outcome === null || row.reasons === null || row.answeredOn === null
      ? null
      : {
          outcome: row.outcome,
          reasons: row.reasons,
          on: row.answeredOn,
          text: row.text,
          links: row.links,
          earlier: row.earlier,
        },
});

/** An explanation that was given stays to be read, whatever changed later. */
const consequenceOf = ({
  outcome,
  about,
  changed,
  settledOn,
  settledBecause,
  settledLetIn,
  settledHadPart,
}: AppealRow): AppealConsequence | null => {
  if (about.kind !== 'check' || outcome === null || outcome === 'not-upheld') return null;
  if (settledOn !== null && settledBecause !== null)
    return { state: 'settled', on: settledOn, because: settledBecause, letIn: settledLetIn, hadPart: settledHadPart };
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
  proposed: row.proposed.filter(({ kind }) => isToSay(row, kind)),
  partWrites: row.partWrites,
});

/** Whether words of a kind are still to be said: an answer of an open one, a settling while the check waits to be changed. */
const isToSay = (row: AppealRow, kind: AppealWordKind): boolean =>
  kind === 'settling' ? consequenceOf(row)?.state === 'waits' : (kind === 'answer') === (row.outcome === null);
