// A case on a phone: its parts folded, each with a line that says what is in it, opened by what leads there, with and without scripts.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposeWording, remark } from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import { readyCase } from '../desk/deciding.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { openBrowser } from './open-browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const phone = { width: 360, height: 740 };
const variants = Array.from({ length: 8 }, (_, n) => ({
  text: `Nước lá đu đủ chữa khỏi sốt xuất huyết ${n}`,
  asked: 9 - n,
}));

const begin = async () => {
  const desk = await builtDeskServer();
  const { port } = await desk.server.listen(0, '127.0.0.1');
  const open = async (
    who: keyof DeskServer['team'],
    number: number,
    more: { readonly javaScriptEnabled?: boolean; readonly viewport?: typeof phone; readonly hash?: string } = {},
  ): Promise<Page> => {
    const { hash = '', viewport = phone, ...rest } = more;
    const context = await browser.newContext({
      extraHTTPHeaders: { 'x-test-member': desk.team[who].id },
      reducedMotion: 'reduce',
      viewport,
      ...rest,
    });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/vi/desk/cases/${number}${hash}`);
    return page;
  };
  return { desk, open };
};
const opened = (page: Page) =>
  page.locator('details[data-part][open] > .case-part-body').evaluateAll((all) => all.map(({ id }) => id));
const height = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

test('what is to be done first is open, all else folded to lines that say what is in it, and the page stays short', {
  timeout: 120_000,
}, async () => {
  const { desk, open } = await begin();
  const { world, team, database } = desk;
  const fresh = await makeCase(database, { variants });
  await remark(world, team.editor, fresh.id, { text: 'Ai rảnh?', passage: null });
  const ready = await readyCase(database, { writer: team.checker, approver: team.editor });
  for (const [number, stand] of [
    [fresh.number, ['wording']],
    [ready.number, []],
  ] as const) {
    const page = await open('checker', number);
    expect(await opened(page)).toEqual(stand);
    expect([number, (await height(page)) < 4000]).toEqual([number, true]);
    const lines = await page.locator('details[data-part] > summary').allInnerTexts();
    expect(lines.find((line) => line.startsWith('Bằng chứng'))).toMatch(/(\d|chưa có) bằng chứng/);
    await page.context().close();
  }
  // Where there is room nothing is folded.
  const wide = await open('checker', fresh.number, { viewport: { width: 1280, height: 900 } });
  expect(await opened(wide)).toHaveLength(await wide.locator('details[data-part]').count());
  await wide.context().close();
  await desk.server.close();
});

test('the contents, the checklist and an address open the part they lead to, by keyboard and without scripts', {
  timeout: 120_000,
}, async () => {
  const { desk, open } = await begin();
  const { number } = await makeCase(desk.database, { variants });
  for (const javaScriptEnabled of [true, false]) {
    const page = await open('checker', number, { javaScriptEnabled });
    await page.locator('.case-contents a[href="#evidence"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('details[open] > #evidence').waitFor();
    const line = page.locator('#talk-line');
    await line.focus();
    await page.keyboard.press('Enter');
    await page.locator('#remark-text').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#remark-text').waitFor({ state: 'hidden' });
    await page.context().close();
    const led = await open('checker', number, { javaScriptEnabled, hash: '#interest' });
    await led.locator('details[open] > #interest').waitFor();
    await led.context().close();
  }
  await desk.server.close();
});

test('whoever may say yes to a wording sees what was asked, the wording and what was found open', {
  timeout: 120_000,
}, async () => {
  const { desk, open } = await begin();
  const { number, id } = await makeCase(desk.database, { variants });
  const given = { wording: { vi: 'Uống nước lá đu đủ chữa khỏi sốt xuất huyết' }, saidBy: null };
  await proposeWording(desk.world, desk.team.checker, id, given);
  const page = await open('reviewer', number, { javaScriptEnabled: false });
  expect(await opened(page)).toEqual(['claim', 'wording', 'evidence']);
  expect(await page.getByRole('button', { name: 'Duyệt câu này' }).isVisible()).toBe(true);
  await page.context().close();
  await desk.server.close();
});
