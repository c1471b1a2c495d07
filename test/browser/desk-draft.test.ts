// What is typed into a draft outlives a crash of the browser, and two who type at once keep both texts (issue 4, Shows 5).

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { Member } from '../../src/desk/index.ts';
import { chromiumPath } from '../browser.ts';
import { makeCase } from '../desk/a-case.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import { openBrowser, patienceMs } from './open-browser.ts';

const begin = async () => {
  const desk = await builtDeskServer();
  const { port } = await desk.server.listen(0, '127.0.0.1');
  onTestFinished(() => desk.server.close());
  const made = await makeCase(desk.database);
  const stands = async (field: string): Promise<string> =>
    (await desk.world.drafts.of(made.id)).find((state) => state.field === field && state.current)?.text ?? '';
  return { desk, made, stands, url: `http://127.0.0.1:${port}/vi/desk/cases/${made.number}` };
};

/** A browser with a folder of its own, as a person has one; it can be killed as a machine that loses power kills it. */
const start = async (
  folder: string,
  who: Member,
): Promise<{ readonly context: BrowserContext; readonly kill: () => Promise<void> }> => {
  const child: ChildProcess = spawn(
    chromiumPath(),
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(kill);
  const browser = await chromium.connectOverCDP(await addressOf(child));
  const context = browser.contexts()[0] ?? (await browser.newContext());
  context.setDefaultTimeout(patienceMs);
  await context.setExtraHTTPHeaders({ 'x-test-member': who.id });
  return { context, kill };
};

const addressOf = async (child: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: child.stderr! })) {
    const found = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
    if (found) return found;
  }
  throw new Error('the browser ended before it said where it listens');
};

const slowly = { timeout: 15_000 };

/** What the browser's own database holds of what was typed. */
const keptIn = (page: Page): Promise<string | undefined> =>
  page.evaluate(
    () =>
      new Promise<string | undefined>((tell) => {
        const opening = indexedDB.open('sangto-drafts');
        opening.onsuccess = () => {
          const all = opening.result.transaction('typed').objectStore('typed').getAll();
          all.onsuccess = () => tell((all.result as { text: string }[])[0]?.text);
        };
      }),
  );

const known = (page: Page) => page.locator('#draft-vi-known');
const status = (page: Page) => page.locator('.case-draft-status');

test('a browser that is killed while somebody types gives back all that was typed', { timeout: 180_000 }, async () => {
  const { desk, url, stands } = await begin();
  const folder = mkdtempSync(join(tmpdir(), 'sangto-browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const first = await start(folder, desk.team.checker);
  const page = await first.context.newPage();
  await page.goto(`${url}#draft`);
  await known(page).pressSequentially('Bộ Y tế khuyến cáo. ');
  await expect.poll(() => stands('known'), slowly).toBe('Bộ Y tế khuyến cáo. ');
  // The server is not reached any more: all that is typed from here on is in the browser alone when it dies.
  await first.context.route('**/draft', (route) => route.abort());
  await known(page).pressSequentially('Lá đu đủ không thay được thuốc');
  await expect.poll(() => keptIn(page), slowly).toBe('Bộ Y tế khuyến cáo. Lá đu đủ không thay được thuốc');
  await first.kill();
  expect(await stands('known')).toBe('Bộ Y tế khuyến cáo. ');

  const again = await start(folder, desk.team.checker);
  const later = await again.context.newPage();
  await later.goto(`${url}#draft`);
  const whole = 'Bộ Y tế khuyến cáo. Lá đu đủ không thay được thuốc';
  await expect.poll(() => known(later).inputValue(), slowly).toBe(whole);
  await expect.poll(() => stands('known'), slowly).toBe(whole);
});

test('two who type in one field: both see that there are two texts, and one is chosen', {
  timeout: 180_000,
}, async () => {
  const { desk, url, stands } = await begin();
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const open = async (who: Member): Promise<Page> => {
    const context = await browser.newContext({ extraHTTPHeaders: { 'x-test-member': who.id } });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  const [kiem, duyet] = [await open(desk.team.checker), await open(desk.team.reviewer)];
  await known(kiem).fill('Không có thuốc đặc trị.');
  await expect.poll(() => stands('known'), slowly).toBe('Không có thuốc đặc trị.');
  await expect.poll(() => status(kiem).innerText(), slowly).toContain('Đã lưu');
  await known(duyet).fill('Chưa có thuốc đặc trị.');
  await expect.poll(() => status(duyet).innerText(), slowly).toContain('Cả hai bản đều được giữ');
  expect(await stands('known')).toBe('Không có thuốc đặc trị.');
  await duyet.reload();
  const both = duyet.locator('.case-both');
  expect(await both.locator('del').innerText()).toBe('Không');
  expect(await both.locator('ins').innerText()).toBe('Chưa');
  await duyet.getByRole('button', { name: 'Dùng bản của tôi' }).click();
  await expect.poll(() => stands('known'), slowly).toBe('Chưa có thuốc đặc trị.');
  await expect.poll(() => duyet.locator('.case-conflict').count(), slowly).toBe(0);
});

test('the preview follows what is typed, made safe', { timeout: 120_000 }, async () => {
  const { desk, url } = await begin();
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await (
    await browser.newContext({ extraHTTPHeaders: { 'x-test-member': desk.team.checker.id } })
  ).newPage();
  await page.goto(url);
  await page.locator('details:has([data-preview="draft-vi-known"]) > summary').last().click();
  await known(page).fill('**đậm** <img src=x onerror=alert(1)>');
  const preview = page.locator('[data-preview="draft-vi-known"]');
  await expect.poll(() => preview.locator('strong').allInnerTexts(), slowly).toEqual(['đậm']);
  expect(await preview.locator('img').count()).toBe(0);
});
