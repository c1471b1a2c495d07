// Submissions and reviews: what two people decide, before it is public.
import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id, NewId } from '../base/ids.ts';
import { contentText, type Decidable, type SubmissionContent, type SubmissionKind } from '../core/decision.ts';
import type { Role, StaffId } from '../core/rights.ts';
import type { Decisions, NewSubmission, Review, Submission, SubmissionLine } from '../desk/decision-ports.ts';
import { tellHistory } from './case-deeds.ts';
import { saveChecks } from './checks.ts';
import { checksNamed } from './checks-named.ts';
import { type Database, type Runner, rows, type Transaction } from './database.ts';
import { decisionCase } from './decision-case.ts';
import { publishDue } from './decision-publishing.ts';
import { decidedInPublic } from './decision-views.ts';
import { writersOf } from './decision-writers.ts';
import { pendingApart, submitApart } from './decisions-apart.ts';
import { type Enqueue, tell, toldAt, toldOn } from './events.ts';
import { insertEvidence } from './evidence-rows.ts';
import { handOf, holdsRight, letInAgreed } from './hands.ts';
import { declineAsSample, saveSample } from './sample-decisions.ts';

export const decisionsIn = (database: Database, enqueue: Enqueue, newId: NewId): Decisions => ({
  publishSample: (batch, at) =>
    database.atomically((tx) =>
      saveSample(tx, batch, at, newId, (fit, saving) => saveChecks(tx, fit, saving, enqueue)),
    ),
  declineSample: (batch, at) => database.atomically((tx) => declineAsSample(tx, batch, at, newId)),
  caseByNumber: (number) => decisionCase(database, number),
  named: (names) => checksNamed(database, names),
  submission: (id) => submissionOf(database, id),
  waiting: () => linesWhere(database, sql`s.state in ('waiting', 'approved')`, sql`s.submitted_at`, 500),
  decided: (limit) =>
    linesWhere(
      database,
      sql`s.state not in ('waiting', 'approved') and w.state <> 'sample'`,
      sql`s.submitted_at desc`,
      limit,
    ),
  submit: (given, at) => database.atomically((tx) => submit(tx, given, at)),
  pendingApart: (of) => pendingApart(database, of),
  submitApart: (given, at) => database.atomically((tx) => submitApart(tx, given, at)),
  takeBack: (id, by, at) => database.atomically((tx) => takeBack(tx, id, by, at)),
  review: (given, judge, at) =>
    database.atomically(async (tx) => {
      const on = await decidable(tx, given.submission, at);
      if (on === undefined) return undefined;
      const judged = judge(on);
      if (judged.ok) await review(tx, given, on, at, enqueue);
      return judged;
    }),
  publishDue: (at, how) => publishDue(database, at, how, enqueue),
  ...decidedInPublic(database),
});

const submit = async (
  tx: Transaction,
  given: NewSubmission,
  at: Date,
): Promise<Awaited<ReturnType<Decisions['submit']>>> => {
  const [found] = await tx.all<{ state: string; about: boolean; pending: boolean }>(sql`
    select c.state, c.about_ourselves as about, exists (select from submissions s where s.case_id = c.id and s.state in ('waiting', 'approved')) as pending
    from cases c where c.id = ${given.caseId} for update`);
  if (found?.pending === true) return 'already-submitted';
  const later = given.kind === 'correction' || given.kind === 'withdrawal';
  if (found === undefined || found.state !== (later ? 'published' : 'open')) return 'case-not-open';
  // Somebody said just now that it is about ourselves: whoever looks again reads what follows of that.
  if (found.about && (given.kind === 'check' || given.kind === 'correction')) return 'case-not-open';
  if (given.kind === 'check' && (await slugTaken(tx, given.content.slug))) return 'slug-taken';
  const content = contentText(given);
  const verdict = given.kind === 'check' || given.kind === 'correction' ? given.content.verdict : null;
  await tx.all(sql`
    insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at, publish_at)
    values (${given.id}, ${given.caseId}, ${given.kind}, ${content}, ${createHash('sha256').update(content).digest('hex')},
      ${verdict}, ${given.submittedBy}, ${at}, ${given.publishAt})`);
  await tx.all(sql`
    insert into submission_writers (submission_id, staff_id)
    select ${given.id}::uuid, w.by from (${writersOf(given.caseId, given.kind)} union select ${given.submittedBy}::uuid
      union select evidence_hands(${given.id}) union select picture_hands(${given.id})) w(by)`);
  for (const one of given.gathers ?? []) {
    const deed = { case: given.caseId, by: given.submittedBy, at };
    await insertEvidence(tx, deed, one);
    await tellHistory(tx, deed, 'evidence-added', { evidence: one.id, stance: one.stance });
  }
  if (!later) await tx.all(sql`update cases set state = 'review', changed_at = ${at} where id = ${given.caseId}`);
  await tellHistory(tx, { case: given.caseId, by: given.submittedBy, at }, 'submitted', {
    submission: given.id,
    kind: given.kind,
  });
  return 'submitted';
};

