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

const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const faults = async (page: Page): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  axe.options({ runOnly: { type: 'tag', values }, resultTypes: ['violations'], preload: false });
  const { violations } = await axe.analyze();
  return violations.flatMap((v) => v.nodes.map((node) => `${v.id} ${node.html} ${node.failureSummary ?? ''}`));
};

// Every pair of language, theme and width, in half as many looks as there are combinations.
test.each([
  {
    lang: 'vi',
    views: [
      [1280, 'light'],
      [360, 'dark'],
    ],
  },
  {
    lang: 'en',
    views: [
      [1280, 'dark'],
      [360, 'light'],
    ],
  },
] as const)('no page in $lang has a fault that axe can find', { timeout: 180_000 }, async ({ lang, views }) => {
  const { page, context } = await site.open(lang, { reducedMotion: 'reduce' });
  await signIn(site, context);
  const found: string[] = [];
  for (const place of places) {
    await place.open(page, lang);
    for (const [width, colorScheme] of views) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      for (const fault of await faults(page)) found.push(`${place.name} ${width} ${colorScheme}: ${fault}`);
    }
  }
  await context.close();
  expect(found).toEqual([]);
});
