// Checks of our own from before there was a desk: in a database, in a backup, and beside what the desk changed since.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  decideTemplate,
  openAppeal,
  proposeTemplate,
  publish,
  publishDecided,
  reviewSubmission,
  withdrawCheck,
} from '../../src/desk/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import {
  appealsIn,
  type Database,
  decisionsIn,
  dumpTables,
  loadTables,
  readsIn,
  templatesIn,
} from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { answerByTwo } from '../desk/by-two.ts';
import { colleague, conclusion, publishedCase, publishedExplainer, publishedNote } from '../desk/deciding.ts';
import { storedWorld, tempDatabase } from '../temp-database.ts';

const sample = () => readSample(join(import.meta.dirname, '../../demo'), newId);
const at = new Date('2026-11-20T10:00:00Z');

type Kept = { table: string; columns: readonly string[]; text: string };

const dumped = async (database: Database): Promise<readonly Kept[]> => {
  const kept: Kept[] = [];
  await dumpTables(database, async ({ table, columns, rows }) => {
    const pieces: Buffer[] = [];
    for await (const piece of rows) pieces.push(piece as Buffer);
    kept.push({ table, columns, text: Buffer.concat(pieces).toString('utf8') });
  });
  return kept;
};

async function* given(dumps: readonly Kept[]) {
  for (const { table, columns, text } of dumps)
    yield {
      table,
      columns,
      rows: (async function* () {
        yield Buffer.from(text);
      })(),
    };
}

const decidedNow = [
  'submission_id',
  'withdrawn_on',
  'withdrawn_because',
  'withdrawal_id',
  'verdict_before',
  'verdict_after',
  'evidence',
  'replies',
];
const tablesThen = [
  'checks',
  'check_versions',
  'check_aliases',
  'evidence',
  'fruitless_searches',
  'corrections',
  'check_links',
  'events',
];

/** The tables and columns that a backup had before there was a desk. */
const asThen = ({ columns, text, ...dump }: Kept): Kept => {
  const stay = columns.flatMap((name, i) => (decidedNow.includes(name) ? [] : [i]));
  const lines = text.split('\n').map((line) => {
    const cells = line.split('\t');
    return line === '' ? line : stay.map((i) => cells[i]).join('\t');
  });
  return { ...dump, columns: stay.map((i) => columns[i] ?? ''), text: lines.join('\n') };
};

test('the sample stands on cases, submissions and reviews of a team that cannot sign in; a second start writes nothing', async () => {
  const { world, database } = await storedWorld();
  const checks = await sample();
  await publish(world, checks);
  const count = () =>
    database.all<Record<string, number>>(sql`
      select (select count(*) from cases where state = 'published' and check_id is not null) as cases,
        (select count(*) from submissions where state = 'published') as submissions, (select count(*) from reviews) as reviews,
        (select count(*) from staff) as staff, (select count(*) from events) as events, (select count(*) from check_versions) as versions`);
  const [first] = await count();
  expect(first).toMatchObject({ cases: checks.length, submissions: checks.length, reviews: checks.length, staff: 2 });
  await publish(world, await sample());
  expect(await count()).toEqual([first]);
  const team = await world.team.members();
  expect(team.every(({ state, email, name }) => state === 'sample' && email === null && /mẫu.*sample/.test(name))).toBe(
    true,
  );
});

test('a backup from before there was a desk is restored, its own checks taken over by the sample team', async () => {
  const { world, database } = await storedWorld();
  const checks = await sample();
  await publish(world, checks);
  const before = (await dumped(database)).filter(({ table }) => tablesThen.includes(table)).map(asThen);
  const target = await tempDatabase();
  expect(await loadTables(target, given(before), { at, newId })).toEqual({ ok: true, value: null });
  expect(await readsIn(target).check(checks[0]!.slug)).toEqual(await world.reads.check(checks[0]!.slug));
  expect(await target.all(sql`select id from checks where submission_id is null`)).toEqual([]);
  const here = decisionsIn(target, async () => undefined, newId);
  const saved = await publish({ ...world, decisions: here }, await sample());
  expect(new Set(saved.saved)).toEqual(new Set(['same']));
});

