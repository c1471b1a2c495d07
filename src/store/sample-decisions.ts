// The sample team, and what it decided: checks that came with the software, or from before there was a desk, stand on a
// case, a submission and a review like every other. These two accounts can never sign in.
import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id, NewId } from '../base/ids.ts';
import type { Check } from '../core/check.ts';
import { type Closing, contentText } from '../core/decision.ts';
import type { StaffId } from '../core/rights.ts';
import type { CheckSaved, CheckToSave } from '../desk/world.ts';
import { wholeCheck } from './check-rows.ts';
import type { Saving } from './checks.ts';
import { type Runner, rows } from './database.ts';
import { pageOf, requestDecisionLeaves } from './decision-leaves.ts';

/** Writes what the sample team decided on these checks, ready for them to be stored; the submission of each. */
export const decideAsSample = async (
  tx: Runner,
  checks: readonly Check[],
  at: Date,
  newId: NewId,
): Promise<ReadonlyMap<Id, Id>> => {
  if (checks.length === 0) return new Map();
  const [writer, reviewer] = await sampleTeam(tx, at, newId);
  const before = await casesOf(
    tx,
    checks.map((check) => check.id),
  );
  const decided = checks.map((check) => {
    const content = contentText({ kind: 'check', content: check });
    return {
      check: check.id,
      case: before.get(check.id) ?? newId(),
      fresh: !before.has(check.id),
      lang: Object.keys(check.texts)[0] ?? 'vi',
      title: Object.values(check.texts)[0]?.claim ?? null,
      topics: check.topics,
      submission: newId(),
      review: newId(),
      verdict: check.verdict,
      content,
      hash: createHash('sha256').update(content).digest('hex'),
    };
  });
  await tx.all(sql`
    insert into cases (id, state, origin, title, lang, opened_on, topics, changed_at)
    select "case", 'published', 'own', title, lang, ${dayOf(at)}::date, topics, ${at}::timestamptz
    from jsonb_to_recordset(${rows(decided.filter((d) => d.fresh))}) as t("case" uuid, title text, lang text, topics text[])`);
  const given = sql`jsonb_to_recordset(${rows(decided)}) as t("case" uuid, submission uuid, review uuid, verdict text, content text, hash text)`;
  await agreeAsSample(tx, given, { writer, reviewer, kind: 'check', at });
  return new Map(decided.map((d) => [d.check, d.submission]));
};

/** Gives a decision by the sample team to checks of our own that were stored before there was a desk. */
export const adoptUndecided = async (tx: Runner, at: Date, newId: NewId): Promise<number> => {
  const undecided = await tx.all<{ id: Id }>(sql`
    select id from checks where source_id is null and submission_id is null order by id for update`);
  const checks: Check[] = [];
  for (const { id } of undecided) {
    const check = await wholeCheck(tx, sql`c.id = ${id}`);
    if (check !== undefined) checks.push(check);
  }
  const submissions = await decideAsSample(tx, checks, at, newId);
  for (const [check, submission] of submissions)
    await tx.all(sql`update checks set submission_id = ${submission} where id = ${check}`);
  await joinCases(tx, [...submissions.keys()]);
  await tellChecks(tx, checks, submissions, at, true);
  return submissions.size;
};

/** The leaves of checks that the sample team decided, once they are there. `backfilled`: they were public before. */
const tellChecks = async (
  tx: Runner,
  checks: readonly Check[],
  submissions: ReadonlyMap<Id, Id>,
  at: Date,
  backfilled: boolean,
): Promise<void> => {
  for (const content of checks) {
    const id = submissions.get(content.id);
    if (id === undefined) continue;
    const page = await pageOf(tx, content.id);
    await requestDecisionLeaves(tx, { kind: 'check', content, id, caseId: null }, { on: dayOf(at), page, backfilled });
  }
};

/** Once the checks are there, their cases lead to them. */
export const joinCases = async (tx: Runner, checks: readonly Id[]): Promise<void> => {
  if (checks.length === 0) return;
  await tx.all(sql`
    update cases k set check_id = c.id from checks c join submissions s on s.id = c.submission_id
    where k.id = s.case_id and k.check_id is null and c.id in (select jsonb_array_elements_text(${rows(checks)})::uuid)`);
};

/** Writes what the sample team declined; a claim that it declined before stays as it is. */
export const declineAsSample = async (
  tx: Runner,
  closings: readonly Closing[],
  at: Date,
  newId: NewId,
): Promise<void> => {
  const [writer, reviewer] = await sampleTeam(tx, at, newId);
  const before = await tx.all<{ claim: string }>(sql`
    select content::jsonb -> 'claim' ->> 'vi' as claim from submissions where kind = 'closing' and submitted_by = ${writer}`);
  const known = new Set(before.map(({ claim }) => claim));
  const decided = closings
    .filter(({ claim }) => !known.has(claim.vi ?? ''))
    .map((closing) => {
      const content = contentText({ kind: 'closing', content: closing });
      const hash = createHash('sha256').update(content).digest('hex');
      const title = closing.claim.vi ?? null;
      return { closing, case: newId(), submission: newId(), review: newId(), title, content, hash };
    });
  if (decided.length === 0) return;
  const given = sql`jsonb_to_recordset(${rows(decided)})
    as t("case" uuid, submission uuid, review uuid, title text, content text, hash text)`;
  await tx.all(sql`
    insert into cases (id, state, origin, title, lang, opened_on, closed_as, closed_on, changed_at)
    select "case", 'closed', 'own', title, 'vi', ${dayOf(at)}::date, 'not-checkable', ${dayOf(at)}::date, ${at}::timestamptz from ${given}`);
  await agreeAsSample(tx, given, { writer, reviewer, kind: 'closing', at });
  for (const { closing: content, submission: id, case: caseId } of decided)
    await requestDecisionLeaves(tx, { kind: 'closing', content, id, caseId }, { on: dayOf(at), page: null });
};

