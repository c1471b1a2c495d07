// Pictures of every page of the desk, of a team at work and of one that has not begun, in both languages, two widths and two themes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, test } from 'vitest';
import { builtDeskServer } from '../desk/built-desk.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { emptyPlaces } from './desk-place.ts';
import { deskPlaces } from './desk-places.ts';
import { asked } from './looks.ts';
import { openBrowser } from './open-browser.ts';
import { ratersAtWork } from './raters-at-work.ts';

const folder = process.env.SANGTO_PICTURES ?? '';
const { places: only, looks } = asked((process.env.SANGTO_PLACES ?? '').split(' '));

test('pictures', async () => {
  if (folder === '') throw new Error('node test/screenshots.ts FOLDER runs this');
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  for (const [team, places] of [
    ['', async (desk: DeskServer) => [...(await deskPlaces(desk)), ...(await ratersAtWork(desk))]],
    ['empty-', async () => emptyPlaces],
  ] as const) {
    const desk = await builtDeskServer({ mailbox: () => [] });
    const { port } = await desk.server.listen(0, '127.0.0.1');
    for (const place of await places(desk)) {
      if (only.length > 0 && !only.includes(place.name)) continue;
      // Opened anew for each: a page is laid out by the window it comes to.
      for (const { lang, width, colorScheme } of looks) {
        const context = await browser.newContext({
          ...{ baseURL: `http://127.0.0.1:${port}`, reducedMotion: 'reduce', colorScheme },
          ...{ viewport: { width, height: 800 }, locale: lang === 'vi' ? 'vi-VN' : 'en-GB' },
          ...(place.who === null ? {} : { extraHTTPHeaders: { 'x-test-member': desk.team[place.who].id } }),
        });
        const page = await context.newPage();
        await place.open(page, lang);
        await page.evaluate(() => document.fonts.ready);
        const name = `${team}${place.name}-${lang}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(folder, name), fullPage: true });
        await context.close();
      }
    }
    await desk.server.close();
  }
});