test('a backup comes back although a reviewer has left since, and one with a review of its own writer does not', async () => {
  const { world, database } = await storedWorld();
  const team = { writer: await colleague(database, 'checker'), reviewer: await colleague(database, 'reviewer') };
  await publishedCase(world, database, team);
  await database.all(sql`update staff set state = 'removed', email = null where id = ${team.reviewer.id}`);
  const kept = await dumped(database);
  const target = await tempDatabase();
  expect(await loadTables(target, given(kept), { at, newId })).toEqual({ ok: true, value: null });
  expect((await readsIn(target).check(conclusion.slug))?.verdict).toBe('false');
  const forged = kept.map((dump) =>
    dump.table === 'reviews' ? { ...dump, text: dump.text.replaceAll(team.reviewer.id, team.writer.id) } : dump,
  );
  const other = await tempDatabase();
  await expect(loadTables(other, given(forged), { at, newId })).rejects.toThrow(
    /not decided by two people|nobody else has agreed/,
  );
  expect(await other.all(sql`select id from checks`)).toEqual([]);
});

test('appeals against an explainer and a note come back with what was answered, and without the addresses left', async () => {
  const { world, database } = await storedWorld();
  const team = { writer: await colleague(database, 'checker'), reviewer: await colleague(database, 'reviewer') };
  const { id: explainer, slug } = await publishedExplainer(world, team);
  const noted = await makeCase(database, { title: 'Cầu Long Biên đã đóng cửa' });
  await publishedNote(world, team, noted.number);
  const words = { lang: 'vi', reason: 'wrong-fact', text: 'Số liệu đã cũ.', email: 'lan@hoi.example', once: null };
  for (const about of [{ kind: 'explainer', id: explainer } as const, { kind: 'note', id: noted.id } as const])
    expect((await openAppeal(world, { ...words, about }, 14)).ok).toBe(true);
  const editor = await colleague(database, 'editor');
  const asked = (await world.appeals.list(9)).find(({ about }) => about.kind === 'note');
  const answer = { appeal: asked!.id, outcome: 'upheld', reasons: { vi: 'Đúng.', en: 'Yes.' } };
  const other = await colleague(database, 'editor');
  expect((await answerByTwo(world, [editor, other], answer)).ok).toBe(true);
  // Its page may be gone by then; what was asked stays.
  await database.all(sql`
    update cases set state = 'closed', closed_as = 'private-person', closed_on = '2026-11-21', title = null where id = ${noted.id}`);
  const before = await world.appeals.list(9);
  expect(before.map(({ about }) => about)).toMatchObject([
    { kind: 'explainer', slug },
    { kind: 'note', caseNumber: noted.number },
  ]);
  const target = await tempDatabase();
  expect(await loadTables(target, given(await dumped(database)), { at, newId })).toEqual({ ok: true, value: null });
  expect(await appealsIn(target, async () => undefined, world.now).list(9)).toEqual(
    before.map((one) => ({ ...one, contact: false })),
  );
});

test('a check of the sample that the desk has withdrawn stays withdrawn at the next start', async () => {
  const { world, database } = await storedWorld();
  const [one] = await sample();
  await publish(world, [one!]);
  const [made] = await database.all<{ number: number }>(sql`select number from cases`);
  const writer = await colleague(database, 'checker');
  const reviewer = await colleague(database, 'reviewer');
  const proposed = await withdrawCheck(world, writer, made!.number, { vi: 'Chỉ là bài mẫu.', en: 'Only a sample.' });
  if (!proposed.ok) throw new Error(proposed.error.code);
  const { contentHash } = (await world.decisions.submission(proposed.value))!;
  await reviewSubmission(world, reviewer, proposed.value, {
    outcome: 'approved',
    contentHash,
    reason: '',
    remarks: [],
  });
  expect(await publishDecided(world)).toBe(1);
  expect((await publish(world, [{ ...one!, topics: ['science'] }])).saved).toEqual(['same']);
  expect((await world.reads.check(one!.slug))?.withdrawn?.because.en).toBe('Only a sample.');
});

