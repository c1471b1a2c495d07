// Everything by keyboard: what can be pressed is reached, and one sees where one is.
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { signIn } from './doing.ts';
import { prepare } from './places.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

/** Notes each element as it gets the focus, and whether one sees that it has it. */
const noteFocus = (): void => {
  const notes = { reached: new Set<Element>(), unseen: new Set<string>(), around: false };
  Object.assign(globalThis, { notes });
  addEventListener('focusin', ({ target }) => {
    const element = target as HTMLElement;
    if (notes.reached.has(element) && element.matches('.skip')) notes.around = true;
    notes.reached.add(element);
    const ringed = [element, element.closest('label')].some((one) => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    if (!ringed) notes.unseen.add(element.outerHTML.slice(0, 200));
  });
};

type Notes = { readonly reached: Set<Element>; readonly unseen: Set<string>; readonly around: boolean };

/** Presses Tab until the focus has been once around the page; gives what was passed over or not seen. */
const goAround = async (page: Page): Promise<readonly string[]> => {
  for (let pressed = 0; pressed < 400; pressed += 20) {
    for (let i = 0; i < 20; i += 1) await page.keyboard.press('Tab');
    const { around, faults } = await page.evaluate(() => {
      const { notes } = globalThis as unknown as { notes: Notes };
      const wanted = document.querySelectorAll<HTMLElement>(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
      );
      const passed = [...wanted].filter(
        (e) => e.checkVisibility({ visibilityProperty: true }) && !notes.reached.has(e),
      );
      const told = (what: string, html: string) => `${what} ${html}`;
      return {
        around: notes.around,
        faults: [
          ...passed.map((e) => told('not reached:', e.outerHTML.slice(0, 200))),
          ...[...notes.unseen].map((html) => told('not seen:', html)),
        ],
      };
    });
    if (around) return faults;
  }
  return ['the focus does not come around'];
};

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
