// What people do, as the tests do it: through what stands on the page, never behind it.
import type { BrowserContext, Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';
import type { Site } from './site.ts';

/** Pastes a message into the one field and sends it; the page is then the answer. */
export const ask = async (page: Page, lang: UiLang, text: string): Promise<void> => {
  await page.goto(`/${lang}`);
  await page.locator('#ask-text').fill(text);
  await Promise.all([page.waitForURL(`**/${lang}/ask`), page.locator('form.ask [type=submit]').click()]);
};

/** The check that is shown first on an answer: its slug, and whether it stands there as the answer or as a suggestion. */
export const firstAnswer = async (page: Page): Promise<{ readonly slug: string; readonly sure: boolean }> => {
  const link = page.locator('.claim .verdict a.button-strong, .claim .item-title a').first();
  const slug = decodeURIComponent((await link.getAttribute('href'))?.split('/').at(-1) ?? '');
  return { slug, sure: await link.evaluate((element) => element.closest('.verdict') !== null) };
};

const sessions = new WeakMap<Site, Awaited<ReturnType<BrowserContext['cookies']>>>();

/** Signs a context in as the operator: by the one-time link first, with the session it gave from then on. */
export const signIn = async (site: Site, context: BrowserContext): Promise<void> => {
  const session = sessions.get(site);
  if (session !== undefined) return context.addCookies(session);
  const page = await context.newPage();
  await page.goto(site.operator);
  sessions.set(site, await context.cookies());
  await page.close();
};

/** Imports a file by the operator's form and waits until its run stands finished in the list; gives the page of that run. */
export const importFile = async (page: Page, name: string, content: string): Promise<string> => {
  await page.goto('/operator');
  await page.locator('input[name=file]').setInputFiles({
    name,
    mimeType: name.endsWith('.html') ? 'text/html' : 'application/json',
    buffer: Buffer.from(content),
  });
  await page.locator('form.import:has(input[name=file]) [type=submit]').click();
  const run = page
    .locator('tbody tr', { hasText: name, hasNot: page.locator('.tag') })
    .getByRole('link')
    .first();
  await run.waitFor();
  return (await run.getAttribute('href')) ?? '';
};

/** A fact-check of another publisher as they would publish it. */
export const claimReview = (fields: {
  readonly claim: string;
  readonly url: string;
  readonly rating: string;
  readonly publisher?: string;
  readonly title?: string;
  readonly appearance?: string;
}) => ({
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: fields.url,
  claimReviewed: fields.claim,
  datePublished: '2026-03-02',
  ...(fields.title === undefined ? {} : { name: fields.title }),
  author: { '@type': 'Organization', name: fields.publisher ?? 'Báo Thử Nghiệm', url: new URL(fields.url).origin },
  reviewRating: { '@type': 'Rating', alternateName: fields.rating },
  ...(fields.appearance === undefined
    ? {}
    : {
        itemReviewed: {
          '@type': 'Claim',
          appearance: [{ '@type': 'CreativeWork', url: fields.appearance }],
        },
      }),
});
