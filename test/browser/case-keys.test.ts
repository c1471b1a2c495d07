// A case by keyboard: its keys, the list of them, and nothing while somebody types.

import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { makeCase } from '../desk/a-case.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import { openBrowser } from './open-browser.ts';

const begin = async (who: 'checker' | 'trainee') => {
  const desk = await builtDeskServer();
  const { port } = await desk.server.listen(0, '127.0.0.1');
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    await desk.server.close();
  });
  const made = await makeCase(desk.database);
  const context = await browser.newContext({ extraHTTPHeaders: { 'x-test-member': desk.team[who].id } });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/vi/desk/cases/${made.number}`);
  return { desk, made, page };
};

const here = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

test('a case is worked on by keys, and the list of them opens and closes by one', { timeout: 120_000 }, async () => {
  const { desk, made, page } = await begin('checker');
  await page.getByText('Bấm ? để xem các phím tắt.').waitFor();
  await page.keyboard.press('Shift+?');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('e: thêm bằng chứng');
  // What is behind the list waits.
  await page.keyboard.press('r');
  expect(await here(page)).not.toBe('remark-text');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await page.keyboard.press('j');
  expect(await here(page)).toBe('claim-line');
  await page.keyboard.press('j');
  expect(await here(page)).toBe('askback-line');
  await page.keyboard.press('k');
  expect(await here(page)).toBe('claim-line');
  await page.keyboard.press('c');
  expect(await here(page)).toBe('checklist');
  await page.keyboard.press('e');
  expect(await here(page)).toBe('evidence-kind-page');
  expect(await page.locator('#evidence-url').isVisible()).toBe(true);
  await page.keyboard.press('t');
  expect(await here(page)).toBe('task-text');
  // Letters are letters where somebody types.
  await page.keyboard.type('er?');
  expect(await page.locator('#task-text').inputValue()).toBe('er?');
  await page.locator('#claim-line').focus();
  await page.keyboard.press('r');
  expect(await here(page)).toBe('remark-text');
  await page.locator('#claim-line').focus();
  await page.keyboard.press('d');
  expect(await here(page)).toBe('draft-vi-title');

  await page.locator('#claim-line').focus();
  await page.keyboard.press('a');
  await page.getByText('Đề tài vừa đổi người giữ.').waitFor();
  expect((await desk.world.caseWork.byNumber(made.number))?.assignedTo).toBe(desk.team.checker.id);
  // The script of the new page is there once it shows that there are keys.
  await page.getByText('Bấm ? để xem các phím tắt.').waitFor();
  await page.keyboard.press('q');
  await page.waitForURL(/\/vi\/desk$/);
});

test('whoever may not do something finds no key for it', { timeout: 120_000 }, async () => {
  const { page } = await begin('trainee');
  await page.getByText('Bấm ? để xem các phím tắt.').waitFor();
  await page.keyboard.press('e');
  await page.keyboard.press('a');
  expect(await here(page)).toBe('');
  await page.keyboard.press('r');
  expect(await here(page)).toBe('remark-text');
});
