import { expect, test } from 'vitest';
import { ownCheck, theirCheck } from '../../test/in-memory/made-checks.ts';
import { memoryWorld } from '../../test/in-memory/world.ts';
import { parseTip } from '../core/tip.ts';
import { match } from './match.ts';
import { matchPages } from './match-pages.ts';
import { wantsWords } from './matched.ts';
import type { PageSeen } from './world.ts';

const claim = 'Uống nước chanh nóng mỗi ngày chữa được bệnh ung thư';
const page = 'https://tin-nhanh.example/suc-khoe/nuoc-chanh';

/** A world with one check that appeared at `page`, and the web as the test has it. */
const withWeb = (web: Readonly<Record<string, Partial<PageSeen>>>) => {
  const world = memoryWorld();
  world.add(ownCheck(world, { slug: 'nuoc-chanh', claim, appearances: [page] }));
  const opened: string[] = [];
  const pages = {
    head: async (url: string): Promise<PageSeen | undefined> => {
      opened.push(url);
      const seen = web[url];
      return seen && { visited: [url], stands: [], titles: [], ...seen };
    },
  };
  const ask = async (text: string) => {
    const input = parseTip({ text }, 'web');
    if (!input.ok) throw new Error(input.error.code);
    return matchPages({ ...world, pages }, await match(world, input.value));
  };
  return { world, ask, opened };
};

test('a link alone is answered by the title of its page, as an offer, and the title is shown and nowhere else', async () => {
  const { ask } = withWeb({
    'https://m.bao.example/tin-7': { titles: ['Chuyên gia: uống nước chanh nóng chữa ung thư'] },
  });
  const matched = await ask('https://m.bao.example/tin-7?utm_source=zalo');
  expect(matched.outcome).toBe('perhaps');
  expect(matched.claims[0]?.answers[0]).toMatchObject({
    card: { slug: 'nuoc-chanh' },
    outcome: 'perhaps',
    doubt: 'page',
    sameLink: false,
    spans: { query: [] },
  });
  expect(matched.claims[0]?.answers[0]?.words).toContain('chanh');
  expect(matched.pages).toEqual([
    { link: 'https://bao.example/tin-7', title: 'Chuyên gia: uống nước chanh nóng chữa ung thư' },
  ]);
  expect(JSON.stringify({ ...matched, pages: [] })).not.toContain('Chuyên gia');
});

test('even a title that is the claim word for word is only offered', async () => {
  const { ask } = withWeb({ 'https://bao.example/tin-7': { titles: [claim] } });
  expect((await ask('https://bao.example/tin-7')).outcome).toBe('perhaps');
});

test('a shortened link is answered by where it leads', async () => {
  const { ask } = withWeb({ 'https://bit.ly/abc': { visited: ['https://bit.ly/abc', `${page}?utm_source=x`] } });
  expect(await ask('https://bit.ly/abc')).toMatchObject({
    outcome: 'known',
    claims: [{ answers: [{ card: { slug: 'nuoc-chanh' }, sameLink: true, doubt: null }] }],
    pages: [],
  });
});

test.each([
  ['a redirect by a stranger', { visited: ['https://bay.example/a', page] }, 'perhaps'],
  [
    'a shortener that leads over a stranger',
    { visited: ['https://bit.ly/a', 'https://bay.example/x', page] },
    'perhaps',
  ],
  ['an address that a stranger’s page claims', { stands: [page] }, 'new'],
  ['an address the site claims for itself', { visited: ['https://tin-nhanh.example/x'], stands: [page] }, 'known'],
  [
    'a move within the site',
    { visited: ['https://m.tin-nhanh.example/x', 'https://www.tin-nhanh.example/suc-khoe/nuoc-chanh'] },
    'known',
  ],
] as readonly (readonly [string, Partial<PageSeen>, string])[])(
  '%s counts for what it is worth',
  async (_what, seen, outcome) => {
    const asked = seen.visited?.[0] ?? 'https://bay.example/a';
    const { ask } = withWeb({ [asked]: seen });
    const matched = await ask(asked);
    expect(matched.outcome).toBe(outcome);
    if (outcome === 'perhaps') expect(matched.claims[0]?.answers[0]).toMatchObject({ doubt: 'page', sameLink: false });
  },
);