/** One writes, the other agrees, and it is public: the same for all that the sample team decides. */
const agreeAsSample = async (
  tx: Runner,
  given: SQL,
  {
    writer,
    reviewer,
    kind,
    at,
  }: { readonly writer: StaffId; readonly reviewer: StaffId; readonly kind: string; readonly at: Date },
): Promise<void> => {
  const verdict = kind === 'check' ? sql`verdict` : sql`null`;
  await tx.all(sql`
    insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at)
    select submission, "case", ${kind}, content, hash, ${verdict}, ${writer}::uuid, ${at}::timestamptz from ${given}`);
  await tx.all(
    sql`insert into submission_writers (submission_id, staff_id) select submission, ${writer}::uuid from ${given}`,
  );
  await tx.all(sql`
    insert into reviews (id, submission_id, content_hash, outcome, reviewed_by, reviewed_as, reviewed_at)
    select review, submission, hash, 'approved', ${reviewer}::uuid, 'reviewer', ${at}::timestamptz from ${given}`);
  await tx.all(sql`
    update submissions s set state = 'published', published_at = ${at}::timestamptz from ${given} where s.id = t.submission`);
};

/** Ids of the writer and the reviewer, made when there are none. */
const sampleTeam = async (tx: Runner, at: Date, newId: NewId): Promise<readonly [StaffId, StaffId]> => {
  const wanted = [
    { id: newId(), role: 'checker', name: 'Người viết mẫu (sample writer)' },
    { id: newId(), role: 'reviewer', name: 'Người duyệt mẫu (sample reviewer)' },
  ];
  await tx.all(sql`
    insert into staff (id, name, role, state, created_at, updated_at)
    select id, name, role, 'sample', ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${rows(wanted)}) as t(id uuid, name text, role text)
    where not exists (select from staff s where s.state = 'sample' and s.role = t.role)`);
  const found = await tx.all<{ id: StaffId; role: string }>(
    sql`select id, role from staff where state = 'sample' order by created_at`,
  );
  const of = (role: string) => found.find((f) => f.role === role)?.id;
  const [writer, reviewer] = [of('checker'), of('reviewer')];
  if (writer === undefined || reviewer === undefined) throw new Error('the sample team is not complete');
  return [writer, reviewer];
};

const casesOf = async (tx: Runner, checks: readonly Id[]): Promise<ReadonlyMap<Id, Id>> => {
  const found = await tx.all<{ check: Id; case: Id }>(sql`
    select c.id as "check", s.case_id as "case" from checks c join submissions s on s.id = c.submission_id
    where c.id in (select jsonb_array_elements_text(${rows(checks)})::uuid)`);
  return new Map(found.map((f) => [f.check, f.case]));
};

type Existing = { readonly id: Id; readonly slug: string; readonly verdict: Check['verdict']; readonly ours: boolean };

/**
 * Stores checks of the sample as the sample team's decisions. One that the desk has changed since is left as the desk left
 * it; a verdict that a newer version of the sample changes is told as a correction, like every other.
 */
export const saveSample = async (
  tx: Runner,
  batch: readonly CheckToSave[],
  at: Date,
  newId: NewId,
  save: (batch: readonly CheckToSave[], saving: Saving) => Promise<readonly CheckSaved[]>,
): Promise<readonly CheckSaved[]> => {
  if (batch.length === 0) return [];
  await adoptUndecided(tx, at, newId);
  const existing = await tx.all<Existing>(sql`
    select c.id, c.slug, c.verdict, w.state <> 'sample' or c.withdrawn_on is not null as ours
    from checks c join submissions s on s.id = c.submission_id join staff w on w.id = s.submitted_by
    where c.source_id is null and c.slug in (select jsonb_array_elements_text(${rows(batch.map((b) => b.check.slug))}))`);
  const before = new Map(existing.map((e) => [e.slug, e]));
  const taken = (one: CheckToSave) => before.get(one.check.slug)?.ours === true;
  const fit = batch.filter((one) => !taken(one)).map((one) => toldAsChanged(one, before.get(one.check.slug), at));
  let made: readonly Check[] = [];
  let submissions: ReadonlyMap<Id, Id> = new Map();
  const saved = await save(fit, {
    told: 'check.published',
    at,
    decided: async (checks) => {
      made = checks.map((c) => ({ ...c.check, id: c.id }));
      submissions = await decideAsSample(tx, made, at, newId);
      return submissions;
    },
  });
  await joinCases(tx, [...submissions.keys()]);
  await tellChecks(tx, made, submissions, at, false);
  let next = 0;
  return batch.map((one) => (taken(one) ? 'same' : (saved[next++] ?? 'same')));
};

const toldAsChanged = (one: CheckToSave, before: Existing | undefined, at: Date): CheckToSave => {
  const { verdict } = one.check;
  if (!before?.verdict || !verdict || before.verdict === verdict) return one;
  const told = {
    on: dayOf(at),
    kind: 'correction' as const,
    explain: { vi: 'Bài mẫu được viết lại.', en: 'The sample check was rewritten.' },
    before: {},
    verdict: { before: before.verdict, after: verdict },
  };
  return { ...one, check: { ...one.check, corrections: [...one.check.corrections, told] } };
};
