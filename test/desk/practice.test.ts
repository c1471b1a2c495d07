import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { compared, practisedReasons } from '../../src/core/practice.ts';
import { answerPractice, beginPractice } from '../../src/desk/index.ts';
import { readSampleDeclined } from '../../src/main/sample.ts';
import { documentOf } from '../api-desk/document.ts';
import { judge } from '../api-desk/judge.ts';
import { deskServer } from './desk-server.ts';
import { sampleChecks } from './sample-checks.ts';

const home = '/vi/desk/practice';
const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const shownText = async (response: Response) => (await response.text()).replaceAll(/\s+/g, ' ');

test('a trainee begins within one click, answers three steps and is shown the published check beside it', async () => {
  const desk = await deskServer();
  const [check] = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  const { trainee } = desk.team;

  const first = await shownText(await desk.as(trainee, 'GET', home));
  expect(first).toContain(check?.texts.vi?.claim);
  const begun = await desk.as(trainee, 'POST', home, form({ of: check?.id ?? '' }));
  expect(begun.status).toBe(303);
  const at = begun.headers.get('location') ?? '';

  const step = await shownText(await desk.as(trainee, 'GET', at));
  expect(step).toContain('Bước 1 / 3');
  expect(
    (await desk.as(trainee, 'POST', at, form({ step: 'checkable', checkable: 'yes' }))).headers.get('location'),
  ).toBe(at);
  const weighed = form({ step: 'evidence', 'independent-0': 'yes', 'independent-1': 'yes', 'independent-3': 'yes' });
  expect((await desk.as(trainee, 'POST', at, weighed)).status).toBe(303);
  const last = await shownText(await desk.as(trainee, 'GET', at));
  // Blind: neither the headline, nor the short answer, nor what the organisation made of the evidence.
  for (const blind of [step, last]) {
    expect(blind).not.toContain(check?.texts.vi?.title);
    expect(blind).not.toContain(check?.texts.vi?.short.slice(12, 60));
    expect(blind).not.toContain('class="stance');
    expect(blind).not.toContain('tag-independent');
  }
  const told = form({ step: 'verdict', verdict: 'misleading', short: 'Chờ bé đủ một tuổi.' });
  expect((await desk.as(trainee, 'POST', at, told)).status).toBe(303);

  const done = await shownText(await desk.as(trainee, 'GET', at));
  expect(done).toContain('Chờ bé đủ một tuổi.');
  expect(done).toContain('cách một bậc');
  expect(done).toContain('Có 1 nguồn xếp khác nhau');
  expect(await shownText(await desk.as(trainee, 'GET', home))).toContain('đã xong');
});

test('what is left out or made up is refused, and what was answered is kept', async () => {
  const desk = await deskServer();
  await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  const { checker } = desk.team;
  const at = (await desk.as(checker, 'POST', home, form({}))).headers.get('location') ?? '';
  const empty = await desk.as(checker, 'POST', at, form({ step: 'checkable' }));
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain('Chưa ghi được bước này');
  await desk.as(checker, 'POST', at, form({ step: 'checkable', checkable: 'opinion' }));
  expect((await desk.as(checker, 'POST', at, form({ step: 'evidence', 'independent-99': 'yes' }))).status).toBe(422);
  // A form sent twice changes nothing and leads to where one is.
  const twice = await desk.as(checker, 'POST', at, form({ step: 'checkable', checkable: 'yes' }));
  expect(twice.headers.get('location')).toBe(at);
  const [mine] = await desk.world.practice.ofMine(checker.id);
  expect(mine).toMatchObject({ checkable: 'opinion', independent: null });
  await desk.as(checker, 'POST', at, form({ step: 'evidence' }));
  const long = await desk.as(checker, 'POST', at, form({ step: 'verdict', verdict: 'true', short: 'a'.repeat(301) }));
  expect(long.status).toBe(422);
  expect(await long.text()).toContain('a'.repeat(301));
});

test('nobody else sees, answers or deletes a practice, an owner neither', async () => {
  const desk = await deskServer();
  await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  const { trainee, owner } = desk.team;
  const at = (await desk.as(trainee, 'POST', home, form({}))).headers.get('location') ?? '';
  expect((await desk.as(owner, 'GET', at)).status).toBe(404);
  expect((await desk.as(owner, 'POST', at, form({ step: 'checkable', checkable: 'yes' }))).status).toBe(404);
  const none = await desk.as(owner, 'POST', `${at}/delete`, form({}));
  expect(none.headers.get('location')).toBe(`${home}?deleted=0`);
  expect(await desk.world.practice.ofMine(trainee.id)).toHaveLength(1);
  const gone = await desk.as(trainee, 'POST', `${at}/delete`, form({}));
  expect(gone.headers.get('location')).toBe(`${home}?deleted=1`);
  expect(await desk.world.practice.ofMine(trainee.id)).toEqual([]);
});

