// Two of the team decide how checks are asked for: what askers share answers once both have said so.
import { afterAll, expect, test } from 'vitest';
import { ask, firstAnswer, signIn } from './doing.ts';
import { lemon } from './sample.ts';
import { signInAs } from './signing-in.ts';
import { openSite } from './site.ts';
import { teachWordings } from './wordings.ts';

const site = await openSite();
afterAll(() => site.close());
await teachWordings(site);

test('a confirmed wording answers within a second, and what it is made of is on no page', async () => {
  const { page, context, complaints } = await site.open('vi');
  await signInAs(site, context, 'owner');
  const reviewer = await site.open('vi');
  await signInAs(site, reviewer.context, 'reviewer');
  const words = 'chanh ấm mỗi sáng diệt sạch khối u';
  const asker = await site.open('vi');
  const outcome = async () => {
    const response = await page.request.post('/api/v1/tips', { data: { text: `${words} hả` } });
    return ((await response.json()) as { readonly outcome: string }).outcome;
  };
  await expect.poll(outcome, { timeout: 2_000 }).toBe('perhaps');
  await reviewer.page.goto('/operator/wordings');
  const asking = reviewer.page.locator('li', { hasText: words });
  await asking.getByRole('button', { name: 'Xác nhận' }).click();
  await asking.getByRole('button', { name: 'Xác nhận' }).waitFor({ state: 'detached' });
  expect(await outcome()).toBe('perhaps');
  await page.goto('/operator/wordings');
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
  await reviewer.context.close();
});

test('the printed link proposes no wording, and leads to where one signs in', async () => {
  const { page, context } = await site.open('en');
  await signIn(site, context);
  await page.goto('/operator/wordings');
  expect(await page.locator('[name=text]').count()).toBe(0);
  expect(await page.getByText('takes an account of the team').locator('a').getAttribute('href')).toBe('/en/sign-in');
  await context.close();
});
