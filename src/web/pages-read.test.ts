// A message with a link, as its asker meets it: what was read of the page, and what happens when nothing could be.
import { expect, test } from 'vitest';
import { ownCheck } from '../../test/in-memory/made-checks.ts';
import { testServer } from '../../test/in-memory/server.ts';
import { memoryWorld } from '../../test/in-memory/world.ts';
import type { PageSeen } from '../desk/index.ts';

const title = 'Uống nước chanh nóng mỗi ngày <b>chữa</b> ung thư';

const server = (titles: readonly string[]) => {
  const world = memoryWorld();
  world.add(ownCheck(world, { slug: 'nuoc-chanh', claim: 'Uống nước chanh nóng mỗi ngày chữa được bệnh ung thư' }));
  const head = async (url: string): Promise<PageSeen> => ({ visited: [url], stands: [], titles });
  return testServer({}, { ...world, pages: { head } });
};
const form = (text: string) => new URLSearchParams({ text });

test('the answer says which title was read, as plain text, and the shared page does not', async () => {
  const at = server([title]);
  const html = await (await at.ask('POST', '/vi/ask', form('https://bao.example/tin-7'))).text();
  expect(html).toContain('Uống nước chanh nóng mỗi ngày &lt;b>chữa&lt;/b> ung thư');
  expect(html).toContain('(bao.example)');
  expect(html).toContain('Tiêu đề nuoc-chanh');
  const reply = (await (await at.ask('POST', '/api/v1/tips', { url: 'https://bao.example/tin-7' })).json()) as {
    pages: unknown;
    answer: { url: string };
    claims: { answers: { why: { doubt: string } }[] }[];
  };
  expect(reply.pages).toEqual([{ link: 'https://bao.example/tin-7', title }]);
  expect(reply.claims[0]?.answers[0]?.why.doubt).toBe('page');
  const shared = await (await at.get(new URL(reply.answer.url).pathname)).text();
  expect(shared).toContain('Tiêu đề nuoc-chanh');
  expect(shared).not.toContain('mỗi ngày &lt;b>');
  expect(JSON.stringify(at.world.tipsHeld())).not.toContain('<b>');
});

test('a message that is only a link to a post is asked for its words, in both languages', async () => {
  const at = server([title]);
  for (const [lang, words] of [
    ['vi', 'Chúng tôi không mở bài đăng.'],
    ['en', 'We do not open posts.'],
  ]) {
    const html = await (await at.ask('POST', `/${lang}/ask`, form('https://facebook.com/a/posts/1'))).text();
    expect(html).toContain(words);
    expect(html).not.toMatch(/⟦link⟧|hidden-part/);
    expect(html).not.toContain(title.slice(0, 12));
  }
});
