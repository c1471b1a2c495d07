// Everything by keyboard: what can be pressed is reached, and one sees where one is.
import { afterAll, expect, test } from 'vitest';
import { signIn } from './doing.ts';
import { goAround, noteFocus } from './go-around.ts';
import { prepare } from './places.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

/** Built of the very pieces of another page that is gone around: a check, a list, an answer, a statement. */
const alike = /^(check-(true|mixed|satire)|topic|answer-shared|funding|corrections|privacy)$/;

test('on every page, all that can be pressed is reached by keyboard, and one sees where one is', {
  timeout: 120_000,
}, async () => {
  const maker = await site.open();
  const places = await prepare(site, maker);
  await maker.context.close();
  const { page, context } = await site.open('vi', { reducedMotion: 'reduce', serviceWorkers: 'block' });
  await signIn(site, context);
  await context.addInitScript(noteFocus);
  const found: string[] = [];
  for (const { name, open } of places.filter((place) => !alike.test(place.name))) {
    await open(page, 'vi');
    for (const fault of await goAround(page)) found.push(`${name}: ${fault}`);
  }
  await context.close();
  expect(found).toEqual([]);
});

test('the first key leads past the head of the page to its content', async () => {
  const { page, context } = await site.open('en');
  await page.goto('/en/checks');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  await page.waitForURL('**#main');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  await context.close();
});

test('a message is asked without a mouse', async () => {
  const { page, context } = await site.open('en');
  await page.goto('/en');
  await page.locator('#ask-text').focus();
  await page.keyboard.type('Drinking hot lemon water every day cures cancer');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL('**/en/ask');
  expect(await page.locator('.verdict-word').first().innerText()).toBe('False');
  await context.close();
});
