// A case ready to be decided, and one that was: what tests of decisions, appeals and answers begin with.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Id } from '../../src/base/ids.ts';
import type { Actor, Role } from '../../src/core/rights.ts';
import {
  type ConclusionTyped,
  type ExplainerGiven,
  publishDecided,
  reviewSubmission,
  submitDecision,
  submitExplainer,
  submitWords,
} from '../../src/desk/index.ts';
import type { Database } from '../../src/store/index.ts';
import type { StoredWorld } from '../temp-database.ts';

/** One more in the team, for tests without a web server. */
export const colleague = async (database: Database, role: Role): Promise<Actor> => {
  const id = randomUUID() as Id;
  await database.all(sql`
    insert into staff (id, name, email, role, created_at, updated_at)
    values (${id}, ${`Người ${role}`}, ${`${id}@toasoan.example`}, ${role}, '2026-11-01', '2026-11-01')`);
  return { id, role };
};

export type ReadyCase = { readonly id: Id; readonly number: number };

/** A case with an approved wording, a whole draft in two languages, and independent evidence; everybody declared. */
export const readyCase = async (
  database: Database,
  { writer, approver }: { readonly writer: Actor; readonly approver: Actor },
  claim = 'Uống nước muối mỗi sáng chữa khỏi đau dạ dày',
): Promise<ReadyCase> => {
  const id = randomUUID() as Id;
  const [made] = await database.all<{ number: number }>(sql`
    insert into cases (id, state, origin, title, lang, opened_on, topics, changed_at)
    values (${id}, 'open', 'own', ${claim}, 'vi', '2026-11-10', '{health}', '2026-11-10') returning number`);
  await database.all(sql`
    insert into case_wordings (id, case_id, wording, proposed_by, proposed_at, approved_by, approved_at)
    values (${randomUUID()}, ${id}, ${JSON.stringify({ vi: claim, en: 'Salt water every morning cures stomach pain' })}::jsonb,
      ${writer.id}, '2026-11-11', ${approver.id}, '2026-11-12')`);
  const texts = {
    vi: {
      title: 'Nước muối không chữa đau dạ dày',
      short: 'Không có bằng chứng nào.',
      known: 'Ba nghiên cứu.',
      how: 'Đã đọc.',
    },
    en: {
      title: 'Salt water cures no stomach pain',
      short: 'There is no evidence.',
      known: 'Three studies.',
      how: 'We read.',
    },
  };
  for (const [lang, fields] of Object.entries(texts))
    for (const [field, text] of Object.entries(fields))
      await database.all(sql`
        insert into draft_fields (case_id, lang, field, n, text, written_by, written_at, base, current)
        values (${id}, ${lang}, ${field}, 1, ${text}, ${writer.id}, '2026-11-12', 0, true)`);
  await database.all(sql`
    insert into case_evidence (id, case_id, kind, url, title, publisher, lang, stance, interest, accessed_on, shows, added_by, changed_at)
    values (${randomUUID()}, ${id}, 'page', 'https://who.int/salt', 'Salt', 'WHO', 'en', 'refutes', 'independent', '2026-11-12',
      '{"vi":"Muối không chữa.","en":"Salt does not cure."}'::jsonb, ${writer.id}, '2026-11-12')`);
  await database.all(sql`
    insert into case_interests (case_id, staff_id, concerned, declared_at) values (${id}, ${writer.id}, false, '2026-11-12')`);
  return { id, number: made!.number };
};

export const conclusion: Omit<ConclusionTyped, 'related' | 'pictures'> = {
  verdict: 'false',
  asOf: '2026-11-19',
  reviewBy: '2027-11-19',
  slug: 'nuoc-muoi-da-day',
  topics: ['health'],
  appearances: [],
  publishAt: '',
};