const slugTaken = async (tx: Runner, slug: string): Promise<boolean> => {
  const [found] = await tx.all(sql`
    select 1 from checks where slug = ${slug}
    union all select 1 from submissions where state in ('waiting', 'approved') and kind = 'check' and content::jsonb ->> 'slug' = ${slug}`);
  return found !== undefined;
};

const takeBack = async (tx: Transaction, id: Id, by: StaffId, at: Date): Promise<boolean> => {
  const [gone] = await tx.all<{ caseId: Id | null }>(sql`
    update submissions set state = 'withdrawn' where id = ${id} and state in ('waiting', 'approved') and sealing_at is null returning case_id as "caseId"`);
  if (gone === undefined) return false;
  if (gone.caseId === null) return true;
  await reopen(tx, gone.caseId, at);
  await tellHistory(tx, { case: gone.caseId, by, at }, 'submission-withdrawn', { submission: id });
  return true;
};

/** Work goes on where nothing is public yet; a published case stays published. */
const reopen = (tx: Runner, caseId: Id, at: Date) =>
  tx.all(
    sql`update cases set state = 'open', changed_at = ${at} where id = ${caseId} and state in ('review', 'decided')`,
  );

type Locked = Decidable & { readonly caseId: Id | null; readonly kind: SubmissionKind };

const decidable = async (tx: Runner, id: Id, at: Date): Promise<Locked | undefined> => {
  const [found] = await tx.all<Omit<Locked, 'writers' | 'reviews' | 'hand' | 'submitterMay'>>(sql`
    select case_id as "caseId", kind, state, content_hash as "contentHash", submitted_by as "submittedBy"
    from submissions where id = ${id} for update`);
  if (found === undefined) return undefined;
  const writers = await tx.all<{ id: StaffId }>(
    sql`select staff_id as id from submission_writers where submission_id = ${id}`,
  );
  const reviews = await tx.all<Decidable['reviews'][number]>(
    sql`select outcome, reviewed_by as by from reviews where submission_id = ${id}`,
  );
  const ids = writers.map((w) => w.id);
  const submitterMay = await holdsRight(tx, found.submittedBy, 'submission.submit');
  return { ...found, writers: ids, reviews, submitterMay, hand: await handOf(tx, ids, at) };
};

const review = async (
  tx: Transaction,
  given: Parameters<Decisions['review']>[0],
  on: Locked,
  at: Date,
  enqueue: Enqueue,
): Promise<void> => {
  const agreed = given.outcome === 'approved' || given.outcome === 'overridden';
  const [written] = await tx.all<{ letIn: boolean }>(sql`
    insert into reviews (id, submission_id, content_hash, outcome, reason, remarks, reviewed_by, reviewed_as, reviewed_at)
    values (${given.id}, ${given.submission}, ${given.contentHash}, ${given.outcome}, ${given.reason},
      ${rows(given.remarks)}, ${given.by}, ${given.as}, ${at}) returning let_in as "letIn"`);
  await tx.all(sql`
    update submissions set state = ${agreed ? 'approved' : given.outcome} where id = ${given.submission}`);
  const { caseId, kind } = on;
  const close =
    written?.letIn === true
      ? [toldOn(letInAgreed(given.as as Role, { of: kind, id: given.submission }), dayOf(at))]
      : [];
  if (caseId === null) {
    const data = { submission: given.submission, kind: kind as 'explainer' | 'explainer-withdrawal' | 'labels' };
    if (agreed) await tell(tx, [toldAt({ type: 'words.decided', v: 1, data }, at), ...close], enqueue);
    return;
  }
  if (agreed)
    await tx.all(
      sql`update cases set state = 'decided', changed_at = ${at} where id = ${caseId} and state in ('open', 'review')`,
    );
  else await reopen(tx, caseId, at);
  await tellHistory(tx, { case: caseId, by: given.by, at }, `review-${given.outcome}`, {
    submission: given.submission,
    kind,
  });
  if (agreed) await tell(tx, [toldAt({ type: 'case.decided', v: 1, data: { case: caseId } }, at), ...close], enqueue);
};

