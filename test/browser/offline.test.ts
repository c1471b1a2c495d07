// Reading without a connection: the server really goes away.
import { afterAll, expect, test } from 'vitest';
import { lemon } from './sample.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

test('a check that was read is read again without a connection; another page says there is none', async () => {
  const { page, context } = await site.open('vi');
  const check = `/vi/checks/${lemon.slug}`;
  await page.goto(check);
  const kept = () =>
    page.evaluate(async (path) => {
      const [pages, parts] = [await caches.open('sangto-pages'), await caches.open('sangto-parts')];
      return (await Promise.all([pages.match(path), parts.match('/offline/en')])).every((one) => one !== undefined);
    }, check);
  await expect.poll(kept, { timeout: 20_000 }).toBe(true);
  await site.stop();

  await page.goto(check);
  expect(await page.locator('h1').innerText()).toBe(lemon.versions.vi.title);
  const family = await page.evaluate(async () => {
    await document.fonts.ready;
    return [document.fonts.check('16px "Be Vietnam Pro"', 'ữ'), getComputedStyle(document.body).fontFamily];
  });
  expect(family).toEqual([true, expect.stringContaining('Be Vietnam Pro')]);

  await page.goto('/vi/topics');
  expect(await page.locator('h1').innerText()).toBe('Bạn đang ngoại tuyến');
  const links = page.locator('.kept a');
  await links.waitFor();
  expect(await links.allInnerTexts()).toEqual([lemon.versions.vi.title]);
  await links.click();
  await page.waitForURL(`**${check}`);

  await page.goto('/en/checks/never-read');
  expect(await page.locator('h1').innerText()).toBe('You are offline');
  await context.close();
});
