// A file beside evidence by paste and drop: shown, removed by keyboard, refused when too large, kept when sending fails, and laid there.
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { makeCase } from '../desk/a-case.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import { openBrowser } from './open-browser.ts';

/** Hands files to the form as the clipboard or a dragging hand would. */
const give = (page: Page, how: 'paste' | 'drop', files: readonly { readonly name: string; readonly bytes: number }[]) =>
  page.evaluate(
    ([kind, list]) => {
      const held = new DataTransfer();
      for (const { name, bytes } of list) held.items.add(new File([new Uint8Array(bytes).fill(37)], name));
      const field = document.querySelector('#evidence-title')!;
      const more = { bubbles: true, cancelable: true };
      field.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...more, clipboardData: held })
          : new DragEvent('drop', { ...more, dataTransfer: held }),
      );
    },
    [how, files] as const,
  );

test('a file is pasted or dropped beside evidence, seen, removed, refused in words, and laid there with the rest', {
  timeout: 180_000,
}, async () => {
  const desk = await builtDeskServer();
  const { port } = await desk.server.listen(0, '127.0.0.1');
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    await desk.server.close();
  });
  const made = await makeCase(desk.database);
  const context = await browser.newContext({ extraHTTPHeaders: { 'x-test-member': desk.team.checker.id } });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/vi/desk/cases/${made.number}`);
  await page.locator('details:has(> form[data-keep=evidence]) > summary').click();
  const box = page.locator('[data-file-drop]');
  const [name, status] = [box.locator('[data-name]'), box.locator('[data-status]')];

  await give(page, 'paste', [{ name: 'cong-van.pdf', bytes: 2_048 }]);
  await expect.poll(() => name.innerText()).toBe('cong-van.pdf (2 kB)');
  expect(await status.innerText()).toBe('Đã kèm tệp.');
  // Removed by keyboard alone, and the focus stands where another is chosen.
  await box.locator('[data-remove]').focus();
  await page.keyboard.press('Enter');
  expect(await box.locator('[data-chosen]').isHidden()).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-choose'))).toBe(true);

  await give(page, 'drop', [{ name: 'qua-lon.bin', bytes: 10 * 1024 * 1024 + 1 }]);
  expect(await status.innerText()).toBe('Tệp lớn hơn 10 MB. Hãy chọn lại một tệp nhỏ hơn.');
  expect(await box.locator('[data-chosen]').isHidden()).toBe(true);
  await give(page, 'drop', [
    { name: 'mot.pdf', bytes: 10 },
    { name: 'hai.pdf', bytes: 10 },
  ]);
  expect(await status.innerText()).toContain('đã lấy tệp đầu tiên');
  expect(await name.innerText()).toContain('mot.pdf');

  // Refused, it says so in the server's words; what was typed and the file stay.
  await page.locator('#evidence-title').fill('Công văn của Sở');
  const send = page.locator('form[data-keep=evidence] button[type=submit]');
  await send.click();
  await expect.poll(() => status.innerText(), { timeout: 15_000 }).not.toMatch(/Đang gửi|Đã kèm/);
  expect(await status.innerText()).not.toBe('');
  expect(await page.locator('#evidence-title').inputValue()).toBe('Công văn của Sở');
  expect(await name.innerText()).toContain('mot.pdf');
  // Without a network, too.
  await context.setOffline(true);
  await send.click();
  await expect.poll(() => status.innerText(), { timeout: 15_000 }).toContain('Chưa gửi được');
  await context.setOffline(false);

  await page.locator('#evidence-kind-document').check();
  await page.locator('#evidence-publisher').fill('Sở Y tế');
  await page.locator('#evidence-shows-vi').fill('Không có thuốc đặc hiệu.');
  await page.locator('#evidence-stance-refutes').check();
  await page.locator('#evidence-interest-independent').check();
  await send.click();
  await page.waitForURL(/#evidence$/);
  const { evidence } = await desk.world.caseWork.gathered(made.id);
  expect(evidence).toMatchObject([{ title: 'Công văn của Sở', file: { name: 'mot.pdf', size: 10 } }]);
  await page.waitForLoadState();
  expect(await page.locator('#evidence-title').inputValue()).toBe('');

  // Without a script the plain field is there, and nothing promises what would not work.
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    extraHTTPHeaders: { 'x-test-member': desk.team.checker.id },
  });
  const still = await plain.newPage();
  await still.goto(`http://127.0.0.1:${port}/vi/desk/cases/${made.number}`);
  expect(await still.locator('input[type=file]#evidence-file').count()).toBe(1);
  expect(await still.locator('[data-file-drop]').isVisible()).toBe(false);
});