type Row = Omit<Submission, 'kind' | 'content' | 'writers' | 'reviews' | 'submittedAt' | 'publishAt'> & {
  readonly kind: SubmissionKind;
  readonly content: unknown;
  readonly writers: readonly StaffId[];
  readonly reviews: readonly (Omit<Review, 'at'> & { readonly at: string })[];
  readonly submittedAt: string | Date;
  readonly publishAt: string | Date | null;
};

const submissionOf = async (runner: Runner, id: Id): Promise<Submission | undefined> => {
  const [row] = await runner.all<Row>(sql`
    select s.id, s.case_id as "caseId", c.number as "caseNumber", c.title as "caseTitle", s.kind, s.content::jsonb as content,
      s.content_hash as "contentHash", s.submitted_by as "submittedBy", s.submitted_at as "submittedAt", s.publish_at as "publishAt", s.state,
      (select jsonb_agg(w.staff_id) from submission_writers w where w.submission_id = s.id) as writers,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'outcome', r.outcome, 'reason', r.reason, 'remarks', r.remarks,
         'by', r.reviewed_by, 'at', r.reviewed_at, 'letIn', r.let_in) order by r.reviewed_at), '[]') from reviews r where r.submission_id = s.id) as reviews
    from submissions s left join cases c on c.id = s.case_id where s.id = ${id} and ${readable}`);
  if (row === undefined) return undefined;
  const { submittedAt, publishAt, reviews, kind, content, ...rest } = row;
  return {
    ...rest,
    ...({ kind, content } as SubmissionContent),
    submittedAt: new Date(submittedAt),
    publishAt: publishAt === null ? null : new Date(publishAt),
    reviews: reviews.map((r) => ({ ...r, at: new Date(r.at) })),
  };
};

/** Of a submission `s` on a case `c`: it is not about a private person, or it was public before that was found. */
const readable = sql`(c.closed_as is distinct from 'private-person'
  or s.state = 'published' and s.content <> erased_content(s.verdict))`;

const linesWhere = async (
  runner: Runner,
  condition: SQL,
  order: SQL,
  limit: number,
): Promise<readonly SubmissionLine[]> => {
  const found = await runner.all<SubmissionLine & { submittedAt: string | Date; publishAt: string | Date | null }>(sql`
    select s.id, s.kind, s.state, c.number as "caseNumber", s.submitted_by as "submittedBy", s.submitted_at as "submittedAt",
      s.publish_at as "publishAt",
      coalesce((select jsonb_object_agg(t.key, t.value ->> 'title') from jsonb_each(s.content::jsonb -> 'texts') t),
        s.content::jsonb -> 'claim', jsonb_build_object('', coalesce(c.title, s.content::jsonb ->> 'slug', ''))) as titles,
      (select jsonb_agg(x.staff_id) from submission_writers x where x.submission_id = s.id) as writers
    from submissions s left join cases c on c.id = s.case_id join staff w on w.id = s.submitted_by
    where ${condition} and ${readable} order by ${order}, s.id limit ${limit}`);
  return found.map((line) => ({
    ...line,
    submittedAt: new Date(line.submittedAt),
    publishAt: line.publishAt === null ? null : new Date(line.publishAt),
  }));
};
