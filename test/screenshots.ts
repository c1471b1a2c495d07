// Pictures of the pages in both languages, two widths and two themes, to be looked at by people:
// `node test/screenshots.ts FOLDER [PAGE …] [vi|en] [360|1280] [light|dark]`, those of the desk in FOLDER/desk, and with
// `--readme` the one picture the README shows.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type UiLang, uiLangs } from '../src/base/lang.ts';
import { ask, signIn } from './browser/doing.ts';
import { asked, type Look } from './browser/looks.ts';
import { type Place, prepare } from './browser/places.ts';
import { lemon } from './browser/sample.ts';
import { openSite, type Site } from './browser/site.ts';
import { postmasterPid } from './faults/shared/instance.ts';

const main = async (args: readonly string[]): Promise<void> => {
  const [folder, ...only] = args.filter((arg) => arg !== '--readme');
  if (folder === undefined && !args.includes('--readme'))
    throw new Error('say where: node test/screenshots.ts FOLDER [PAGE …]');
  const site = await openSite({ SANGTO_ORIGIN: 'http://localhost:8080' });
  try {
    if (args.includes('--readme')) await pictureForReadme(site);
    if (folder !== undefined) await pictures(site, folder, only);
  } finally {
    await site.close();
  }
  if (folder !== undefined) await deskPictures(join(folder, 'desk'), only);
};

/** The desk's are drawn by the server of its tests, whose pages run under vitest alone. */
const deskPictures = async (folder: string, only: readonly string[]): Promise<void> => {
  const root = join(import.meta.dirname, '..');
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'test/screenshots.config.ts'];
  const env = { ...process.env, SANGTO_PICTURES: resolve(folder), SANGTO_PLACES: only.join(' ') };
  const [code] = (await once(spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }), 'exit')) as [number];
  if (code !== 0) throw new Error('the pages of the desk could not all be drawn');
};

const pictures = async (site: Site, folder: string, said: readonly string[]): Promise<void> => {
  const { places: only, looks } = asked(said);
  mkdirSync(folder, { recursive: true });
  const maker = await site.open();
  const places = await prepare(site, maker);
  await maker.context.close();
  const views = new Map<UiLang, Page>();
  for (const lang of uiLangs) {
    const { context, page } = await site.open(lang, { reducedMotion: 'reduce' });
    await signIn(site, context);
    views.set(lang, page);
  }
  // Last, because the database takes a while to come back.
  for (const place of [...places, storeAway(site)])
    for (const [lang, page] of views)
      if (only.length === 0 || only.includes(place.name)) await take(page, place, lang, looks, folder);
};

const take = async (page: Page, place: Place, lang: UiLang, looks: readonly Look[], folder: string): Promise<void> => {
  const here = looks.filter((look) => look.lang === lang);
  if (here.length > 0) await place.open(page, lang);
  for (const { width, colorScheme } of here) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const path = join(folder, `${place.name}-${lang}-${width}-${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true });
  }
};

/** What is shown while the database cannot be reached. */
const storeAway = (site: Site): Place => ({
  name: 'store-away',
  open: async (page, lang) => {
    const pid = await postmasterPid(site.data);
    process.kill(pid, 'SIGKILL');
    await page.goto(`/${lang}/tickets/00000000000000000000000000000000`);
  },
});

const pictureForReadme = async (site: Site): Promise<void> => {
  const { context, page } = await site.open('vi', { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  await ask(page, 'vi', `${lemon.versions.vi.claim} Có thật không ạ?`);
  await page.evaluate(() => document.fonts.ready);
  const end = await page.locator('.feedback').first().boundingBox();
  const top = await page.locator('.site-header').boundingBox();
  if (end === null || top === null) throw new Error('the answer is not where it should be');
  const clip = { x: 0, y: top.y, width: 1280, height: end.y + end.height + 16 - top.y };
  await page.screenshot({ path: join(import.meta.dirname, '../docs/answer.png'), clip, fullPage: true });
  await context.close();
};

await main(process.argv.slice(2));
