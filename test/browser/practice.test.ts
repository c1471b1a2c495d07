// A volunteer's first practice, on an instance as `npm start` makes it: alone, by what the pages say, from the link to the comparison.
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { signInAs } from './signing-in.ts';
import { openSite } from './site.ts';

/** For pictures to be looked at by people: a folder, or none. */
const pictures = process.env.PRACTICE_PICTURES;
let taken = 0;
const look = async (page: Page): Promise<void> => {
  if (pictures === undefined) return;
  taken++;
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: `${pictures}/practice-${taken}-${width}.png`, fullPage: true });
  }
};

/** Presses the one strong button of the page, after choosing what is named; no other way is needed. */
const onward = async (page: Page): Promise<void> => {
  await look(page);
  await Promise.all([page.waitForURL(/.*/), page.locator('main button.button-strong').click()]);
  await page.waitForLoadState();
};

const step = (page: Page): Promise<string> => page.locator('.practice-steps [aria-current=step]').innerText();

/** One try, whatever it is at; gives the steps in the order in which they came. */
const practise = async (page: Page): Promise<readonly string[]> => {
  const steps: string[] = [];
  for (;;) {
    const here = await step(page);
    steps.push(here);
    if (here === 'So với bài đã đăng') return steps;
    if (here === 'Kiểm chứng được không?') await page.keyboard.press('1');
    else if (here === 'Nguồn nào độc lập?') await page.locator('.practice-step input[type=checkbox]').first().check();
    else {
      const verdict = page.locator('.practice-step input[type=radio]').first();
      if ((await verdict.count()) > 0) await verdict.check();
      await page.locator('textarea[name=short]').fill('Chưa có bằng chứng, mình chờ thêm nhé.');
    }
    await onward(page);
  }
};

test('a new volunteer finishes a practice on the demo alone, a declined claim among the first, each in at most three steps', {
  timeout: 180_000,
}, async () => {
  const site = await openSite();
  onTestFinished(() => site.close());
  const { page, context, complaints } = await site.open('vi', { reducedMotion: 'reduce' });
  await signInAs(site, context, 'trainee');
  await page.goto('/vi/desk');
  await page.locator('.desk-nav a', { hasText: 'Luyện tập' }).click();
  await page.locator('.practice-next').waitFor();
  const kinds: string[][] = [];
  for (let n = 0; n < 12; n++) {
    await onward(page);
    await page.locator('.practice-steps').waitFor();
    const steps = await practise(page);
    kinds.push([...steps]);
    expect(steps.length).toBeLessThanOrEqual(4);
    expect(await page.locator('main').innerText()).toContain('Chưa có bằng chứng, mình chờ thêm nhé.');
    if (steps.includes('Bạn nói gì với người hỏi?')) break;
  }
  await look(page);
  // The first is a check, to see how it goes; within the first dozen there is a claim that was declined.
  expect(kinds[0]).toEqual([
    'Kiểm chứng được không?',
    'Nguồn nào độc lập?',
    'Bạn kết luận thế nào?',
    'So với bài đã đăng',
  ]);
  expect(kinds.at(-1)).toEqual(['Kiểm chứng được không?', 'Bạn nói gì với người hỏi?', 'So với bài đã đăng']);
  await page.goto('/vi/desk/practice');
  await look(page);
  expect(await page.locator('.practice-mine li').count()).toBe(kinds.length);
  expect(complaints).toEqual([]);
});
