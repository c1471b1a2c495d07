// The team in a browser: everybody comes in through the real forms, by a link, a password and a code from the shown secret.
import type { BrowserContext, Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';
import type { Role } from '../../src/core/rights.ts';
import { totp } from '../desk/totp.ts';
import type { Site } from './site.ts';

export type Colleague = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly secret: string;
  readonly role: Role;
};

type Owner = { readonly context: BrowserContext; readonly who: Colleague };

const owners = new WeakMap<Site, Owner>();
const password = 'sáu con cò bay qua đồng';
let counted = 0;

/**
 * Signs a context in as somebody new of a role. The first owner comes by the link that the start printed; where a test
 * asks for another role first, an owner is made in a context of its own, and invites.
 */
export const signInAs = async (
  site: Site,
  context: BrowserContext,
  role: Role,
  { name = `Người thứ ${++counted}`, lang = 'vi' }: { readonly name?: string; readonly lang?: UiLang } = {},
): Promise<Colleague> => {
  const owner = owners.get(site);
  if (owner === undefined && role !== 'owner') {
    const { context: own } = await site.open(lang);
    await signInAs(site, own, 'owner', { lang });
  }
  const inviting = owners.get(site);
  const link = inviting === undefined ? site.owner : await invitationBy(inviting, role);
  const who = await join(context, onSite(site, link, lang), { name, role });
  if (inviting === undefined) owners.set(site, { context, who });
  return who;
};

/** Signs somebody who is in the team into another context; a code counts once, so the next one is shown. */
export const signInAgain = async (context: BrowserContext, who: Colleague, lang: UiLang = 'vi'): Promise<void> => {
  const page = await context.newPage();
  await page.goto(`/${lang}/sign-in`);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.locator('main button[type=submit]').click();
  await giveCode(page, who.secret);
  await page.close();
};

/** Shows the second factor where a page asks for it. */
export const giveCode = async (page: Page, secret: string): Promise<void> => {
  await page.locator('input[name=code]').waitFor();
  // Now, one period ahead, one back: whichever was shown before is refused.
  for (const later of [0, 1, -1]) {
    await page.locator('input[name=code]').fill(totp(secret, new Date(), later));
    await page.evaluate(() => document.body.setAttribute('data-asked', ''));
    const [reply] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.locator('main form:has(input[name=code]) button[type=submit]:not([name=return])').click(),
    ]);
    await page.locator('body:not([data-asked])').waitFor();
    if (reply.status() < 400) return;
  }
  throw new Error('no code was taken');
};

const join = async (
  context: BrowserContext,
  link: string,
  { name, role }: { readonly name: string; readonly role: Role },
): Promise<Colleague> => {
  const email = `nguoi-${++counted}@toasoan.example`;
  const page = await context.newPage();
  await page.goto(link);
  await page.locator('input[name=name]').fill(name);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main button[type=submit]').click();
  const secret = ((await page.locator('[data-secret]').textContent()) ?? '').replace(/\s/g, '');
  await giveCode(page, secret);
  await page.locator('.recovery').waitFor();
  await page.close();
  return { name, email, password, secret, role };
};

const invitationBy = async ({ context, who }: Owner, role: Role): Promise<string> => {
  const page = await context.newPage();
  await page.goto('/vi/desk/team');
  await page.locator('.inviting select').selectOption(role);
  await page.locator('.inviting form:has(select) button[type=submit]').click();
  await page.locator('[data-link], input[name=code]').first().waitFor();
  if (await page.locator('input[name=code]').isVisible()) await giveCode(page, who.secret);
  const link = (await page.locator('[data-link]').textContent()) ?? '';
  await page.close();
  return link.trim();
};

/** A test's instance stands on a port that its own links do not know. */
const onSite = (site: Site, link: string, lang: UiLang): string => {
  const { pathname, search } = new URL(link);
  return `${site.address}${pathname.replace(/^\/(?:(?:vi|en)\/)?/, `/${lang}/`)}${search}`;
};
