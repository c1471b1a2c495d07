// The rows of a check. Wordings are only ever added; everything else of a changed check is written anew in its transaction.
import { type SQL, sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { CheckToSave } from '../desk/world.ts';
import { type Runner, rows } from './database.ts';
import { replacePictures } from './pictures.ts';

export type StoredCheck = CheckToSave & {
  readonly id: Id;
  readonly externalKey: string;
  readonly contentHash: string;
  /** What two people agreed to; null for another publisher's check. */
  readonly submissionId: Id | null;
};

/** Removes what is written anew; versions stay, no longer current. */
export const removeParts = async (tx: Runner, changed: readonly StoredCheck[]): Promise<void> => {
  if (changed.length === 0) return;
  const ids = sql`(select jsonb_array_elements_text(${rows(changed.map((c) => c.id))})::uuid)`;
  for (const table of ['check_aliases', 'evidence', 'fruitless_searches', 'check_links'])
    await tx.all(sql`delete from ${sql.identifier(table)} where check_id in ${ids}`);
  // What we told of a change of our own stays told.
  await tx.all(sql`
    delete from corrections k using checks c where c.id = k.check_id and c.source_id is not null and k.check_id in ${ids}`);
};

/** Writes new checks, and what changed of known ones. */
export const insertParts = async (
  tx: Runner,
  fresh: readonly StoredCheck[],
  changed: readonly StoredCheck[],
  at: Date,
): Promise<void> => {
  const all = [...fresh, ...changed];
  if (all.length === 0) return;
  const columns = sql`(id uuid, slug text, source_id uuid, external_key text, content_hash text, original_url text, verdict text, label text,
    as_of date, review_by date, published_on date, corrected_on date, topics text[], claimant jsonb, appearances text[], changed_at timestamptz, submission_id uuid)`;
  await tx.all(sql`
    insert into checks (id, slug, source_id, external_key, content_hash, original_url, verdict, label,
      as_of, review_by, published_on, corrected_on, topics, claimant, appearances, changed_at, submission_id)
    select * from jsonb_to_recordset(${rows(fresh.map((c) => checkRow(c, at)))}) as t${columns}`);
  await insertVersions(tx, all);
  await insertMany(
    tx,
    'check_aliases',
    sql`(check_id uuid, position int, lang text, text text)`,
    all.flatMap((c) => c.check.aliases.map((a, position) => ({ check_id: c.id, position, ...a }))),
  );
  await insertMany(
    tx,
    'evidence',
    sql`(check_id uuid, position int, url text, title text, publisher text, lang text, stance text, interest text,
      published_on date, accessed_on date, locator text, archived_url text, shows jsonb)`,
    all.flatMap((c) =>
      c.check.evidence.map((e, position) => ({
        check_id: c.id,
        position,
        ...e,
        published_on: e.publishedOn,
        accessed_on: e.accessedOn,
        archived_url: e.archivedUrl,
      })),
    ),
  );
  await insertMany(
    tx,
    'fruitless_searches',
    sql`(check_id uuid, position int, query text, place text, searched_on date, found jsonb)`,
    all.flatMap((c) =>
      c.check.searches.map((s, position) => ({
        check_id: c.id,
        position,
        query: s.query,
        place: s.where,
        searched_on: s.on,
        found: s.found,
      })),
    ),
  );
  await insertCorrections(tx, all);
  await insertMany(
    tx,
    'check_links',
    sql`(check_id uuid, kind text, value text)`,
    unique(all.flatMap((c) => c.links.map((l) => ({ check_id: c.id, kind: l.kind, value: l.value })))),
  );
  // Pictures of other publishers' checks come apart from these, and stay.
  const ours = all.filter(({ check }) => check.source === null);
  await replacePictures(
    tx,
    ours.map(({ id, check }) => ({ check: id, pictures: check.pictures ?? [] })),
  );
  // Last, so that the rule about independent evidence sees the evidence.
  await tx.all(sql`
    update checks c set original_url = t.original_url, content_hash = t.content_hash, verdict = t.verdict, label = t.label, as_of = t.as_of,
      review_by = t.review_by, published_on = t.published_on, corrected_on = t.corrected_on, topics = t.topics, claimant = t.claimant,
      appearances = t.appearances, changed_at = t.changed_at, submission_id = t.submission_id
    from jsonb_to_recordset(${rows(changed.map((c) => checkRow(c, at)))}) as t${columns} where c.id = t.id`);
};

/** Those already told stay as they were told. */
const insertCorrections = async (tx: Runner, all: readonly StoredCheck[]): Promise<void> => {
  const told = all.flatMap((c) =>
    c.check.corrections.map((k, position) => ({
      check_id: c.id,
      position,
      corrected_on: k.on,
      kind: k.kind,
      explain: k.explain,
      before: k.before,
      verdict_before: k.verdict?.before ?? null,
      verdict_after: k.verdict?.after ?? null,
      evidence: k.evidence ?? null,
      replies: k.replies ?? null,
      pictures: k.pictures ?? null,
      submission_id: c.submissionId,
    })),
  );
  if (told.length === 0) return;
  await tx.all(sql`
    insert into corrections (check_id, position, corrected_on, kind, explain, before, verdict_before, verdict_after, evidence, replies, pictures, submission_id)
    select * from jsonb_to_recordset(${rows(told)}) as t(check_id uuid, position int, corrected_on date, kind text,
      explain jsonb, before jsonb, verdict_before text, verdict_after text, evidence jsonb, replies jsonb, pictures jsonb, submission_id uuid)
    on conflict (check_id, position) do nothing`);
};

const checkRow = ({ id, check, externalKey, contentHash, submissionId }: StoredCheck, at: Date) => ({
  id,
  slug: check.slug,
  source_id: check.source?.id ?? null,
  external_key: externalKey,
  content_hash: contentHash,
  original_url: check.originalUrl,
  verdict: check.verdict,
  label: check.label,
  as_of: check.asOf,
  review_by: check.reviewBy,
  published_on: check.publishedOn,
  corrected_on: check.corrections.at(-1)?.on ?? null,
  topics: check.topics,
  claimant: check.claimant,
  appearances: check.appearances,
  changed_at: at,
  submission_id: submissionId,
});

/** Adds a version where the wording differs from the current one. */
const insertVersions = async (tx: Runner, all: readonly StoredCheck[]): Promise<void> => {
  const texts = all.flatMap((c) =>
    Object.entries(c.check.texts).map(([lang, text]) => ({ check_id: c.id, lang, ...text })),
  );
  const given = sql`jsonb_to_recordset(${rows(texts)}) as t(check_id uuid, lang text, title text, claim text, short text, known text, how text, reply text)`;
  const same = sql`(v.title, v.claim, v.short, v.known, v.how, v.reply) = (t.title, t.claim, t.short, t.known, t.how, t.reply)`;
  await tx.all(sql`
    update check_versions v set current = false from ${given}
    where v.check_id = t.check_id and v.lang = t.lang and v.current and not ${same}`);
  await tx.all(sql`
    insert into check_versions (check_id, lang, n, current, title, claim, short, known, how, reply)
    select t.check_id, t.lang, 1 + coalesce((select max(n) from check_versions o where o.check_id = t.check_id and o.lang = t.lang), 0), true,
      t.title, t.claim, t.short, t.known, t.how, t.reply
    from ${given}
    where not exists (select from check_versions v where v.check_id = t.check_id and v.lang = t.lang and v.current)`);
};

const insertMany = async (tx: Runner, table: string, columns: SQL, values: readonly object[]): Promise<void> => {
  if (values.length === 0) return;
  await tx.all(
    sql`insert into ${sql.identifier(table)} select * from jsonb_to_recordset(${rows(values)}) as t${columns}`,
  );
};

const unique = <T extends object>(values: readonly T[]): readonly T[] => [
  ...new Map(values.map((v) => [JSON.stringify(v), v])).values(),
];
