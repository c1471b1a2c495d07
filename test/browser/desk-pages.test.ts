// Every page of the desk, and of those who ask again: read by a machine as somebody would who cannot see, or has a small screen.

import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { type UiLang, uiLangs } from '../../src/base/lang.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { faultsIn, faultsInSight } from './axe.ts';
import { type DeskPlace, emptyPlaces } from './desk-place.ts';
import { deskPlaces } from './desk-places.ts';
import { themes, widths } from './looks.ts';
import { openBrowser } from './open-browser.ts';
import { ratersAtWork } from './raters-at-work.ts';
import { watch } from './watch.ts';

const letter = {
  to: 'hoi@nguoi-hoi.example',
  subject: 'Câu trả lời cho câu hỏi của bạn',
  text: 'Không. https://kiemchung.example/vi/t/1',
};

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

/** Every width in every theme, on the page as it stands; all rules at one of them, another one in each language. */
const looksIn = (lang: UiLang) => {
  const all = widths.flatMap((width) => themes.map((colorScheme) => ({ width, colorScheme })));
  return lang === 'vi' ? all : all.reverse();
};

const looked = async (page: Page, { name, who, open }: DeskPlace, desk: DeskServer, lang: UiLang) => {
  await page.setExtraHTTPHeaders(who === null ? {} : { 'x-test-member': desk.team[who].id });
  await open(page, lang);
  const found = [...(await shapeOf(page))];
  if ((await page.locator('main .problem').count()) > 0) found.push(`a problem: ${page.url()}`);
  for (const [n, { width, colorScheme }] of looksIn(lang).entries()) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const where = `${lang} ${width} ${colorScheme}`;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${wide} px too wide at ${width}`);
    const tabs = await page.evaluate(() => document.querySelector('.desk-nav ul')?.clientHeight ?? 0);
    if (tabs > 60) found.push(`the tabs take ${tabs} px at ${width}`);
    for (const fault of await (n === 0 ? faultsIn : faultsInSight)(page)) found.push(`${where}: ${fault}`);
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