test('whoever leaves the team leaves no practice behind', async () => {
  const desk = await deskServer();
  await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  const { trainee } = desk.team;
  await desk.as(trainee, 'POST', home, form({}));
  await desk.database.pool.query("update staff set state = 'removed', email = null where id = $1", [trainee.id]);
  expect(await desk.world.practice.ofMine(trainee.id)).toEqual([]);
});

test('each new one is another check, until all were tried; an old one can be done again', async () => {
  const desk = await deskServer();
  const checks = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi', 'gao-lam-tu-nhua']);
  const actor = desk.team.trainee;
  const seen = new Set<string>();
  for (const _ of checks) {
    const begun = await beginPractice(desk.world, { actor, lang: 'vi', of: null });
    const attempt = begun.ok ? await desk.world.practice.attempt(actor.id, begun.value) : undefined;
    seen.add(attempt?.check ?? '');
  }
  expect(seen.size).toBe(2);
  expect(await beginPractice(desk.world, { actor, lang: 'vi', of: null })).toMatchObject({
    ok: false,
    error: { code: 'practice-none-left' },
  });
  // Beginning the same check while it is not finished goes on with it.
  const [open] = await desk.world.practice.ofMine(actor.id);
  const again = await beginPractice(desk.world, { actor, lang: 'vi', of: open?.check ?? null });
  expect(again).toEqual({ ok: true, value: open?.id });
});

test('an answer lies beside what was decided', async () => {
  const desk = await deskServer();
  const [check] = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  const actor = desk.team.reviewer;
  const begun = await beginPractice(desk.world, { actor, lang: 'en', of: null });
  if (!begun.ok || check === undefined) throw new Error('there is a check to practise on');
  for (const given of [
    { step: 'checkable', checkable: 'yes' },
    { step: 'evidence', independent: check.evidence.map((_, i) => i) },
    { step: 'verdict', verdict: 'false', short: '' },
  ])
    expect(await answerPractice(desk.world, { actor, attempt: begun.value, given })).toEqual({ ok: true, value: null });
  const attempt = await desk.world.practice.attempt(actor.id, begun.value);
  expect(attempt && compared(attempt, check)?.verdict.nearness).toBe('same');
  expect(attempt && compared(attempt, check)?.sources.every(({ same }) => same)).toBe(true);
});

const demo = join(import.meta.dirname, '../../demo');

test('a claim that was declined is practised blind, too, and compared with the reason; nobody is told before the first step', async () => {
  const desk = await deskServer();
  await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  await desk.world.decisions.declineSample(await readSampleDeclined(demo), desk.world.now());
  const { trainee } = desk.team;
  const [declined] = (await desk.world.practice.candidates()).filter(({ verdict }) => verdict === null);
  const told = declined && (await desk.world.practice.declined(declined.subject));
  if (declined === undefined || told === undefined) throw new Error('nothing was declined');
  const begin = async (of: string) => {
    const begun = await desk.as(trainee, 'POST', home, form({ of }));
    return begun.headers.get('location') ?? '';
  };
  const first = async (at: string, claim: string | undefined) =>
    (await shownText(await desk.as(trainee, 'GET', at))).replaceAll(at, '').replaceAll(claim ?? '', '…');
  const [check] = (await desk.world.practice.candidates()).filter(({ verdict }) => verdict !== null);
  const of = await desk.world.reads.checkById(check!.subject);
  const at = await begin(declined.subject);
  // But for the claim, both first pages are the same, word for word.
  const same = (page: string) => page.replaceAll(/\/practice\/[0-9a-f-]{36}/g, '');
  expect(same(await first(at, told.claim.vi))).toBe(
    same(await first(await begin(check!.subject), of?.texts.vi?.claim)),
  );

  await desk.as(trainee, 'POST', at, form({ step: 'checkable', checkable: 'yes' }));
  const second = await shownText(await desk.as(trainee, 'GET', at));
  expect(second).toContain('Bước 2 / 2');
  expect(second).not.toContain(told.explain.vi?.slice(0, 40));
  expect((await desk.as(trainee, 'POST', at, form({ step: 'verdict', verdict: 'true' }))).headers.get('location')).toBe(
    at,
  );
  expect((await desk.as(trainee, 'POST', at, form({ step: 'explain', short: 'a'.repeat(301) }))).status).toBe(422);
  await desk.as(trainee, 'POST', at, form({ step: 'explain', short: 'Bạn thử hỏi một điều cụ thể hơn nhé.' }));
  const done = await shownText(await desk.as(trainee, 'GET', at));
  expect(done).toContain('Bạn thử hỏi một điều cụ thể hơn nhé.');
  expect(done).toContain(told.explain.vi?.slice(0, 40));
  expect(done).toContain('Khác nhau');
  expect(done).toContain(`/vi/declined#case-${told.caseNumber}`);
  expect(await shownText(await desk.as(trainee, 'GET', home))).toContain(told.claim.vi);
  const again = await desk.as(trainee, 'POST', `${at}/delete`, form({}));
  expect(again.headers.get('location')).toBe(`${home}?deleted=1`);
});

