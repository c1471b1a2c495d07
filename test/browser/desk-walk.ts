// Every page of the desk by keyboard alone, at both widths and in both themes: one load of each, and the window changed around it.
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { builtDeskServer } from '../desk/built-desk.ts';
import type { DeskPlace } from './desk-place.ts';
import { goAround, lookAround, noteFocus } from './go-around.ts';
import { openBrowser } from './open-browser.ts';
import { watch } from './watch.ts';

type Desk = Awaited<ReturnType<typeof builtDeskServer>>;

/** What is wrong on the places that belong to a share, `n` of `of`. */
export const walkedDesk = async (
  placesOf: (desk: Desk) => Promise<readonly DeskPlace[]>,
  [n, of]: readonly [number, number] = [0, 1],
): Promise<readonly string[]> => {
  const [desk, browser] = await Promise.all([builtDeskServer({ mailbox: () => [] }), openBrowser()]);
  onTestFinished(async () => {
    await browser.close();
    await desk.server.close();
  });
  const { port } = await desk.server.listen(0, '127.0.0.1');
  const baseURL = `http://127.0.0.1:${port}`;
  const context = await browser.newContext({
    ...{ baseURL, reducedMotion: 'reduce', locale: 'vi-VN' },
  });
  await context.addInitScript(noteFocus);
  const complaints = await watch(context, baseURL);
  const page = await context.newPage();
  const found: string[] = [];
  const places = (await placesOf(desk)).filter((_, at) => at % of === n);
  for (const { name, who, open } of places) {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setExtraHTTPHeaders(who === null ? {} : { 'x-test-member': desk.team[who].id });
    await open(page, 'vi');
    for (const fault of await faultsIn(page)) found.push(`${name}: ${fault}`);
  }
  await context.close();
  return [...found, ...complaints];
};

const faultsIn = async (page: Page): Promise<readonly string[]> => {
  const look = async (width: 360 | 1280, colorScheme: 'light' | 'dark', by: typeof goAround) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    return (await by(page)).map((fault) => `${width} ${colorScheme}: ${fault}`);
  };
  return [
    ...(await look(360, 'light', goAround)),
    ...(await look(360, 'dark', lookAround)),
    ...(await look(1280, 'dark', goAround)),
    ...(await look(1280, 'light', lookAround)),
    ...(await escaped(page)),
  ];
};

/** What a key opens, Escape closes; the focus goes back to where it was. */
const escaped = async (page: Page): Promise<readonly string[]> => {
  const dialog = page.locator('dialog[data-keys]');
  if ((await dialog.count()) === 0) return [];
  await page.locator('h1').evaluate((h1) => {
    h1.tabIndex = -1;
    h1.focus();
  });
  await page.keyboard.press('Shift+?');
  const opened = await dialog.isVisible();
  await page.keyboard.press('Escape');
  return [
    ...(opened ? [] : ['the list of keys does not open']),
    ...((await dialog.isVisible()) ? ['Escape does not close the list of keys'] : []),
    ...((await page.evaluate(() => document.activeElement?.localName === 'h1')) ? [] : ['the focus is lost by Escape']),
  ];
};
