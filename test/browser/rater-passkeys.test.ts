// Raters and passkeys in a real browser: made by somebody who came in by a link, and the way back from then on.
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { afterAll, expect, test } from 'vitest';
import { raterLinkCode } from '../../src/desk/rater-link.ts';
import { instanceKey, keyedWith } from '../../src/main/secrets.ts';
import { translate } from '../../src/web/locale.ts';
import { freePort, phoneFor } from './a-phone.ts';
import { go, reach } from './by-keyboard.ts';
import { openSite } from './site.ts';

const port = await freePort();
const site = await openSite({ SANGTO_ORIGIN: `http://localhost:${port}` }, ['--port', String(port)]);
afterAll(() => site.close());

test.each(['vi', 'en'] as const)(
  'in %s, a rater who came by a letter makes a passkey, comes back by it, and removes it, by keyboard',
  async (lang) => {
    const t = translate(lang);
    const { page, context, complaints } = await site.open(lang, { viewport: { width: 360, height: 800 } });
    const phone = await phoneFor(page);
    const keyed = keyedWith(instanceKey(join(site.data, 'keys')));
    await page.goto(`/${lang}/rate/open?code=${raterLinkCode(keyed, keyed('rater', lang), new Date())}`);
    await go(page.locator('main form button'));
    const fold = page.locator('details', { has: page.locator('[data-passkey]') });
    await fold.locator('summary').press('Enter');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await go(page.locator('[data-passkey] button'));
    expect(await page.getByRole('status').first().innerText()).toBe(t('rate.done.passkey'));
    expect(await phone.keys()).toBe(1);
    const pseudonym = await page.locator('code').innerText();

    await go(page.locator('form[action$="/sign-out"] button'));
    await go(page.locator('[data-passkey] button'));
    expect(await page.locator('code').innerText()).toBe(pseudonym);

    await fold.locator('summary').press('Enter');
    await go(page.locator('form[action$="/passkeys/remove"] button'));
    expect(await page.getByRole('status').first().innerText()).toBe(t('rate.done.passkeys-gone'));
    await go(page.locator('form[action$="/sign-out"] button'));
    const { violations: joining } = await new AxeBuilder({ page }).analyze();
    expect(joining.map(({ id }) => id)).toEqual([]);
    await reach(page.locator('[data-passkey] button'));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toBe(t('asked.refused.passkey-wrong'));
    expect(complaints).toEqual([]);
    await context.close();
  },
);