test('a shortened link to a post finds the check that knows the post, and the post is not opened', async () => {
  const { world, ask } = withWeb({
    'https://bit.ly/p': { visited: ['https://bit.ly/p', 'https://www.facebook.com/someone/posts/1'] },
  });
  const post = world.keyed('permalink', 'https://facebook.com/someone/posts/1');
  world.add(ownCheck(world, { slug: 'bai-dang', claim: 'Một chuyện khác hẳn về cá', appearances: [post] }));
  const matched = await ask('https://bit.ly/p');
  expect(matched).toMatchObject({ outcome: 'known', claims: [{ answers: [{ card: { slug: 'bai-dang' } }] }] });
  expect(JSON.stringify(matched.claims)).not.toContain('facebook');
});

test('nothing is opened where words or the link answer, where it leads to people, or where an address is a secret', async () => {
  const { ask, opened } = withWeb({});
  for (const text of [
    claim,
    `${claim} https://bao.example/1`,
    `Xem ${page}`,
    'https://www.facebook.com/someone/posts/1',
    'https://x.com/someone/status/1 có đúng không',
    'https://docs.google.com/document/d/1/edit',
    'https://bao.example/reset?token=1',
  ])
    await ask(text);
  expect(opened).toEqual([]);
});

test('of many links two are opened, each once, without what tracks the asker', async () => {
  const { ask, opened } = withWeb({});
  const links = Array.from({ length: 50 }, (_, i) => `https://bao.example/${i}?fbclid=me`);
  await ask(['Mấy trang này viết gì về chuyện lạ hôm qua vậy', links[0], ...links].join(' '));
  expect(opened).toEqual(['https://bao.example/0', 'https://bao.example/1']);
});

test('each part of a message has its own links, and a line that is only a link belongs to its neighbour', async () => {
  const title = { titles: ['Uống nước chanh nóng chữa bệnh ung thư'] };
  const { ask } = withWeb({ 'https://bao.example/chanh': title });
  const long =
    'Cầu mới bắc qua sông sắp sửa được khánh thành trong tháng tới theo lời của nhiều người dân ở ven bờ. '.repeat(4);
  const matched = await ask(`${long}\nTrường học nghỉ hết tuần vì mưa bão lớn\nhttps://bao.example/chanh`);
  const offered = matched.claims.filter((c) => c.answers.length > 0);
  expect(offered).toHaveLength(1);
  expect(offered[0]?.text).toContain('Trường học');
});

test('a title is masked like a message, and a page that says nothing changes nothing', async () => {
  const { ask } = withWeb({ 'https://bao.example/1': { titles: ['Gọi 0912345678 để nhận thuốc chanh chữa ung thư'] } });
  expect((await ask('https://bao.example/1')).pages[0]?.title).toMatch(/⟦phone⟧/);
  const silent = await ask('https://bao.example/2');
  expect(silent).toMatchObject({ outcome: 'new', pages: [] });
});

test('another publisher’s check found by a link is offered unless it may answer', async () => {
  const { world, ask } = withWeb({ 'https://bit.ly/t': { visited: ['https://bit.ly/t', 'https://noi.example/goc'] } });
  world.add(
    theirCheck(world, {
      slug: 'cua-ho',
      claim: 'Muối hột tan mỡ sau một đêm',
      appearances: ['https://noi.example/goc'],
    }),
  );
  expect((await ask('https://bit.ly/t')).claims[0]?.answers[0]).toMatchObject({
    outcome: 'perhaps',
    doubt: 'publisher',
  });
});

test.each([
  ['https://www.facebook.com/someone/posts/1', true],
  ['https://x.com/a/status/1\nhttps://t.me/b/5 !', true],
  ['Có thật không https://x.com/a/status/1', false],
  ['https://bao.example/1', false],
  ['Chuyện này có thật không', false],
])('whether "%s" wants words: %s', async (text, wants) => {
  expect(wantsWords(await withWeb({}).ask(text))).toBe(wants);
});
