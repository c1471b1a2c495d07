// Pictures of the pages in both languages, two widths and two themes, for looking at: node test/screenshots.ts FOLDER
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { postmasterPid } from './faults/shared/instance.ts';
import { uiLangs } from '../src/base/lang.ts';
import { type Place, prepare } from './browser/places.ts';
import { openSite } from './browser/site.ts';
import { signIn } from './browser/doing.ts';

const out = process.argv[2];
if (out === undefined) throw new Error('say where: node test/screenshots.ts FOLDER');
const only = process.argv.slice(3);
mkdirSync(out, { recursive: true });

const widths = [360, 1280];
const themes = ['light', 'dark'] as const;

const site = await openSite({ SANGTO_ORIGIN: 'http://localhost:8080' });
try {
  const maker = await site.open();
  const places = await prepare(site, maker);
  await maker.context.close();
  const storeAway: Place = {
    name: 'store-away',
    open: async (page, lang) => {
      process.kill(await postmasterPid(site.data), 'SIGKILL');
      await page.goto(`/${lang}/tickets/00000000000000000000000000000000`);
    },
  };
  for (const lang of uiLangs) {
    const { context, page } = await site.open(lang, { reducedMotion: 'reduce' });
    await signIn(site, context);
    for (const place of [...places, storeAway]) {
      if (only.length > 0 && !only.includes(place.name)) continue;
      await page.setViewportSize({ width: 1280, height: 800 });
      await place.open(page, lang);
      for (const width of widths)
        for (const colorScheme of themes) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: join(out, `${place.name}-${lang}-${width}-${colorScheme}.png`), fullPage: true });
        }
    }
    await context.close();
  }
} finally {
  await site.close();
}
