// The team of the story, each with a browser of their own; they come in by links, passwords and codes, without a mouse.
import type { BrowserContext, Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';
import type { Role } from '../../src/core/rights.ts';
import { fold } from '../../src/kit/text/index.ts';
import { totp } from '../desk/totp.ts';
import { go, pick, reach, write } from './by-keyboard.ts';
import type { Site } from './site.ts';

export type Member = {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly secret: string;
  readonly complaints: readonly string[];
};

/** A person outside the team: a browser, nothing else. */
export const stranger = (site: Site, lang: UiLang) => site.open(lang, { reducedMotion: 'reduce' });

/** Whoever holds a link of the start or of an invitation becomes one of the team. */
export const joins = async (site: Site, lang: UiLang, link: string, name: string): Promise<Member> => {
  const { page, context, complaints } = await stranger(site, lang);
  await page.goto(hereOf(site, link));
  await ownLanguage(page, lang);
  await write(page.locator('input[name=name]'), name);
  await write(page.locator('input[name=email]'), `${fold(name).replaceAll(' ', '.')}@toasoan.example`);
  await write(page.locator('input[name=password]'), 'sáu con cò bay qua đồng');
  await go(page.locator('main form button[type=submit]'));
  // Whoever has no camera at hand opens the fold and reads the secret.
  await reach(page.locator('details:has([data-secret]) summary'));
  await page.keyboard.press('Enter');
  const secret = (await page.locator('[data-secret]').innerText()).replace(/\s/g, '');
  await showCode(page, secret);
  await page.locator('.recovery').waitFor();
  await go(page.locator('main a.button-strong'));
  return { name, page, context, secret, complaints };
};

/** A link of the start leads to the first language of the instance: the other is one key away. */
const ownLanguage = async (page: Page, lang: UiLang): Promise<void> => {
  if (new URL(page.url()).pathname.startsWith(`/${lang}/`)) return;
  await go(page.locator(`header a[hreflang=${lang}]`).first());
};

/** Shows the second factor. A code counts once: within half a minute the one before and the one after will do as well. */
export const showCode = async (page: Page, secret: string): Promise<void> => {
  const form = page.locator('main form:has(input[name=code])');
  for (const later of [0, 1, -1]) {
    await write(form.locator('input[name=code]'), totp(secret, new Date(), later));
    // Where a form was kept, a second button leads back to it.
    const taken = await go(form.locator('button[type=submit]:not([name=return])')).then(
      () => true,
      (error: Error) => error,
    );
    if (taken === true) return;
    // Only a code that the page refused is followed by another one.
    if ((await page.locator('main .gate [role=alert]').count()) === 0) throw taken;
  }
  throw new Error('no code was taken');
};

/** The owner invites: the link is shown once. */
export const invites = async ({ page }: Member, lang: UiLang, role: Role): Promise<string> => {
  await go(page.locator(`.desk-nav a[href="/${lang}/desk/team"]`));
  await pick(page.locator('.inviting select'), role);
  await go(page.locator('.inviting form:has(select) button[type=submit]'));
  return (await page.locator('[data-link]').innerText()).trim();
};

/** A test's instance stands on a port that its own links do not know. */
export const hereOf = (site: Site, link: string): string => {
  const { pathname, search } = new URL(link);
  return `${site.address}${pathname}${search}`;
};
