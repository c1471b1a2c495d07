// Background to many checks: written and agreed to by two, shown on each check, changed and taken back in public.
import { expect, test } from 'vitest';
import type { Member } from '../../src/desk/index.ts';
import { conclusion, publishedCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const words = {
  slug: 'vi-sao-muoi',
  topics: 'health',
  'text.vi.title': 'Muối làm gì trong cơ thể',
  'text.vi.short': 'Muối giữ nước; nó không chữa vết loét.',
  'text.vi.body': 'Cơ thể cần **một ít** muối. [WHO](https://who.int/salt)',
  'text.en.title': 'What salt does in the body',
  'text.en.short': 'Salt holds water; it heals no ulcer.',
  'text.en.body': 'The body needs **a little** salt.',
} as const;

const withCheck = async (): Promise<DeskServer & { readonly number: number }> => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const { number } = await publishedCase(desk.world, desk.database, { writer, reviewer });
  return { ...desk, number };
};

const handedIn = async (desk: DeskServer, who: Member, path: string, fields: Record<string, string>) => {
  const reply = await desk.as(who, 'POST', path, form(fields));
  expect(reply.status, await reply.clone().text()).toBe(303);
  return reply.headers.get('location') ?? '';
};

const agree = async (desk: DeskServer, who: Member, at: string): Promise<number> => {
  const page = await (await desk.as(who, 'GET', at)).text();
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
  const given = form({ outcome: 'approved', hash, 'read.vi': 'on', 'read.en': 'on' });
  if (!page.includes('name="read.vi"')) for (const name of ['read.vi', 'read.en']) given.delete(name);
  return (await desk.as(who, 'POST', at, given)).status;
};

const textOf = async (desk: DeskServer, path: string): Promise<string> =>
  (await desk.as(desk.team.trainee, 'GET', path)).text();

test('an explainer is public once somebody else has read it in both languages, on its page, its checks, feed and sitemap', async () => {
  const desk = await withCheck();
  const { checker, reviewer } = desk.team;
  const at = await handedIn(desk, checker, '/vi/desk/new-explainer', { ...words, checks: conclusion.slug });
  expect(await textOf(desk, '/vi/desk/reviews')).toContain(at);
  expect((await desk.as(checker, 'GET', '/vi/explainers/vi-sao-muoi')).status).toBe(404);
  expect(await agree(desk, checker, at)).toBe(403);
  expect(await agree(desk, reviewer, at)).toBe(303);
  const page = await textOf(desk, '/vi/explainers/vi-sao-muoi');
  expect(page).toContain('Muối làm gì trong cơ thể');
  expect(page).toContain('<strong>một ít</strong>');
  expect(page).toContain(`/vi/checks/${conclusion.slug}`);
  expect(page).not.toContain('ClaimReview');
  expect(await textOf(desk, at)).not.toContain('id="changes"');
  expect(await textOf(desk, '/en/explainers/vi-sao-muoi')).toContain('What salt does in the body');
  expect(await textOf(desk, '/vi/explainers')).toContain('/vi/explainers/vi-sao-muoi');
  expect(await textOf(desk, `/en/checks/${conclusion.slug}`)).toContain('/en/explainers/vi-sao-muoi');
  expect(await textOf(desk, '/en/feed.xml')).toContain('https://kiemchung.example/en/explainers/vi-sao-muoi');
  expect(await textOf(desk, '/sitemap.xml')).toContain('https://kiemchung.example/vi/explainers/vi-sao-muoi');
  const found = await textOf(desk, '/vi/checks?q=muoi%20giu%20nuoc');
  expect(found.slice(found.indexOf('id="background"'))).toContain('/vi/explainers/vi-sao-muoi');
  expect(await textOf(desk, '/vi/checks?q=muoi%20bien')).not.toContain('/vi/explainers/vi-sao-muoi');
  const answer = await desk.as(checker, 'GET', '/api/v1/claims:search?query=Mu%E1%BB%91i%20l%C3%A0m%20g%C3%AC');
  expect(await answer.text()).not.toContain('vi-sao-muoi');
});

