// Passkeys with a real browser and a machine that it only believes in: made, used to come in and to confirm, taken away.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { translate } from '../../src/web/locale.ts';
import { freePort, phoneFor } from './a-phone.ts';
import { go, reach } from './by-keyboard.ts';
import { signInAs } from './signing-in.ts';
import { openSite } from './site.ts';

const port = await freePort();
const site = await openSite({ SANGTO_ORIGIN: `http://localhost:${port}` }, ['--port', String(port)]);
afterAll(() => site.close());

/** Presses the button that asks for a passkey, and waits for the page after it. */
const asks = (page: Page): Promise<void> => go(page.locator('[data-passkey] button'));

test.each(['vi', 'en'] as const)(
  'in %s, a passkey is made, opens the door alone, confirms, and is taken away again, by keyboard',
  async (lang) => {
    const t = translate(lang);
    const { page, context, complaints } = await site.open(lang);
    await signInAs(site, context, 'checker', { lang });
    const phone = await phoneFor(page);
    await page.goto(`/${lang}/desk/account`);
    await go(page.locator('a[href$="/desk/account/passkeys/new"]'));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await asks(page);
    expect(await page.getByRole('status').first().innerText()).toBe(t('account.done.passkey'));
    expect(await phone.keys()).toBe(1);
    expect(await page.locator('#passkeys ~ .members li').count()).toBe(1);

    await go(page.locator('form[action$="/sign-out"] button'));
    await page.goto(`/${lang}/sign-in?next=${encodeURIComponent(`/${lang}/desk/team`)}`);
    await asks(page);
    expect(new URL(page.url()).pathname).toBe(`/${lang}/desk/team`);

    await page.goto(`/${lang}/confirm?next=${encodeURIComponent(`/${lang}/desk/account`)}`);
    await asks(page);
    expect(new URL(page.url()).pathname).toBe(`/${lang}/desk/account`);

    await go(page.locator('form[action*="/passkeys/"] button'));
    expect(await page.getByRole('status').first().innerText()).toBe(t('account.done.passkey-removed'));
    await go(page.locator('form[action$="/sign-out"] button'));
    await page.goto(`/${lang}/sign-in`);
    await reach(page.locator('[data-passkey] button'));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toBe(t('team.refused.passkey-wrong'));
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test('a finger that is not the right one opens nothing, and the page says what else to do', async () => {
  const { page, context } = await site.open('vi');
  const phone = await phoneFor(page);
  await phone.verifies(false);
  await page.goto('/vi/sign-in');
  await page.locator('[data-passkey] button').press('Enter');
  await page.getByRole('status').filter({ hasText: 'Chưa được' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/vi/sign-in');
  expect(await page.locator('input[name=password]').isVisible()).toBe(true);
  await context.close();
});

test('without scripts there is no button that does nothing, and the password works as before', async () => {
  const { page, context } = await site.open('vi', { javaScriptEnabled: false });
  await page.goto('/vi/sign-in');
  expect(await page.locator('[data-passkey] button').isVisible()).toBe(false);
  expect(await page.locator('input[name=password]').isVisible()).toBe(true);
  await context.close();
});
