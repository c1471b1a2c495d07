// The proofs beside what is no check: a note, what was declined, background, and the page of a leaf. Each fits in the reader's
// browser, until somebody edits a row behind the log or draws the page otherwise.
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { publishDecided, reviewSubmission, submitWords } from '../../src/desk/index.ts';
import { translate } from '../../src/web/locale.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import { explainerTyped, publishedExplainer, publishedNote, readyCase } from '../desk/deciding.ts';
import { openBrowser } from './open-browser.ts';
import { watch } from './watch.ts';

const opened = async () => {
  const desk = await builtDeskServer();
  const team = { writer: desk.team.checker, reviewer: desk.team.reviewer };
  const { port } = await desk.server.listen(0, '127.0.0.1');
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    await desk.server.close();
  });
  const baseURL = `http://127.0.0.1:${port}`;
  const context = await browser.newContext({ baseURL, locale: 'vi-VN' });
  const complaints = await watch(context, baseURL);
  const page = await context.newPage();
  return { ...desk, team, page, complaints };
};

/** Opens the fold, presses its button; the outcome, and what the last step says. */
const verify = async (page: Page, within = 'main') => {
  const place = page.locator(within).locator('.verify').first();
  if (!(await place.locator('button').first().isVisible()))
    await page.locator(within).locator('.log-proof > summary').first().click();
  await place.locator('button').first().click();
  await place.and(page.locator('[data-outcome]:not([data-outcome=""])')).waitFor();
  const steps = await place.locator('.verify-steps li').allInnerTexts();
  return { outcome: await place.getAttribute('data-outcome'), last: steps.at(-1) ?? '', steps: steps.length };
};

test('the proof of a note fits in the reader’s browser, and no longer once its row or its page says something else', async () => {
  const { world, database, team, page, complaints, server } = await opened();
  const { number } = await readyCase(database, { writer: team.writer, approver: team.reviewer });
  const submission = await publishedNote(world, team, number);
  server.invalidate();
  await page.goto(`/vi/notes/${number}`);
  expect(await page.locator('.log-proof > summary').innerText()).toContain('Chứng cứ: mục số 0');
  const fits = await verify(page);
  expect(fits.outcome, fits.last).toBe('fits');
  expect([fits.steps, fits.last]).toEqual([7, expect.stringContaining('(3)')]);

  await page.evaluate(() => {
    const known = document.querySelector('[data-told="content.known.vi"]');
    if (known !== null) known.textContent = 'Sở Giao thông nói cầu đã đóng.';
  });
  const drawn = await verify(page);
  expect([drawn.outcome, drawn.last]).toEqual(['differs', expect.stringContaining('Sở Giao thông nói cầu đã đóng.')]);

  await database.atomically(async (tx) => {
    await tx.all(sql`set local session_replication_role = replica`);
    await tx.all(sql`
      update submissions s set content = o.content, content_hash = encode(sha256(convert_to(o.content, 'UTF8')), 'hex')
      from (select id, replace(content, 'vẫn mở', 'đã đóng') as content from submissions where id = ${submission}) o where s.id = o.id`);
  });
  server.invalidate();
  // The other language: the browser keeps a page for a minute.
  await page.goto(`/en/notes/${number}`);
  expect(await page.locator('main [role=alert]').first().innerText()).toContain(
    'somebody changed it without saying so',
  );
  const edited = await verify(page);
  expect([edited.outcome, edited.last]).toEqual([
    'differs',
    expect.stringContaining(translate('en')('verify.page-differs')),
  ]);
  expect(complaints).toEqual([]);
});

test('what was declined, background and the page of a leaf are proven in the same way', async () => {
  const { world, database, team, page, complaints, server } = await opened();
  const { number } = await readyCase(database, { writer: team.writer, approver: team.reviewer });
  const words = { vi: 'Ngon hay dở là ý kiến.', en: 'Taste is an opinion.' };
  const typed = { kind: 'closing', reason: 'opinion', claim: words, explain: words } as const;
  const handed = await submitWords(world, team.writer, number, typed);
  if (!handed.ok) throw new Error(handed.error.code);
  const { contentHash } = (await world.decisions.submission(handed.value))!;
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  const agreed = await reviewSubmission(world, team.reviewer, handed.value, yes);
  if (!agreed.ok) throw new Error(agreed.error.code);
  await publishDecided(world);
  await publishedExplainer(world, team);
  server.invalidate();

  await page.goto('/vi/declined');
  const declined = await verify(page, `#case-${number}`);
  expect([declined.outcome, declined.last]).toEqual(['fits', expect.stringContaining('(2)')]);

  await page.goto(`/en/explainers/${explainerTyped.slug}`);
  const explainer = await verify(page);
  expect([explainer.outcome, explainer.last]).toEqual(['fits', expect.stringContaining('(3)')]);

  await page.goto('/en/log');
  await page.locator('a[href="/en/log/leaf/0"]').last().click();
  await page.waitForURL('**/en/log/leaf/0');
  expect(await page.locator('h1').innerText()).toBe('Leaf number 0 of the public log');
  const leaf = await verify(page);
  expect([leaf.outcome, leaf.last]).toEqual(['fits', expect.stringContaining('(1)')]);
  expect(complaints).toEqual([]);
});