test('by API a declined claim is practised in two steps, as the document tells it', async () => {
  const desk = await deskServer();
  await desk.world.decisions.declineSample(await readSampleDeclined(demo), desk.world.now());
  const spec = await documentOf(desk.server);
  const ask = async (method: string, path: string, body?: object) => {
    const reply = await desk.as(desk.team.trainee, method, `/api/v1/desk${path}`, body);
    const named = `/api/v1/desk${path.replace(/[0-9a-f-]{36}/, '{id}')}`;
    const op = spec.operations.find((one) => one.method === method && one.path === named);
    await judge(op!, { method, path }, reply.clone(), spec);
    return (await reply.json()) as {
      attempt: { id: string; case: string; step: string | null };
      declined: object | null;
    };
  };
  const begun = await ask('POST', '/practice', {});
  expect(begun).toMatchObject({ attempt: { check: null, step: 'checkable' }, evidence: [], declined: null });
  const answers = `/practice/${begun.attempt.id}/answers`;
  const next = await ask('POST', answers, { step: 'checkable', checkable: 'opinion' });
  expect(next).toMatchObject({ attempt: { step: 'explain' }, declined: null });
  const done = await ask('POST', answers, { step: 'explain', short: 'Tùy khẩu vị mỗi người.' });
  expect(done).toMatchObject({
    attempt: { step: null, short: 'Tùy khẩu vị mỗi người.', doneOn: '2026-11-20' },
    comparison: null,
    declined: { given: 'opinion', decided: 'opinion', same: true },
  });
});

test('the sample declines in public by two who cannot sign in, once, for each reason that can be practised', async () => {
  const { world, database } = await deskServer();
  const sample = await readSampleDeclined(demo);
  for (const _ of [1, 2]) await world.decisions.declineSample(sample, world.now());
  const declined = await world.decisions.declined(100);
  expect(declined.map(({ reason }) => reason).sort()).toEqual([...practisedReasons].sort());
  expect(await world.practice.candidates()).toHaveLength(sample.length);
  const [two] = await database.all<{ writers: number; reviewers: number }>(sql`
    select count(distinct s.submitted_by)::int as writers, count(distinct r.reviewed_by)::int as reviewers
    from submissions s join reviews r on r.submission_id = s.id join staff w on w.id = s.submitted_by
    where s.kind = 'closing' and r.reviewed_by <> s.submitted_by and w.state = 'sample'`);
  expect(two).toEqual({ writers: 1, reviewers: 1 });
});

test('the database keeps the two kinds of tries apart', async () => {
  const desk = await deskServer();
  const [check] = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  await desk.world.decisions.declineSample(await readSampleDeclined(demo), desk.world.now());
  const [of] = await desk.database.all<{ id: Id }>(sql`select id from cases where closed_as = 'not-checkable' limit 1`);
  const put = (columns: string, values: readonly unknown[]) =>
    desk.database.pool.query(
      `insert into practice_attempts (id, staff_id, lang, begun_on, ${columns})
       values (gen_random_uuid(), $1, 'vi', '2026-11-20', ${values.map((_, n) => `$${n + 2}`).join(', ')})`,
      [desk.team.trainee.id, ...values],
    );
  await expect(put('check_id, case_id', [check!.id, of!.id])).rejects.toThrow('practice_at_one_thing');
  await expect(put('checkable', ['yes'])).rejects.toThrow('practice_at_one_thing');
  await expect(put('case_id, checkable, verdict', [of!.id, 'yes', 'true'])).rejects.toThrow('steps_in_order');
  await expect(put('case_id, short, done_on', [of!.id, 'x', '2026-11-20'])).rejects.toThrow('steps_in_order');
  await expect(put('case_id, checkable', [of!.id, 'maybe'])).rejects.toThrow('practice_attempts_checkable_check');
  await put('case_id, checkable', [of!.id, 'no-evidence-possible']);
  await expect(put('case_id', [of!.id])).rejects.toThrow('one_try_at_a_declined');
});
