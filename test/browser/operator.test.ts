// Whoever runs the site: in by a link that works once, checks in by a form, other publishers allowed to answer.
import { afterAll, expect, test } from 'vitest';
import { ask, claimReview, firstAnswer, importFile, signIn } from './doing.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

const bell = {
  claim: 'Nghe tiếng chuông gió ban đêm làm rụng tóc',
  url: 'https://kiem-chung.example/chuong-gio',
  rating: 'Sai',
};
const file = JSON.stringify([
  claimReview(bell),
  { ...claimReview({ ...bell, url: 'https://kiem-chung.example/trong' }), claimReviewed: '' },
  { '@type': 'ClaimReview', claimReviewed: 'Một điều không ai biết ở đâu' },
]);

test('the link works once; whoever comes by it later is sent away, and who came first stays in', async () => {
  const first = await site.open('en');
  await signIn(site, first.context);
  await first.page.goto('/operator');
  expect(await first.page.locator('h1').innerText()).toBe('Operate');
  const second = await site.open('en');
  const refused = await second.page.goto(site.operator);
  expect(refused?.status()).toBe(401);
  expect(await second.page.locator('h1').innerText()).toBe('You are not signed in');
  await first.page.reload();
  expect(await first.page.locator('h1').innerText()).toBe('Operate');
  await second.context.close();
  await first.context.close();
});

test('an imported file is accounted for item by item, and importing it again changes nothing', async () => {
  const { page, context, complaints } = await site.open('en');
  await signIn(site, context);
  const tally = async (run: string) => {
    await page.goto(run);
    return (await page.locator('.tally dd').allInnerTexts()).map(Number);
  };
  expect(await tally(await importFile(page, 'first.json', file))).toEqual([3, 1, 0, 0, 0, 0, 2, 0]);
  expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringContaining('Does not say what was checked'),
    expect.stringContaining('No address of the check'),
  ]);
  expect(await tally(await importFile(page, 'again.json', file))).toEqual([3, 0, 0, 1, 0, 0, 2, 0]);
  await context.close();
  expect(complaints).toEqual([]);
});

test('another publisher answers by itself within a second of being let, and stops when told', async () => {
  const { page, context } = await site.open('vi');
  await signIn(site, context);
  const asker = await site.open('vi');
  await ask(asker.page, 'vi', bell.claim);
  expect((await firstAnswer(asker.page)).sure).toBe(false);

  const answer = async () => {
    const response = await page.request.post('/api/v1/tips', { data: { text: bell.claim } });
    return ((await response.json()) as { readonly outcome: string }).outcome;
  };
  const press = async (value: string) => {
    await page.goto('/operator');
    await page.locator(`.source-list form:has([name=answers][value="${value}"]) button`).click();
    await page.locator(`.source-list form:has([name=answers][value="${value === '1' ? '0' : '1'}"])`).waitFor();
  };
  await press('1');
  await expect.poll(answer, { timeout: 1_000 }).toBe('known');
  await ask(asker.page, 'vi', bell.claim);
  expect((await firstAnswer(asker.page)).sure).toBe(true);
  expect(await asker.page.locator('.verdict').innerText()).toContain('Báo Thử Nghiệm kết luận');
  await press('0');
  await expect.poll(answer, { timeout: 1_000 }).toBe('perhaps');
  await asker.context.close();
  await context.close();
});
