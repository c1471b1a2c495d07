// Every page of the desk, and of those who ask again: read by a machine as somebody would who cannot see, or has a small screen.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { type UiLang, uiLangs } from '../../src/base/lang.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { type DeskPlace, emptyPlaces } from './desk-place.ts';
import { deskPlaces } from './desk-places.ts';
import { openBrowser } from './open-browser.ts';
import { ratersAtWork } from './raters-at-work.ts';
import { watch } from './watch.ts';

const letter = {
  to: 'hoi@nguoi-hoi.example',
  subject: 'Câu trả lời cho câu hỏi của bạn',
  text: 'Không. https://kiemchung.example/vi/t/1',
};

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What a theme and a width can change.
const visible = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'];

type Found = { readonly violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations'] };
type Axe = { readonly run: (on: Document, how: object) => Promise<Found> };

const faultsIn = async (page: Page): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  axe.options({ runOnly: { type: 'tag', values: everything }, resultTypes: ['violations'], preload: false });
  return told(await axe.analyze());
};

/** The page has axe in it already, and only its looks are other than before. */
const faultsInSight = async (page: Page): Promise<readonly string[]> =>
  told(
    await page.evaluate(async (values) => {
      const { axe } = globalThis as unknown as { readonly axe: Axe };
      const { violations } = await axe.run(document, {
        runOnly: { type: 'rule', values },
        resultTypes: ['violations'],
      });
      return { violations };
    }, visible),
  );

const told = ({ violations }: Found): readonly string[] =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} ${html} ${failureSummary}`));

/** What axe does not count: headings of the first rank, names of fields, and whether the page fits. */
const shapeOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const heads = document.querySelectorAll('h1').length;
    const fields = [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), select, textarea')];
    const nameless = fields.filter((e) => !e.labels?.length && !e.ariaLabel && !e.getAttribute('aria-labelledby'));
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    const twice = ids.filter((id, n) => ids.indexOf(id) !== n);
    return [
      ...(heads === 1 ? [] : [`${heads} headings of the first rank`]),
      ...nameless.map((e) => `no label: ${e.outerHTML.slice(0, 200)}`),
      ...twice.map((id) => `twice: #${id}`),
    ];
  });

const looked = async (page: Page, { name, who, open }: DeskPlace, desk: DeskServer, lang: UiLang) => {
  await page.setExtraHTTPHeaders(who === null ? {} : { 'x-test-member': desk.team[who].id });
  await open(page, lang);
  const found = [...(await shapeOf(page))];
  if ((await page.locator('main .problem').count()) > 0) found.push(`a problem: ${page.url()}`);
  // Each language sees both widths and both themes; each pair of width and theme is seen by one language.
  const looks =
    lang === 'vi'
      ? ([
          [360, 'dark'],
          [1280, 'light'],
        ] as const)
      : ([
          [1280, 'dark'],
          [360, 'light'],
        ] as const);
  for (const [n, [width, colorScheme]] of looks.entries()) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${wide} px too wide at ${width}`);
    const tabs = await page.evaluate(() => document.querySelector('.desk-nav ul')?.clientHeight ?? 0);
    if (tabs > 60) found.push(`the tabs take ${tabs} px at ${width}`);
    found.push(...(await (n === 0 ? faultsIn : faultsInSight)(page)));
  }
  return found.map((fault) => `${name}: ${fault}`);
};

test('every page of the desk, in both languages, fits, is named, and has no fault that axe can find', {
  timeout: 900_000,
}, async () => {
  const [full, empty, browser] = await Promise.all([
    builtDeskServer({ mailbox: () => [letter] }),
    builtDeskServer({ mailbox: () => [] }),
    openBrowser(),
  ]);
  onTestFinished(async () => {
    await browser.close();
    await Promise.all([full.server.close(), empty.server.close()]);
  });
  const [atFull, atEmpty] = await Promise.all(
    [full, empty].map(async ({ server }) => {
      const { port } = await server.listen(0, '127.0.0.1');
      return `http://127.0.0.1:${port}`;
    }),
  );
  if (atFull === undefined || atEmpty === undefined) throw new Error('no server');
  const fullPlaces = [...(await deskPlaces(full)), ...(await ratersAtWork(full))];
  const walk = async (desk: DeskServer, address: string, places: readonly DeskPlace[], lang: UiLang) => {
    const context = await browser.newContext({
      baseURL: address,
      reducedMotion: 'reduce',
      locale: lang === 'vi' ? 'vi-VN' : 'en-GB',
    });
    const complaints = await watch(context, address);
    const found: string[] = [];
    const page = await context.newPage();
    for (const place of places) found.push(...(await looked(page, place, desk, lang)));
    await context.close();
    return [...found, ...complaints];
  };
  const found = await Promise.all(
    uiLangs.map(async (lang) => [
      ...(await walk(full, atFull, fullPlaces, lang)),
      ...(await walk(empty, atEmpty, emptyPlaces, lang)),
    ]),
  );
  expect(found.flat()).toEqual([]);

  const page = await browser.newPage();
  await page.goto(`${atFull}/vi/your-data`);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<h1 id="main">Again</h1><input><button></button>');
  });
  expect(await shapeOf(page)).toEqual(['2 headings of the first rank', 'no label: <input>', 'twice: #main']);
  expect((await faultsIn(page)).some((fault) => fault.startsWith('button-name'))).toBe(true);
});
