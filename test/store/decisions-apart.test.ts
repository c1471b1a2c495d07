// By direct SQL neither background nor the words of verdicts become public on one person's word, nor change unseen.
import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { publishDecided, renameVerdicts, reviewSubmission, submitExplainer } from '../../src/desk/index.ts';
import type { Database } from '../../src/store/index.ts';
import { colleague, explainerTyped, publishedExplainer } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

const refusedBy = async (database: Database, ...statements: readonly SQL[]): Promise<string> => {
  const failed = await database
    .atomically(async (tx) => {
      for (const statement of statements) await tx.all(statement);
    })
    .then(() => undefined)
    .catch((error: unknown) => error);
  return failed === undefined ? 'committed' : ((failed as Error).message.split(' · ').at(-1) ?? '');
};

const setting = async () => {
  const { world, database } = await storedWorld();
  const [writer, reviewer, editor] = await Promise.all([
    colleague(database, 'checker'),
    colleague(database, 'reviewer'),
    colleague(database, 'editor'),
  ]);
  return { world, database, writer, reviewer, editor };
};

const handedIn = async () => {
  const all = await setting();
  const submitted = await submitExplainer(all.world, all.writer, null, explainerTyped);
  if (!submitted.ok) throw new Error(submitted.error.code);
  const found = (await all.world.decisions.submission(submitted.value))!;
  return {
    ...all,
    submission: submitted.value,
    content: found.content as { id: Id; slug: string },
    hash: found.contentHash,
  };
};

const explainer = (id: string, slug: string, submission: Id) =>
  sql`insert into explainers (id, slug, submission_id, published_on, changed_at) values (${id}, ${slug}, ${submission}, '2026-11-20', now())`;

test('no explainer stands on what one person wrote, nor on somebody’s no', async () => {
  const { database, submission, content, world, reviewer, hash } = await handedIn();
  expect(await refusedBy(database, explainer(content.id, content.slug, submission))).toBe('explainers_are_decided');
  expect(
    await refusedBy(
      database,
      sql`update submissions set state = 'published', published_at = now() where id = ${submission}`,
    ),
  ).toBe('yes_of_another');
  await reviewSubmission(world, reviewer, submission, {
    outcome: 'rejected',
    contentHash: hash,
    reason: 'Thiếu nguồn.',
    remarks: [],
  });
  expect(await publishDecided(world)).toBe(0);
  expect(await refusedBy(database, explainer(content.id, content.slug, submission))).toBe('explainers_are_decided');
});

test('an explainer is what was agreed to, at its address, and stays', async () => {
  const { world, database, writer, reviewer } = await setting();
  const { id, submission } = await publishedExplainer(world, { writer, reviewer });
  expect(await refusedBy(database, explainer(randomUUID(), 'khac', submission))).toBe('explainer_as_decided');
  expect(await refusedBy(database, sql`update explainers set slug = 'khac' where id = ${id}`)).toBe('explainers_stay');
  expect(await refusedBy(database, sql`delete from explainers`)).toBe('explainers_stay');
  expect(await refusedBy(database, sql`truncate explainers cascade`)).toBe('explainers_stay');
  expect(
    await refusedBy(
      database,
      sql`update explainers set withdrawal_id = ${submission}, withdrawn_on = '2026-11-21' where id = ${id}`,
    ),
  ).toBe('explainer_withdrawn_by_two');
});

test('an explainer does not go back to a text before its last change', async () => {
  const { world, database, writer, reviewer } = await setting();
  const first = await publishedExplainer(world, { writer, reviewer });
  const second = await publishedExplainer(
    world,
    { writer, reviewer },
    {
      kind: 'correction',
      explain: { vi: 'Đã sai.', en: 'We erred.' },
      texts: { ...explainerTyped.texts, vi: { title: 'Muối', short: 'Khác.', body: 'Khác.' } },
    },
    first.slug,
  );
  expect(second.id).toBe(first.id);
  expect(
    await refusedBy(database, sql`update explainers set submission_id = ${first.submission} where id = ${first.id}`),
  ).toBe('explainers_change_in_public');
  expect((await world.explainers.bySlug(first.slug))?.corrections).toHaveLength(1);
});

