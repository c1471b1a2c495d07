// A form of a case that is half filled in outlives the sending of another one, and a browser that went away.

import type { BrowserContext, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { makeCase } from '../desk/a-case.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import { openBrowser } from './open-browser.ts';

const slowly = { timeout: 15_000 };

const begin = async () => {
  const desk = await builtDeskServer();
  const { port } = await desk.server.listen(0, '127.0.0.1');
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    await desk.server.close();
  });
  const made = await makeCase(desk.database);
  const context = await browser.newContext({ extraHTTPHeaders: { 'x-test-member': desk.team.checker.id } });
  const url = `http://127.0.0.1:${port}/vi/desk/cases/${made.number}`;
  return { desk, made, context, url };
};

const open = async (context: BrowserContext, url: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(url);
  return page;
};

const form = (page: Page) => page.locator('form[data-keep=evidence]');
const title = (page: Page) => page.locator('#evidence-title');

/** What the browser's own database holds, by the end of its keys. */
const keptIn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((tell) => {
        const opening = indexedDB.open('sangto-drafts');
        opening.onsuccess = () => {
          const all = opening.result.transaction('typed').objectStore('typed').getAllKeys();
          all.onsuccess = () => tell(all.result.map((key) => String(key).split(' ').slice(2).join(' ')));
        };
      }),
  );

const halfFilled = async (page: Page): Promise<void> => {
  await page.locator('details:has(> form[data-keep=evidence]) > summary').click();
  await title(page).fill('Hướng dẫn điều trị');
  await page.locator('#evidence-stance-refutes').check();
  await page.locator('details:has(#evidence-quotation) > summary').last().click();
  await page.locator('#evidence-quotation').fill('Hiện chưa có thuốc đặc hiệu.');
  await expect.poll(() => keptIn(page), slowly).toEqual(['form evidence']);
};

test('half filled in evidence is there again after another form was sent, opened and said; it goes once it is taken', {
  timeout: 180_000,
}, async () => {
  const { desk, made, context, url } = await begin();
  const page = await open(context, url);
  await halfFilled(page);
  // Another form with words of its own, and one that is a button alone.
  await page.locator('#remark-text').fill('Ai gọi giúp?');
  await page.locator('form[data-keep=remark] button[type=submit]').click();
  await page.waitForURL(/#talk$/);
  await page.locator('form[action$="/take"] button[name=to]').click();
  await page.waitForURL(/#main$/);
  await expect.poll(() => title(page).inputValue(), slowly).toBe('Hướng dẫn điều trị');
  expect(await page.locator('#evidence-stance-refutes').isChecked()).toBe(true);
  expect(await page.locator('#evidence-quotation').inputValue()).toBe('Hiện chưa có thuốc đặc hiệu.');
  expect(await page.locator('#evidence-quotation').isVisible()).toBe(true);
  expect(await form(page).locator('[data-kept]').innerText()).toContain('Đã giữ lại');
  expect(await page.locator('#remark-text').inputValue()).toBe('');

  await page.locator('#evidence-kind-call').check();
  await page.locator('#evidence-publisher').fill('Bộ Y tế');
  await page.locator('#evidence-shows-vi').fill('Không có thuốc.');
  await page.locator('#evidence-interest-party').check();
  await form(page).locator('button[type=submit]').click();
  await page.waitForURL(/#evidence-/);
  expect((await desk.world.caseWork.gathered(made.id)).evidence).toHaveLength(1);
  await expect.poll(() => keptIn(page), slowly).toEqual([]);
  expect(new URL(page.url()).search).toBe('');
  expect(await title(page).inputValue()).toBe('');
});

test('a form that was refused keeps what was typed also when the page is left; thrown away, it is gone', {
  timeout: 180_000,
}, async () => {
  const { context, url } = await begin();
  const page = await open(context, url);
  await halfFilled(page);
  await form(page).locator('button[type=submit]').click();
  await page.locator('[role=alert]').waitFor();
  expect(await title(page).inputValue()).toBe('Hướng dẫn điều trị');
  await page.close();
  const later = await open(context, url);
  await expect.poll(() => title(later).inputValue(), slowly).toBe('Hướng dẫn điều trị');
  await form(later).locator('[data-kept] button').click();
  expect(await title(later).inputValue()).toBe('');
  expect(await later.locator('#evidence-stance-refutes').isChecked()).toBe(false);
  await expect.poll(() => keptIn(later), slowly).toEqual([]);
});

test('what one person typed is not laid before another at the same machine', { timeout: 120_000 }, async () => {
  const { desk, context, url } = await begin();
  const page = await open(context, url);
  await halfFilled(page);
  await context.setExtraHTTPHeaders({ 'x-test-member': desk.team.reviewer.id });
  const other = await open(context, url);
  await other.locator('#remark-text').waitFor();
  expect(await keptIn(other)).toEqual(['form evidence']);
  expect(await title(other).inputValue()).toBe('');
});

test('without script the page says that one form is sent at a time', { timeout: 120_000 }, async () => {
  const { desk, context, url } = await begin();
  const plain = await context.browser()!.newContext({
    javaScriptEnabled: false,
    extraHTTPHeaders: { 'x-test-member': desk.team.checker.id },
  });
  const page = await open(plain, url);
  expect(await page.locator('.case-parts > .note, noscript .note').first().innerText()).toContain(
    'mỗi lần chỉ gửi được một biểu mẫu',
  );
});
