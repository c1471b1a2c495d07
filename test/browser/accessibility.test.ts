// WCAG 2.2 AA as far as a machine can tell, on every page, in both languages, both themes, on a phone and on a desk.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { signIn } from './doing.ts';
import { prepare } from './places.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

const maker = await site.open();
const places = await prepare(site, maker);
await maker.context.close();

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What a theme and a width can change.
const visible = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'];

const faults = async (page: Page, whole: boolean): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  axe.options({
    runOnly: whole ? { type: 'tag', values: everything } : { type: 'rule', values: visible },
    resultTypes: ['violations', 'incomplete'],
    preload: false,
  });
  await page.evaluate(() => {
    // Axe does not judge letters on a gradient: its strongest colour stands for it.
    if (getComputedStyle(document.body).backgroundImage !== 'none') document.body.style.background = 'var(--jade-wash)';
  });
  const { violations, incomplete } = await axe.analyze();
  return [...violations, ...incomplete].flatMap((v) =>
    v.nodes.map((node) => `${v.id} ${node.html} ${node.failureSummary ?? ''}`),
  );
};

// Every pair of language, theme and width, in half as many looks as there are combinations; all rules at both widths.
test.concurrent.each([
  { lang: 'vi', full: { width: 360, colorScheme: 'dark' }, brief: { width: 1280, colorScheme: 'light' } },
  { lang: 'en', full: { width: 1280, colorScheme: 'dark' }, brief: { width: 360, colorScheme: 'light' } },
] as const)('no page in $lang has a fault that axe can find', { timeout: 180_000 }, async ({ lang, full, brief }) => {
  const { page, context } = await site.open(lang, { reducedMotion: 'reduce', serviceWorkers: 'block' });
  await signIn(site, context);
  const found: string[] = [];
  for (const place of places) {
    await place.open(page, lang);
    for (const { width, colorScheme } of [full, brief]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      for (const fault of await faults(page, width === full.width))
        found.push(`${place.name} ${width} ${colorScheme}: ${fault}`);
    }
  }
  await context.close();
  expect(found).toEqual([]);
});

test('a fault would be found', async () => {
  const { page, context } = await site.open('en', { colorScheme: 'light' });
  await page.goto('/en');
  await page.evaluate(() => {
    const main = document.querySelector('main');
    main?.insertAdjacentHTML('beforeend', '<h5>Too deep</h5><button></button>');
    for (const lead of document.querySelectorAll<HTMLElement>('.lead')) lead.style.color = '#ccc';
  });
  const found = (await faults(page, true)).map((fault) => fault.split(' ')[0]);
  expect([...new Set(found)].sort()).toEqual(['button-name', 'color-contrast', 'heading-order']);
  await context.close();
});