/** Hands in a ready case and gives the submission with the hash to agree to. */
export const handIn = async (
  world: StoredWorld,
  writer: Actor,
  { number }: ReadyCase,
  typed: Partial<ConclusionTyped> = {},
): Promise<{ readonly id: Id; readonly contentHash: string }> => {
  const submitted = await submitDecision(world, writer, number, { ...conclusion, ...typed });
  if (!submitted.ok) throw new Error(`${submitted.error.code} ${submitted.error.field ?? ''}`);
  const found = await world.decisions.submission(submitted.value);
  return { id: submitted.value, contentHash: found!.contentHash };
};

/** A case through to its public check, by two people. */
export const publishedCase = async (
  world: StoredWorld,
  database: Database,
  { writer, reviewer }: { readonly writer: Actor; readonly reviewer: Actor },
  typed: Partial<ConclusionTyped> = {},
): Promise<ReadyCase & { readonly check: Id; readonly submission: Id }> => {
  const ready = await readyCase(database, { writer, approver: reviewer });
  const { id: submission, contentHash } = await handIn(world, writer, ready, typed);
  const agreed = await reviewSubmission(world, reviewer, submission, {
    outcome: 'approved',
    contentHash,
    reason: '',
    remarks: [],
  });
  if (!agreed.ok) throw new Error(agreed.error.code);
  await publishDecided(world);
  const found = await world.decisions.caseByNumber(ready.number);
  return { ...ready, check: found!.check!.id, submission };
};

export const explainerTyped: ExplainerGiven = {
  slug: 'vi-sao-muoi',
  topics: ['health'],
  checks: [],
  kind: '',
  explain: {},
  texts: {
    vi: { title: 'Muối làm gì trong cơ thể', short: 'Muối giữ nước.', body: 'Cơ thể cần **một ít** muối.' },
    en: { title: 'What salt does in the body', short: 'Salt holds water.', body: 'The body needs **a little** salt.' },
  },
};

/** An explainer through to its page, by two people; with a slug, a change of the one that stands there. */
export const publishedExplainer = async (
  world: StoredWorld,
  { writer, reviewer }: { readonly writer: Actor; readonly reviewer: Actor },
  typed: Partial<ExplainerGiven> = {},
  slug: string | null = null,
): Promise<{ readonly id: Id; readonly slug: string; readonly submission: Id }> => {
  const submitted = await submitExplainer(world, writer, slug, { ...explainerTyped, ...typed });
  if (!submitted.ok) throw new Error(`${submitted.error.code} ${submitted.error.field ?? ''}`);
  const found = (await world.decisions.submission(submitted.value))!;
  const { contentHash } = found;
  const agreed = await reviewSubmission(world, reviewer, found.id, {
    outcome: 'approved',
    contentHash,
    reason: '',
    remarks: [],
  });
  if (!agreed.ok) throw new Error(agreed.error.code);
  await publishDecided(world);
  const content = found.content as { readonly id: Id; readonly slug: string };
  return { id: content.id, slug: content.slug, submission: found.id };
};

/** A note of what is known so far through to its page, by two people. */
export const publishedNote = async (
  world: StoredWorld,
  { writer, reviewer }: { readonly writer: Actor; readonly reviewer: Actor },
  number: number,
): Promise<Id> => {
  const handed = await submitWords(world, writer, number, {
    kind: 'note',
    claim: { vi: 'Cầu Long Biên đã đóng cửa', en: 'Long Bien bridge is closed' },
    known: { vi: 'Sở Giao thông nói cầu vẫn mở.', en: 'The department says that it is open.' },
    unknown: { vi: 'Ảnh chụp khi nào.', en: 'When the pictures were taken.' },
    nextOn: '',
  });
  if (!handed.ok) throw new Error(handed.error.code);
  const { contentHash } = (await world.decisions.submission(handed.value))!;
  const read = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  const agreed = await reviewSubmission(world, reviewer, handed.value, read);
  if (!agreed.ok) throw new Error(agreed.error.code);
  await publishDecided(world);
  return handed.value;
};