test('labels are in use once somebody else agreed, and one renaming waits at a time', async () => {
  const { world, database, editor, reviewer, writer } = await setting();
  const standard = (_lang: string, verdict: string) => verdict;
  expect(await renameVerdicts(world, writer, { vi: { false: 'Chưa đúng' } }, standard)).toMatchObject({
    error: { code: 'forbidden' },
  });
  const renamed = await renameVerdicts(world, editor, { vi: { false: 'Chưa đúng' } }, standard);
  if (!renamed.ok) throw new Error(renamed.error.code);
  expect(await renameVerdicts(world, editor, { vi: { false: 'Trật' } }, standard)).toMatchObject({
    error: { code: 'already-submitted' },
  });
  const { contentHash } = (await world.decisions.submission(renamed.value))!;
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect(await reviewSubmission(world, editor, renamed.value, yes)).toMatchObject({ error: { code: 'reviewed-own' } });
  expect(await world.labels.published()).toEqual([]);
  expect(await reviewSubmission(world, reviewer, renamed.value, yes)).toMatchObject({ ok: true });
  expect(await publishDecided(world)).toBe(1);
  expect(await world.labels.published()).toEqual([
    { labels: { vi: { false: 'Chưa đúng' } }, on: '2026-11-20', submission: renamed.value },
  ]);
  const alone = sql`insert into submissions (id, case_id, kind, content, content_hash, submitted_by, submitted_at, state, published_at)
    select ${randomUUID()}, null, 'labels', content, content_hash, submitted_by, now(), 'published', now() from submissions where kind = 'labels'`;
  expect(await refusedBy(database, alone)).toBe('yes_of_another');
});

test('what belongs to no case has none, and what belongs to one has it', async () => {
  const { database, submission, writer } = await handedIn();
  const without = sql`insert into submissions (id, case_id, kind, content, content_hash, submitted_by, submitted_at)
    select ${randomUUID()}, null, 'note', content, content_hash, ${writer.id}, now() from submissions where id = ${submission}`;
  expect(await refusedBy(database, without)).toBe('apart_from_cases');
});

test('the database takes no label that looks like another, judges people, or is not plain letters', async () => {
  const { database, editor } = await setting();
  const handIn = (labels: object) => {
    const id = randomUUID();
    const content = JSON.stringify({ id: 'labels', labels });
    return refusedBy(
      database,
      sql`insert into submissions (id, case_id, kind, content, content_hash, submitted_by, submitted_at)
        values (${id}, null, 'labels', ${content}, encode(sha256(convert_to(${content}, 'UTF8')), 'hex'), ${editor.id}, now())`,
    );
  };
  const strange = [
    'a\u202Eb',
    'a\u200Bb',
    'Сhưa rõ',
    'Ｃhưa',
    'a\nb',
    'a  b',
    ' ab',
    'x',
    'x'.repeat(41),
    'o\u0303k',
    '<b>',
  ];
  for (const label of strange)
    expect(await handIn({ vi: { false: label } }), JSON.stringify(label)).toBe('labels_are_plain');
  for (const label of [['Tin', 'GIẢ'].join(' '), 'Phạm-tội', 'A CRIME', 'Bị can', 'Đối tượng'])
    expect(await handIn({ vi: { false: label } }), label).toBe('labels_are_plain');
  for (const labels of [{ vi: { false: 'ĐÚNG' } }, { en: { false: 'True' } }, { vi: { false: 'Ấy', mixed: 'ấy' } }])
    expect(await handIn(labels)).toBe('labels_are_apart');
  for (const labels of [{ fr: { false: 'Faux' } }, { vi: { perhaps: 'Có lẽ' } }])
    expect(await handIn(labels)).toBe('labels_are_plain');
  const taken = {
    vi: { false: 'Chưa đúng sự thật', altered: 'Đã bị can thiệp' },
    en: { false: 'Not so', mixed: 'Half, half' },
  };
  expect(await handIn(taken)).toBe('submitter_is_writer');
});
