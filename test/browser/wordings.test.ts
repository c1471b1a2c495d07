// The operator decides how checks are asked for: what askers share, and wordings of the operator's own.
import { afterAll, expect, test } from 'vitest';
import { ask, firstAnswer, signIn } from './doing.ts';
import { lemon } from './sample.ts';
import { openSite } from './site.ts';
import { teachWordings } from './wordings.ts';

const site = await openSite();
afterAll(() => site.close());
await teachWordings(site);

test('a confirmed wording answers within a second, and what it is made of is on no page', async () => {
  const { page, context, complaints } = await site.open('vi');
  await signIn(site, context);
  const words = 'chanh ấm mỗi sáng diệt sạch khối u';
  const asker = await site.open('vi');
  const outcome = async () => {
    const response = await page.request.post('/api/v1/tips', { data: { text: `${words} hả` } });
    return ((await response.json()) as { readonly outcome: string }).outcome;
  };
  await expect.poll(outcome, { timeout: 2_000 }).toBe('perhaps');
  await page.goto('/operator');
  await page.getByRole('link', { name: /điều chờ bạn/ }).click();
  await page.locator('li', { hasText: words }).getByRole('button', { name: 'Xác nhận' }).click();
  await expect.poll(outcome, { timeout: 2_000 }).toBe('known');
  await ask(asker.page, 'vi', `${words} hả`);
  expect(await firstAnswer(asker.page)).toEqual({ slug: lemon.slug, sure: true });
  expect(await asker.page.locator('.why-line').innerText()).toContain('hỏi bằng lời giống bạn');
  expect(await asker.page.locator('mark').count()).toBe(0);
  await page.locator('li', { hasText: words }).getByRole('button', { name: 'Từ chối' }).click();
  await expect.poll(outcome, { timeout: 2_000 }).not.toBe('known');
  expect(complaints).toEqual([]);
  await context.close();
  await asker.context.close();
});

test('a wording is added by the address of the check, and one that may not be public stays in its field', async () => {
  const { page, context } = await site.open('en');
  await signIn(site, context);
  const add = async (text: string) => {
    await page.locator('[name=check]').fill(`${site.address}/vi/checks/${lemon.slug}`);
    await page.locator('[name=text]').fill(text);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
  };
  await page.goto('/operator/wordings');
  await add('call 0912 345 678 about lemons');
  expect(await page.getByRole('alert').innerText()).toContain('phone number');
  expect(await page.locator('[name=text]').inputValue()).toBe('call 0912 345 678 about lemons');
  await add('citrus shots dissolve every tumour');
  await page.locator('li', { hasText: 'citrus shots' }).waitFor();
  await page.locator('li', { hasText: 'citrus shots' }).getByRole('button', { name: 'Remove' }).click();
  await page.locator('li', { hasText: 'citrus shots' }).waitFor({ state: 'detached' });
  await context.close();
});
