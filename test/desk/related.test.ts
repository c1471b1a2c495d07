// Checks that two people name beside another: offered by search, named by address or number, shown, and changed like anything.
import { expect, test } from 'vitest';
import { refresh } from '../../src/desk/index.ts';
import { conclusion, publishedCase, readyCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';
import { sampleChecks } from './sample-checks.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const { topics, appearances: _none, ...typed } = conclusion;
const concluded = { ...typed, topics: topics.join(',') };
const honey = 'mat-ong-cho-tre-duoi-mot-tuoi';
const rice = 'gao-lam-tu-nhua';

const opened = async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  await sampleChecks(desk, [honey, rice]);
  const ready = await readyCase(
    desk.database,
    { writer: checker, approver: reviewer },
    'Cho trẻ dưới một tuổi uống mật ong để chữa ho',
  );
  return { desk, ...ready };
};

const send = (desk: DeskServer, path: string, fields: Record<string, string>) =>
  desk.as(desk.team.checker, 'POST', path, form(fields));

const agree = async (desk: DeskServer, at: string) => {
  const page = await (await desk.as(desk.team.reviewer, 'GET', at)).text();
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
  const read = { 'read.vi': 'on', 'read.en': 'on' };
  const done = await desk.as(desk.team.reviewer, 'POST', at, form({ outcome: 'approved', hash, ...read }));
  expect(done.status).toBe(303);
  return page;
};

test('the form offers what search finds near the claim, and what is ticked or named stands on the page of the check', async () => {
  const { desk, number } = await opened();
  const at = `/vi/desk/cases/${number}/submit`;
  const page = await (await desk.as(desk.team.checker, 'GET', at)).text();
  const [, id = ''] = /name="related\.0" value="([0-9a-f-]{36})"/.exec(page) ?? [];
  expect((await desk.world.reads.checkById(id as never))?.slug).toBe(honey);
  const named = { ...concluded, 'related.0': id, related: `https://kiemchung.example/vi/checks/${rice}?x=1` };
  const done = await send(desk, at, named);
  expect(done.status).toBe(303);
  const review = await agree(desk, done.headers.get('location') ?? '');
  expect(review).toContain('Bài liên quan');
  const shown = await (await desk.as(desk.team.checker, 'GET', `/vi/checks/${conclusion.slug}`)).text();
  const list = shown.slice(shown.indexOf('id="related"'));
  expect(list).toContain(`/vi/checks/${honey}`);
  expect(list).toContain(`/vi/checks/${rice}`);
  const reply = await desk.as(desk.team.checker, 'GET', `/api/v1/checks/${conclusion.slug}`);
  const { related } = (await reply.json()) as { related: { slug: string }[] };
  expect(related.map(({ slug }) => slug)).toEqual([honey, rice]);
  const offered = await desk.as(desk.team.trainee, 'GET', `/api/v1/desk/cases/${number}/related`);
  const { checks } = (await offered.json()) as { checks: { slug: string }[] };
  expect(checks.map(({ slug }) => slug).slice(0, 2)).toEqual([honey, rice]);
});

test('one that is not there, or the check itself, is refused with everything typed still there', async () => {
  const { desk, number } = await opened();
  const at = `/en/desk/cases/${number}/submit`;
  const unknown = await send(desk, at, { ...concluded, related: `${honey}\nkhong-co` });
  expect(unknown.status).toBe(422);
  const page = await unknown.text();
  expect(page).toContain('There is no check “khong-co”.');
  expect(page).toContain(honey);
  const many = await send(desk, at, {
    ...concluded,
    related: Array.from({ length: 11 }, (_, i) => `x${i}`).join('\n'),
  });
  expect(await many.text()).toContain('At most 10 related checks.');
});

test('taking one away is a change that two people agree to, and its review says which', async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  await sampleChecks(desk, [honey, rice]);
  const { number, check } = await publishedCase(
    desk.world,
    desk.database,
    { writer, reviewer },
    { related: [honey, rice] },
  );
  await refresh(desk.world, [check]);
  const standing = (await desk.world.reads.checkById(check))!;
  expect(standing.related).toHaveLength(2);
  const fields: Record<string, string> = {
    kind: 'update',
    verdict: standing.verdict ?? '',
    asOf: standing.asOf ?? '',
    reviewBy: standing.reviewBy ?? '',
    'explain.vi': 'Bỏ một bài không còn liên quan.',
    'explain.en': 'One is not related any more.',
    'related.0': standing.related?.[0] ?? '',
  };
  for (const [lang, text] of Object.entries(standing.texts))
    for (const [field, words] of Object.entries(text)) fields[`text.${lang}.${field}`] = words;
  const form = await (await desk.as(writer, 'GET', `/vi/desk/cases/${number}/correct`)).text();
  expect([...form.matchAll(/name="related\.\d+" value="[0-9a-f-]{36}" checked/g)]).toHaveLength(2);
  const itself = await send(desk, `/vi/desk/cases/${number}/correct`, { ...fields, related: `#${number}` });
  expect(await itself.text()).toContain('Một bài không thể liên quan đến chính nó.');
  const done = await send(desk, `/vi/desk/cases/${number}/correct`, fields);
  expect(done.status, await done.clone().text()).toBe(303);
  const review = await agree(desk, done.headers.get('location') ?? '');
  expect(review.slice(review.indexOf('id="changes"'))).toContain('<del>');
  expect((await desk.world.reads.checkById(check))?.related).toEqual([standing.related?.[0]]);
});
