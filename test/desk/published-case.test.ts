// The page of a case whose check is public: what readers see, the way to correct it, and no form that does nothing.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { publishedCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';
import { sampleChecks } from './sample-checks.ts';

const opened = async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const made = await publishedCase(desk.world, desk.database, { writer, reviewer });
  const path = `/desk/cases/${made.number}`;
  const page = async (who: keyof typeof desk.team, lang = 'en') =>
    (await desk.as(desk.team[who], 'GET', `/${lang}${path}`)).text();
  return { desk, path, page, ...made };
};

test('the text of a published case is only to read, and says how it is corrected', async () => {
  const { page, path } = await opened();
  const html = await page('checker');
  expect(html).toContain('Published text');
  expect(html).toContain('Salt water cures no stomach pain');
  expect(html).toContain(`href="/en${path}/correct">Correct this check</a>`);
  expect(html).toContain('href="/en/checks/nuoc-muoi-da-day">See its page</a>');
  expect(html).not.toContain('data-drafts');
  expect(html).not.toContain(`action="/en${path}/drafts"`);
  expect(html).not.toContain(`action="/en${path}/wordings"`);
  expect(await page('checker', 'vi')).toContain('Đính chính bài này');
  const trainee = await page('trainee');
  expect(trainee).toContain('Published text');
  expect(trainee).not.toContain('Correct this check');
});

test('by page and by API, what would be typed into nothing is refused', async () => {
  const { desk, path } = await opened();
  const typed = { lang: 'vi', field: 'title', text: 'Sửa thẳng', base: 1 };
  const sent = await desk.as(desk.team.checker, 'POST', `/api/v1${path}/drafts`, typed);
  expect(sent.status).toBe(409);
  expect(await sent.json()).toMatchObject({ code: 'case-not-open' });
  const form = new URLSearchParams({ 'vi.title': 'Sửa thẳng', 'vi.title.base': '1' });
  const refused = await desk.as(desk.team.checker, 'POST', `/vi${path}/drafts`, form);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('Bài đã công bố thì sửa bằng đính chính.');
  const wording = { wording: { vi: 'Nước muối chữa khỏi đau dạ dày' } };
  expect((await desk.as(desk.team.checker, 'POST', `/api/v1${path}/wordings`, wording)).status).toBe(409);
});

test('a published case keeps its parts folded, and offers nothing in those that are over', async () => {
  const { page } = await opened();
  const html = await page('checker');
  expect(html).toContain('data-over');
  // Nobody was asked anything, and nobody can be any more.
  expect(html).not.toContain('id="askback"');
  expect(html).not.toContain('href="#askback"');
  expect(html).not.toContain('id="searches"');
  const open = [...html.matchAll(/<details open data-part.*?id="([a-z]+)-line"/gs)].map(([, part]) => part);
  expect(open).toEqual(['draft']);
  expect(html).toContain('id="evidence-line"');
});

test('of a check that came without work on its case, as the samples do, the evidence is looked for where it stands', async () => {
  const desk = await deskServer();
  const [honey] = await sampleChecks(desk, ['mat-ong-cho-tre-duoi-mot-tuoi']);
  const [of] = await desk.database.all<{ number: number }>(sql`select number from cases where state = 'published'`);
  const html = await (await desk.as(desk.team.checker, 'GET', `/en/desk/cases/${of?.number}`)).text();
  expect(html).toContain(`The evidence stands in the published check: ${honey!.evidence.length} pieces.`);
  expect(html).toContain(`href="/en/checks/${honey!.slug}#known"`);
  expect(html).not.toContain('No evidence yet.');
  expect(html).not.toContain('id="wording-line"');
});
