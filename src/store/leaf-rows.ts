// What the rows say of what each kind of leaf tells, so that a row which somebody edited behind the log is found whatever it
// is about. By kind, so that the types ask for each new one.
import { type SQL, sql } from 'drizzle-orm';
import type { LeafKind } from '../core/leaf.ts';

type Row = {
  /** What the entry tells in clear, as the row has it. */
  readonly says?: SQL;
  /** By the names of the hashes: text as it is, or JSON that was hashed in its canonical form. */
  readonly texts?: SQL;
  readonly shown?: SQL;
  readonly open?: SQL;
  /** What it said was erased with what it was about, whatever salt is left. */
  readonly erased?: SQL;
  readonly from: SQL;
};

const none = sql`'{}'::jsonb`;

/** The row of a leaf `l`, whose entry is `e`; null where it is gone. */
const row = ({ says = none, texts = none, shown = sql`true`, open = sql`true`, erased = sql`false`, from }: Row): SQL =>
  sql`(select jsonb_build_object('says', ${says}, 'texts', ${texts}, 'shown', ${shown}, 'open', ${open}, 'erased', ${erased}) from ${from})`;

/** No later leaf of these kinds tells of the same, and is shown. */
const newest = (kinds: SQL): SQL => sql`not exists (
  select from log_leaves n join submissions p on p.id = n.submission_id
  where n.subject_id = l.subject_id and n.id > l.id and n.sealed and n.kind in (${kinds}) and p.state = 'published')`;

/** What was handed in, of `s`; nothing of it where it was erased. */
const handedIn = sql`case when s.content = erased_content(s.verdict) then '{}'::jsonb
  else jsonb_build_object('content', s.content::jsonb) end`;

const submitted = sql`submissions s where s.id = l.submission_id and s.state in ('approved', 'published')`;

/** A case about a private person is shown nowhere, nor one that was ended as the same. */
const ofNobody = (of: SQL): SQL => sql`not exists (
  select from cases k left join cases j on j.id = k.joined_to
  where k.id = ${of} and 'private-person' in (coalesce(k.closed_as, ''), coalesce(j.closed_as, '')))`;

const submittedOpen = sql`s.state = 'published' and ${ofNobody(sql`s.case_id`)}`;

/** Of what was erased nothing is said; else this. */
const unlessErased = (says: SQL): SQL =>
  sql`case when s.content = erased_content(s.verdict) then '{}'::jsonb else ${says} end`;

const checkKinds = sql`'check-published', 'check-corrected'`;

/** Whether a leaf `l` of a check is the one that tells what its page says now. */
export const isOfPage: SQL = sql`(l.kind in (${checkKinds}) and ${newest(checkKinds)} and exists (
  select from submissions s where s.id = l.submission_id and s.state = 'published'))`;

const checkLeaf = row({
  says: unlessErased(sql`jsonb_build_object('check', s.content::jsonb -> 'id', 'verdict', s.content::jsonb -> 'verdict',
    'asOf', s.content::jsonb -> 'asOf')`),
  texts: handedIn,
  shown: sql`s.state = 'approved' or not ${newest(checkKinds)} or exists (
    select from checks c where c.id = l.subject_id and c.verdict is not distinct from e ->> 'verdict'
      and c.as_of::text is not distinct from e ->> 'asOf')`,
  open: submittedOpen,
  from: submitted,
});

const explainerLeaf = row({
  says: sql`jsonb_build_object('explainer', s.content::jsonb -> 'id')`,
  texts: handedIn,
  shown: sql`not ${newest(sql`'explainer-published', 'explainer-corrected'`)} or s.state = 'approved' or exists (
    select from explainers x where x.id = l.subject_id and x.submission_id = s.id and x.slug = s.content::jsonb ->> 'slug')`,
  open: submittedOpen,
  from: submitted,
});

const ofAppeal = sql`appeals a where a.id = (e ->> 'appeal')::uuid`;
const appealSays = sql`jsonb_build_object('appeal', a.id, 'about', jsonb_strip_nulls(jsonb_build_object(
  'check', a.check_id, 'case', a.case_id, 'explainer', a.explainer_id, 'note', a.note_case_id)))`;