test('a change is told with what stood there before, and detaches a check; the version not changed says so', async () => {
  const desk = await withCheck();
  const { checker, reviewer } = desk.team;
  await agree(
    desk,
    reviewer,
    await handedIn(desk, checker, '/vi/desk/new-explainer', { ...words, checks: `${desk.number}` }),
  );
  desk.setClock('2026-11-25T09:00:00Z');
  const change = {
    ...words,
    kind: 'correction',
    'explain.vi': 'Chúng tôi đã viết thiếu.',
    'explain.en': 'We left something out.',
    'text.vi.short': 'Muối giữ nước trong cơ thể.',
    checks: '',
  };
  const { slug: _fixed, ...typed } = change;
  const at = await handedIn(desk, checker, '/vi/desk/explainers/vi-sao-muoi', typed);
  const review = await textOf(desk, at);
  expect(review).toMatch(/<del>.*chữa/s);
  expect(review).toContain('Không gắn vào bài kiểm chứng nào.');
  const waiting = await desk.as(checker, 'POST', '/vi/desk/explainers/vi-sao-muoi', form(typed));
  expect(await waiting.text()).toContain('Đã có một bản đang chờ duyệt.');
  desk.setClock('2026-11-26T09:00:00Z');
  expect(await agree(desk, reviewer, at)).toBe(303);
  const page = await textOf(desk, '/vi/explainers/vi-sao-muoi');
  expect(page).toContain('Chúng tôi đã viết thiếu.');
  expect(page).toContain('<time dateTime="2026-11-26">'.toLowerCase());
  expect(await textOf(desk, '/en/explainers/vi-sao-muoi')).toContain('This version was written before');
  expect(await textOf(desk, `/vi/checks/${conclusion.slug}`)).not.toContain('/explainers/vi-sao-muoi');
});

test('what is missing is said, and everything typed is still there', async () => {
  const desk = await withCheck();
  const send = async (fields: Record<string, string>) => {
    const reply = await desk.as(desk.team.checker, 'POST', '/en/desk/new-explainer', form(fields));
    expect(reply.status).toBe(422);
    return reply.text();
  };
  expect(await send({ ...words, checks: 'khong-co' })).toContain('There is no check “khong-co”.');
  expect(await send({ ...words, slug: 'Có Dấu' })).toContain('value="Có Dấu"');
  expect(await send({ ...words, 'text.en.body': '' })).toContain('Salt holds water');
  expect(await send({ ...words, topics: '' })).toContain('role="alert"');
  expect((await desk.as(desk.team.trainee, 'GET', '/en/desk/new-explainer')).status).toBe(403);
});

test('a withdrawn explainer keeps its page with the reason, and stands in no list and on no check', async () => {
  const desk = await withCheck();
  const { checker, reviewer } = desk.team;
  await agree(
    desk,
    reviewer,
    await handedIn(desk, checker, '/vi/desk/new-explainer', { ...words, checks: conclusion.slug }),
  );
  const gone = await handedIn(desk, checker, '/vi/desk/explainers/vi-sao-muoi/withdraw', {
    'because.vi': 'Nguồn chính đã bị rút.',
    'because.en': 'The main source was retracted.',
  });
  expect(await agree(desk, reviewer, gone)).toBe(303);
  const page = await desk.as(checker, 'GET', '/vi/explainers/vi-sao-muoi');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Nguồn chính đã bị rút.');
  for (const path of ['/vi/explainers', `/vi/checks/${conclusion.slug}`, '/vi/feed.xml', '/sitemap.xml'])
    expect(await textOf(desk, path)).not.toContain('/explainers/vi-sao-muoi');
  expect((await desk.as(checker, 'GET', '/vi/desk/explainers/vi-sao-muoi')).status).toBe(404);
});
