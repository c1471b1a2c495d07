// The queue in a browser: by keyboard alone, moving by itself, and without a script.

import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { parseTip } from '../../src/core/tip.ts';
import { assignCase, match, receive, remark, triage } from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { openBrowser } from './open-browser.ts';

const garlic = 'Nhai tỏi sống mỗi sáng chữa khỏi bệnh tiểu đường chỉ sau hai tuần';
const water = 'Từ tối nay thành phố cắt nước ba ngày để súc rửa đường ống, bà con trữ nước ngay';
const moon = 'Đêm mai mặt trăng sẽ chuyển sang màu tím trên toàn thế giới';

const asks = async ({ world }: DeskServer, text: string, times: number): Promise<void> => {
  const input = parseTip({ text }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  const matched = await match(world, input.value);
  for (let n = 0; n < times; n++) await receive(world, matched, null);
  await triage(world);
};

const opened = async (script = true): Promise<{ readonly desk: DeskServer; readonly page: Page }> => {
  const desk = await builtDeskServer();
  await asks(desk, garlic, 9);
  await asks(desk, water, 4);
  await asks(desk, moon, 1);
  const { port } = await desk.server.listen(0, '127.0.0.1');
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    await desk.server.close();
  });
  const context = await browser.newContext({
    baseURL: `http://127.0.0.1:${port}`,
    extraHTTPHeaders: { 'x-test-member': desk.team.checker.id },
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  await page.goto('/vi/desk');
  return { desk, page };
};
const here = (page: Page): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement?.closest('[data-case]')?.querySelector('.queue-title')?.textContent ?? null,
  );

test('on a phone no page is wider than the screen, whatever a title is and however much somebody is named', async () => {
  const { desk, page } = await opened();
  const long = `https://${'tin-nhan-chuyen-tiep-rat-dai'.repeat(6)}.example/${'a'.repeat(120)}`;
  const { id, number } = await makeCase(desk.database, { title: long });
  const said = await remark(desk.world, desk.team.reviewer, id, {
    text: `@${desk.team.checker.name} xem`,
    passage: null,
  });
  expect(said.ok).toBe(true);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/vi/desk', `/vi/desk/cases/${number}`, `/vi/desk/cases/${number}/end`]) {
    await page.goto(path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect([path, wide]).toEqual([path, 360]);
    // Once its case is open, it counts as new no more.
    if (path === '/vi/desk') expect(await page.locator('.desk-me').textContent()).toContain('Nhắc đến bạn: 1 mới');
  }
  await page.goto('/vi/desk/mentions');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('by keyboard: down and up, take, put aside, undo, choose, merge, and the list of keys', async () => {
  const { desk, page } = await opened();
  await page.keyboard.press('j');
  expect(await here(page)).toMatch(/tỏi/);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await here(page)).toMatch(/mặt trăng/);
  await page.keyboard.press('k');
  expect(await here(page)).toMatch(/cắt nước/);

  await page.keyboard.press('a');
  await page.getByText('Bạn đã nhận đề tài').waitFor();
  expect(await here(page)).toMatch(/cắt nước/);
  await page.keyboard.press('s');
  await page.getByText('được để sau').waitFor();
  expect(await page.locator('[data-case]').count()).toBe(2);
  await page.getByRole('button', { name: 'Hoàn tác' }).press('Enter');
  await page.getByText('đã trở lại hàng chờ').waitFor();
  expect(await page.locator('[data-case]').count()).toBe(3);

  await page.keyboard.press('Shift+?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await page.locator('.queue-title a').first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Gộp các đề tài đã chọn' }).press('Enter');
  await page.getByText('Đã gộp vào đề tài').waitFor();
  // The button went with what was ticked; the first case has the focus.
  expect(
    await page
      .locator('.queue-title a')
      .first()
      .evaluate((link) => link === document.activeElement),
  ).toBe(true);
  expect(await desk.database.all(sql`select number from cases where state = 'open'`)).toHaveLength(2);
  await page.locator('.queue-title a').first().press('Enter');
  await page.waitForURL(/\/vi\/desk\/cases\/1$/);
});

test('rows that come in take the place from nobody: the button to merge keeps it, and rows asked for before a deed are left', async () => {
  const { desk, page } = await opened();
  const merge = page.getByRole('button', { name: 'Gộp các đề tài đã chọn' });
  // Tools for what is ticked are there once something is.
  expect(await merge.isVisible()).toBe(false);
  expect(await page.getByText('Đánh dấu đề tài để gộp lại hoặc giao cho đồng nghiệp.').isVisible()).toBe(true);
  await page.locator('[form=merge]').first().check();
  await merge.focus();
  await merge.evaluate((button) => {
    (window as { old?: Element }).old = button;
  });
  const found = await desk.world.caseQueue.find(1, '2026-11-20' as never);
  const { editor } = desk.team;
  await assignCase(desk.world, editor, { of: found!.id, to: editor.id });
  await page.locator('[data-case]', { hasText: 'tỏi' }).getByText(`${editor.name} đang làm`).waitFor();
  const after = await page.evaluate(() => ({
    replaced: !document.contains((window as { old?: Element }).old ?? null),
    text: document.activeElement?.textContent,
  }));
  expect(after).toEqual({ replaced: true, text: 'Gộp các đề tài đã chọn' });

  // The next rows asked for are held back until something was done here.
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked: () => void = () => undefined;
  const wasAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  await page.route(/\/vi\/desk$/, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    asked();
    await held;
    await route.fulfill({ response });
  });
  await assignCase(desk.world, editor, { of: found!.id, to: null });
  await wasAsked;
  await page.locator('[data-case]', { hasText: 'cắt nước' }).locator('[data-deed=later]').press('Enter');
  await page.getByText('được để sau').waitFor();
  const old = page.waitForResponse((one) => /\/vi\/desk$/.test(one.url()) && one.request().method() === 'GET');
  release();
  await (await old).finished();
  await page.unrouteAll({ behavior: 'wait' });
  await page
    .locator('[data-case]', { hasText: 'tỏi' })
    .getByText(`${editor.name} đang làm`)
    .waitFor({ state: 'hidden' });
  expect(await page.locator('[data-case]').count()).toBe(2);
});

test('what others do comes in by itself, and neither the place nor what is chosen is lost', async () => {
  const { desk, page } = await opened();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const row = page.locator('[data-case]', { hasText: 'tỏi' });
  const found = await desk.world.caseQueue.find(1, '2026-11-20' as never);
  const { editor } = desk.team;
  await assignCase(desk.world, editor, { of: found!.id, to: editor.id });
  await row.getByText(`${editor.name} đang làm`).waitFor();
  expect(await here(page)).toMatch(/cắt nước/);
  expect(await page.locator('[form=merge]:checked').count()).toBe(1);

  const other = await page
    .context()
    .browser()!
    .newContext({ extraHTTPHeaders: { 'x-test-member': editor.id } });
  const theirs = await other.newPage();
  await theirs.goto(`${new URL(page.url()).origin}/vi/desk/cases/1`);
  await row.getByText(`Đang xem: ${editor.name}`).waitFor();
  await other.close();
  await row.getByText(`Đang xem:`).waitFor({ state: 'hidden' });
});

test('without a script the same is done by plain forms', async () => {
  const { page } = await opened(false);
  await page.locator('[data-case]', { hasText: 'tỏi' }).getByRole('button', { name: 'Nhận' }).click();
  await page.getByText('Bạn đã nhận đề tài').waitFor();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByText('không còn ai giữ').waitFor();
  expect(await page.getByText('Bấm ? để xem các phím tắt.').isVisible()).toBe(false);
});