/** What is left of an appeal about a private person's notes. */
const appealErased = sql`(a.text = '–' and a.note_case_id is not null and not ${ofNobody(sql`a.note_case_id`)})`;
const appealOpen = sql`a.joined_to is null and ${ofNobody(sql`coalesce(a.note_case_id, a.case_id)`)}`;
/** The correction that a leaf tells of, by how many were told before. */
const nth = sql`(select count(*) from log_leaves b where b.subject_id = l.subject_id and b.kind = 'appeal-corrected' and b.id < l.id)`;
/** What stood after a correction `c`: what the next one found there, or what stands now. */
const afterwards = sql`coalesce((select d.reasons_before from appeal_corrections d
  where d.appeal_id = c.appeal_id and d.position = c.position + 1), a.reasons)`;

const eventSays = (says: SQL): Row => ({ says, from: sql`events v where v.id = l.event_id` });

/** By kind; null where no row stands behind it. */
const rowsByKind: Readonly<Record<LeafKind, SQL | null>> = {
  'check-published': checkLeaf,
  'check-corrected': checkLeaf,
  'check-withdrawn': row({
    says: unlessErased(sql`jsonb_build_object('check', s.content::jsonb -> 'check')`),
    texts: handedIn,
    shown: sql`not ${newest(sql`'check-corrected', 'check-withdrawn'`)} or exists (
      select from checks c where c.id = l.subject_id and c.withdrawal_id = s.id
        and c.withdrawn_because = s.content::jsonb -> 'because')`,
    open: submittedOpen,
    from: submitted,
  }),
  'note-published': row({
    says: sql`jsonb_build_object('case', s.case_id)`,
    texts: handedIn,
    open: submittedOpen,
    from: submitted,
  }),
  'claim-declined': row({
    says: unlessErased(sql`jsonb_build_object('case', s.case_id, 'because', s.content::jsonb -> 'reason')`),
    texts: handedIn,
    open: submittedOpen,
    from: submitted,
  }),
  'claim-reopened': row({
    says: sql`jsonb_build_object('case', t.case_id, 'appeal', t.appeal_id)`,
    from: sql`claims_taken_up t where t.appeal_id = (e ->> 'appeal')::uuid`,
  }),
  'explainer-published': explainerLeaf,
  'explainer-corrected': explainerLeaf,
  'explainer-withdrawn': row({
    says: sql`jsonb_build_object('explainer', s.content::jsonb -> 'id')`,
    texts: handedIn,
    shown: sql`exists (select from explainers x where x.id = l.subject_id and x.withdrawal_id = s.id)`,
    open: submittedOpen,
    from: submitted,
  }),
  'labels-changed': row({ texts: handedIn, open: submittedOpen, from: submitted }),
  'review-overridden': row({
    says: sql`jsonb_build_object('submission', s.id, 'of', s.kind)`,
    texts: sql`case when s.content = erased_content(s.verdict) then '{}'::jsonb else jsonb_build_object('reason', r.reason) end`,
    open: sql`s.kind in ('check', 'correction') and ${submittedOpen}`,
    from: sql`reviews r join submissions s on s.id = r.submission_id where s.id = l.submission_id and r.outcome = 'overridden'`,
  }),
  'appeal-received': row({ says: appealSays, from: ofAppeal }),
  'appeal-answered': row({
    says: sql`${appealSays} || jsonb_build_object('outcome', a.outcome)`,
    texts: sql`case when ${appealErased} or a.reasons is null then '{}'::jsonb else jsonb_build_object('answer', coalesce((
      select c.reasons_before from appeal_corrections c where c.appeal_id = a.id order by c.position limit 1), a.reasons)::text) end`,
    open: appealOpen,
    erased: appealErased,
    from: ofAppeal,
  }),
  'appeal-corrected': row({
    says: appealSays,
    texts: sql`case when ${appealErased} then '{}'::jsonb
      else jsonb_build_object('answer', c.reasons::text, 'why', c.why::text) end`,
    shown: sql`${appealErased} or c.reasons = ${afterwards}`,
    open: appealOpen,
    erased: appealErased,
    from: sql`appeals a join appeal_corrections c on c.appeal_id = a.id and c.position = ${nth}
      where a.id = (e ->> 'appeal')::uuid`,
  }),
  'appeal-settled': row({
    says: appealSays,
    texts: sql`case when a.settled_because is null then '{}'::jsonb else jsonb_build_object('reason', a.settled_because::text) end`,
    open: appealOpen,
    erased: appealErased,
    from: ofAppeal,
  }),
  'source-opted': row({
    says: sql`jsonb_build_object('source', v.data -> 'source', 'answers', v.data -> 'answers', 'site', o.site)`,
    shown: sql`o.answers = (e ->> 'answers')::boolean or exists (
      select from log_leaves n where n.kind = 'source-opted' and n.id > l.id and n.entry::jsonb ->> 'source' = e ->> 'source')`,
    from: sql`events v join sources o on o.id = (v.data ->> 'source')::uuid where v.id = l.event_id`,
  }),
  'rights-changed': row(
    eventSays(sql`jsonb_build_object('change', v.data -> 'change', 'role', v.data -> 'role', 'of', v.data -> 'of')`),
  ),
  'request-told': row({
    says: sql`jsonb_build_object('request', r.id, 'from', r.from_kind, 'wanted', r.wanted, 'outcome', r.outcome, 'check', r.check_id)`,
    texts: sql`jsonb_build_object('content', jsonb_build_object('name', r.body, 'askedOn', r.asked_on, 'says', r.says,
      'ground', r.ground, 'silentUntil', r.silent_until, 'silentLaw', r.silent_law))`,
    shown: sql`r.state = 'agreed'`,
    from: sql`outside_requests r where r.id = (e ->> 'request')::uuid`,
  }),
  'proposal-accepted': row({
    says: sql`jsonb_build_object('proposal', p.id, 'of', p.kind, 'check', p.check_id, 'case', p.case_id)`,
    texts: sql`case when p.says is null then '{}'::jsonb else jsonb_build_object('content', jsonb_build_object(
      'kind', p.kind, 'lang', p.lang, 'says', p.says, 'url', p.url)) end`,
    shown: sql`p.state = 'accepted'`,
    open: sql`p.check_id is not null or (${ofNobody(sql`p.case_id`)} and exists (
      select from checks c join submissions s on s.id = c.submission_id where s.case_id = p.case_id))`,
    from: sql`rater_proposals p where p.id = (e ->> 'proposal')::uuid`,
  }),
  'standing-answered': row({
    says: sql`jsonb_build_object('answer', a.id, 'check', a.check_id, 'cut', a.cut)`,
    texts: sql`jsonb_build_object('content', a.says)`,
    shown: sql`a.state = 'agreed'`,
    from: sql`standing_answers a where a.id = (e ->> 'answer')::uuid`,
  }),
  'template-changed': row({
    says: sql`jsonb_build_object('template', t.key, 'lang', t.lang, 'n', t.n)`,
    texts: sql`jsonb_build_object('content', t.text)`,
    shown: sql`t.current or exists (select from templates u where u.key = t.key and u.lang = t.lang and u.n > t.n)`,
    from: sql`templates t where t.key = e ->> 'template' and t.lang = e ->> 'lang' and t.n = (e ->> 'n')::int`,
  }),
  'standings-cut': row({
    says: sql`jsonb_build_object('cut', c.n, 'version', c.version, 'ratings', c.ratings, 'raters', c.raters, 'files', c.files)`,
    from: sql`standing_cuts c where c.n = (e ->> 'cut')::int`,
  }),
  'standing-changed': row({
    says: sql`jsonb_build_object('cut', g.cut, 'check', g.check_id, 'standing', g.standing, 'rule', g.rule)`,
    from: sql`standings g where g.cut = (e ->> 'cut')::int and g.check_id = (e ->> 'check')::uuid`,
  }),
  'day-counted': null,
  'statements-changed': null,
  'version-started': null,
  'keys-changed': null,
  'salts-erased': null,
};

/**
 * For a leaf `l` with the entry `e` (jsonb): what the rows say now, null where they are gone or there never were any. Only of these
 * kinds: planning all of them at once takes longer than reading them.
 */
export const rowsNow = (kinds: readonly string[]): SQL => {
  const found = Object.entries(rowsByKind).flatMap(([kind, rows]) =>
    rows === null || !kinds.includes(kind) ? [] : [sql`when ${kind} then ${rows}`],
  );
  return found.length === 0 ? sql`null::jsonb` : sql`case e ->> 'kind' ${sql.join(found, sql` `)} end`;
};
