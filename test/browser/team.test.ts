// The team as its people meet it: in by a link, a second person by another, out at once; keyboard and screen reader included.
import AxeBuilder from '@axe-core/playwright';
import { afterAll, expect, test } from 'vitest';
import { signInAgain, signInAs } from './signing-in.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

test('the first owner comes in, invites a reviewer, and removes them again: their next page is the door', async () => {
  const { page, context, complaints } = await site.open('vi');
  const owner = await signInAs(site, context, 'owner', { name: 'Đỗ Hải' });
  await page.goto('/vi/desk/team');
  expect(await page.locator('.members').first().innerText()).toContain('Đỗ Hải');
  const other = await site.open('en');
  await signInAs(site, other.context, 'reviewer', { name: 'Phạm Thu', lang: 'en' });
  await other.page.goto('/en/desk/team');
  expect(await other.page.locator('.desk-me').innerText()).toContain('reviewer');
  expect(await other.page.locator('.inviting').count()).toBe(0);

  await page.reload();
  const line = page.locator('.members li', { hasText: 'Phạm Thu' });
  await line.locator('summary').focus();
  await page.keyboard.press('Enter');
  await line.getByRole('button', { name: 'Cho rời nhóm' }).press('Enter');
  await page.getByRole('button', { name: 'Hoàn tác: mời trở lại' }).waitFor();
  await other.page.goto('/en/desk/team');
  expect(new URL(other.page.url()).pathname).toBe('/en/sign-in');

  await page.goto('/vi/desk/account');
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await signInAgain(context, owner);
  await page.goto('/vi/desk/account');
  expect(await page.locator('h1').innerText()).toBe('Trang của bạn');
  expect([...complaints, ...other.complaints]).toEqual([]);
  await other.context.close();
});

test('coming in is clean for screen readers, step by step, in both languages', async () => {
  for (const lang of ['vi', 'en'] as const) {
    const { page, context } = await site.open(lang);
    for (const path of ['/sign-in', '/sign-in/code', '/sign-in/code?kind=recovery', '/join?code=none', '/team-log']) {
      await page.goto(`/${lang}${path}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect([path, violations.map(({ id }) => id)]).toEqual([path, []]);
    }
    await context.close();
  }
});
