// WCAG 2.2 AA as far as a machine can tell, on every page, in both languages, both themes, on a phone and on a desk.
import { afterAll, expect, test } from 'vitest';
import { faultsIn, faultsInSight } from './axe.ts';
import { signIn } from './doing.ts';
import { themes, widths } from './looks.ts';
import { prepare } from './places.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

const maker = await site.open();
const places = await prepare(site, maker);
await maker.context.close();

// Every width in every theme, on the page as it stands; all rules at one of them, another one in each language.
test.concurrent.each([
  { lang: 'vi', full: { width: 360, colorScheme: 'dark' } },
  { lang: 'en', full: { width: 1280, colorScheme: 'light' } },
] as const)('no page in $lang has a fault that axe can find', { timeout: 240_000 }, async ({ lang, full }) => {
  const { page, context } = await site.open(lang, { reducedMotion: 'reduce', serviceWorkers: 'block' });
  await signIn(site, context);
  const looks = widths.flatMap((width) => themes.map((colorScheme) => ({ width, colorScheme })));
  const rest = looks.filter(({ width, colorScheme }) => width !== full.width || colorScheme !== full.colorScheme);
  const found: string[] = [];
  for (const place of places) {
    await place.open(page, lang);
    for (const look of [full, ...rest]) {
      const { width, colorScheme } = look;
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      for (const fault of await (look === full ? faultsIn : faultsInSight)(page))
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
  const found = (await faultsIn(page)).map((fault) => fault.split(' ')[0]);
  expect([...new Set(found)].sort()).toEqual(['button-name', 'color-contrast', 'heading-order']);
  await context.close();
});
