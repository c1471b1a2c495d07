import { expect, test } from 'vitest';
import { compared } from '../../src/core/practice.ts';
import { answerPractice, beginPractice } from '../../src/desk/index.ts';
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
  const begun = await desk.as(trainee, 'POST', home, form({ check: check?.id ?? '' }));
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
    const begun = await beginPractice(desk.world, { actor, lang: 'vi', check: null });
    const attempt = begun.ok ? await desk.world.practice.attempt(actor.id, begun.value) : undefined;
    seen.add(attempt?.check ?? '');
  }
  expect(seen.size).toBe(2);
  expect(await beginPractice(desk.world, { actor, lang: 'vi', check: null })).toMatchObject({
    ok: false,
    error: { code: 'practice-none-left' },
  });
  // Beginning the same check while it is not finished goes on with it.
  const [open] = await desk.world.practice.ofMine(actor.id);
  const again = await beginPractice(desk.world, { actor, lang: 'vi', check: open?.check ?? null });
  expect(again).toEqual({ ok: true, value: open?.id });
});

test('an answer lies beside what was decided', async () => {
  const desk = await deskServer();
  const [check] = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  const actor = desk.team.reviewer;
  const begun = await beginPractice(desk.world, { actor, lang: 'en', check: null });
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
