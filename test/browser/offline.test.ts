// Reading without a connection: the server really goes away.
import { afterAll, expect, test } from 'vitest';
import { lemon } from './sample.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

test('a check that was read is read again without a connection; another page says there is none', async () => {
  const { page, context } = await site.open('vi');
  await page.goto(`/vi/checks/${lemon.slug}`);
  await page.waitForFunction(
    async (path) => (await (await caches.open('sangto-pages')).match(path)) !== undefined,
    `/vi/checks/${lemon.slug}`,
  );
  await page.waitForFunction(
    async () => (await (await caches.open('sangto-parts')).match('/offline/en')) !== undefined,
  );
  await site.stop();

  await page.goto(`/vi/checks/${lemon.slug}`);
  expect(await page.locator('h1').innerText()).toBe(lemon.versions.vi.title);
  const family = await page.evaluate(async () => {
    await document.fonts.ready;
    return [document.fonts.check('16px "Be Vietnam Pro"', 'ữ'), getComputedStyle(document.body).fontFamily];
  });
  expect(family).toEqual([true, expect.stringContaining('Be Vietnam Pro')]);

  await page.goto('/vi/topics');
  expect(await page.locator('h1').innerText()).toBe('Bạn đang ngoại tuyến');
  const kept = page.locator('.kept a');
  await kept.waitFor();
  expect(await kept.allInnerTexts()).toEqual([lemon.versions.vi.title]);
  await kept.click();
  await page.waitForURL(`**/${lemon.slug}`);

  await page.goto('/en/checks/never-read');
  expect(await page.locator('h1').innerText()).toBe('You are offline');
  await context.close();
});