test('templates come back with both names, one from before there were two stays in use, and a forged second name does not', async () => {
  const { world, database } = await storedWorld();
  const [editor, reviewer] = [await colleague(database, 'editor'), await colleague(database, 'reviewer')];
  const text = { actor: editor, key: 'thanks', lang: 'vi', text: 'Cảm ơn bạn.', base: 0 } as const;
  const proposed = await proposeTemplate(world, text);
  if (!proposed.ok) throw new Error(proposed.error.code);
  await decideTemplate(world, reviewer, proposed.value.id, { decision: 'approved', reason: '' });
  const kept = await dumped(database);
  const target = await tempDatabase();
  expect(await loadTables(target, given(kept), { at, newId })).toEqual({ ok: true, value: null });
  const here = templatesIn(target, async () => undefined);
  expect(await here.history('thanks')).toEqual(await world.templates.history('thanks'));

  const byOne = kept.flatMap((dump) => {
    if (dump.table === 'template_proposals') return [];
    if (dump.table !== 'templates') return [dump];
    const shorter = dump.text.split('\t').slice(0, -2).join('\t');
    return [{ ...dump, columns: dump.columns.slice(0, -2), text: `${shorter}\n` }];
  });
  const older = await tempDatabase();
  expect(await loadTables(older, given(byOne), { at, newId })).toEqual({ ok: true, value: null });
  expect(await templatesIn(older, async () => undefined).history('thanks')).toMatchObject([
    { text: 'Cảm ơn bạn.', changedBy: editor.id, approvedBy: null },
  ]);

  const forged = kept.map((dump) =>
    dump.table === 'templates' ? { ...dump, text: dump.text.replaceAll(reviewer.id, editor.id) } : dump,
  );
  await expect(loadTables(await tempDatabase(), given(forged), { at, newId })).rejects.toThrow(
    'template_of_two_accounts',
  );
});

test('what was decided before a verdict needed a source that says so comes back, stays, and can be withdrawn', async () => {
  const { world, database } = await storedWorld();
  const team = { writer: await colleague(database, 'checker'), reviewer: await colleague(database, 'reviewer') };
  // As it was before the rule: "false", on an independent source that supports.
  await database.all(sql`alter table submissions disable trigger verdicts_stand_on_evidence`);
  const old = await publishedCase(world, database, team);
  await database.all(sql`alter table submissions disable trigger submissions_stand`);
  await database.atomically(async (tx) => {
    await tx.all(sql`set constraints all deferred`);
    await tx.all(sql`alter table reviews disable trigger reviews_stand`);
    await tx.all(sql`
      update submissions set content = replace(content, '"refutes"', '"supports"'),
        content_hash = encode(sha256(convert_to(replace(content, '"refutes"', '"supports"'), 'UTF8')), 'hex') where id = ${old.submission}`);
    await tx.all(sql`
      update reviews r set content_hash = s.content_hash from submissions s where s.id = r.submission_id`);
    await tx.all(sql`update evidence set stance = 'supports' where check_id = ${old.check}`);
  });
  const target = await tempDatabase();
  expect(await loadTables(target, given(await dumped(database)), { at, newId })).toEqual({ ok: true, value: null });
  const here = decisionsIn(target, async () => undefined, newId);
  const there = { ...world, decisions: here };
  const because = { vi: 'Nguồn không nói như bài.', en: 'The source does not say so.' };
  const proposed = await withdrawCheck(there, team.writer, old.number, because);
  if (!proposed.ok) throw new Error(proposed.error.code);
  const { contentHash } = (await here.submission(proposed.value))!;
  const read = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect(await reviewSubmission(there, team.reviewer, proposed.value, read)).toMatchObject({ ok: true });
  expect(await publishDecided(there)).toBe(1);
  expect((await readsIn(target).check(conclusion.slug))?.withdrawn).toBeDefined();
});
