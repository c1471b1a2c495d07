// What verdicts are called: renamed by two, said everywhere, the scale as it was.
import { expect, test } from 'vitest';
import type { Member } from '../../src/desk/index.ts';
import { conclusion, publishedCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const renamed = async (desk: DeskServer, fields: Record<string, string>, who: Member = desk.team.editor) => {
  const reply = await desk.as(who, 'POST', '/vi/desk/verdicts', form(fields));
  expect(reply.status, await reply.clone().text()).toBe(303);
  return reply.headers.get('location') ?? '';
};
const agree = async (desk: DeskServer, who: Member, at: string) => {
  const page = await (await desk.as(who, 'GET', at)).text();
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
  return (await desk.as(who, 'POST', at, form({ outcome: 'approved', hash }))).status;
};
const textOf = async (desk: DeskServer, path: string) => (await desk.as(desk.team.trainee, 'GET', path)).text();

test('a label that two people renamed is said by every page, feed and reply, on the scale as it was', async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer, editor } = desk.team;
  await publishedCase(desk.world, desk.database, { writer, reviewer });
  const check = `/vi/checks/${conclusion.slug}`;
  expect(await textOf(desk, check)).toContain('Không đúng');
  const at = await renamed(desk, { 'vi.false': 'Chưa đúng sự thật', 'en.false': 'Not so' });
  const review = await textOf(desk, at);
  expect(review).toMatch(/<del>.*Không/s);
  expect(review).toContain('Chưa');
  expect(await agree(desk, editor, at)).toBe(422);
  expect(await textOf(desk, check)).not.toContain('Chưa đúng sự thật');
  expect(await agree(desk, reviewer, at)).toBe(303);
  const page = await textOf(desk, check);
  expect(page).toContain('Chưa đúng sự thật');
  // Read again later, it still says what it changed.
  const again = await textOf(desk, at);
  expect(again.slice(again.indexOf('id="changes"'))).toMatch(/<del>.*Không đúng.*<ins>.*Chưa đúng sự thật/s);
  const rating = /"reviewRating":(\{.*?\})/.exec(page)?.[1] ?? '{}';
  expect(JSON.parse(rating)).toMatchObject({
    ratingValue: 1,
    bestRating: 6,
    worstRating: 1,
    alternateName: 'Chưa đúng sự thật',
  });
  expect(await textOf(desk, '/en/checks')).toContain('Not so');
  expect(await textOf(desk, '/vi/feed.xml')).toContain('Chưa đúng sự thật. ');
  const search = await desk.as(writer, 'GET', '/api/v1/claims:search?reviewPublisherSiteFilter=kiemchung.example');
  expect(search.status).toBe(200);
  const glossary = await textOf(desk, '/vi/verdicts');
  expect(glossary).toContain('Chưa đúng sự thật');
  expect(glossary).toContain('Tên chung: Không đúng');
  expect(glossary).toMatch(/20\stháng\s11/);
  const { verdicts } = (await (await desk.as(writer, 'GET', '/api/v1/verdicts')).json()) as {
    verdicts: { verdict: string; value: number; words: Record<string, object> }[];
  };
  expect(verdicts.map(({ verdict }) => verdict).slice(0, 6)).toEqual([
    'true',
    'mostly-true',
    'mixed',
    'missing-context',
    'misleading',
    'false',
  ]);
  expect(verdicts[5]).toMatchObject({
    value: 1,
    words: { vi: { label: 'Chưa đúng sự thật', standard: 'Không đúng', since: '2026-11-20' } },
  });
});

test('a label that judges people, or is another verdict’s, is refused with what was typed still there', async () => {
  const desk = await deskServer();
  const send = async (fields: Record<string, string>) => {
    const reply = await desk.as(desk.team.owner, 'POST', '/en/desk/verdicts', form(fields));
    expect(reply.status).toBe(422);
    return reply.text();
  };
  const judged = await send({ 'vi.false': ['Tin', 'giả'].join(' '), 'en.mixed': 'Half and half' });
  expect(judged).toContain('judge people');
  expect(judged).toContain('value="Half and half"');
  expect(await send({ 'vi.false': 'Đúng' })).toContain('the name of another verdict');
  expect((await desk.as(desk.team.reviewer, 'GET', '/en/desk/verdicts')).status).toBe(403);
});

test('renaming asks for the code again where it was not shown just now (ASVS 7.5.3)', async () => {
  const desk = await deskServer({}, () => null);
  const asked = await desk.as(desk.team.editor, 'POST', '/vi/desk/verdicts', form({ 'vi.false': 'Chưa đúng' }));
  expect(await asked.text()).toContain('name="code"');
  expect(await desk.world.decisions.pendingApart('labels')).toBeNull();
});
