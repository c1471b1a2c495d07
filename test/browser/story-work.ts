// The work on a case as the people of the story do it: each step through what stands on the page, by keyboard.
import type { Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';
import { uiLangs } from '../../src/base/lang.ts';
import { translate } from '../../src/web/locale.ts';
import { choose, go, reach, tick, write } from './by-keyboard.ts';
import {
  agreed,
  appeal,
  corrected,
  draft,
  evidence,
  explained,
  question,
  reasons,
  slug,
  wording,
} from './story-words.ts';

/** Asks, keeps the private page, and leaves an address for the answer and for corrections; gives the private page's address. */
export const asks = async (page: Page, lang: UiLang, email: string): Promise<string> => {
  await page.goto(`/${lang}`);
  await write(page.locator('#ask-text'), question[lang]);
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(`**/${lang}/ask`);
  await go(page.locator('.next a.button-strong'));
  await write(page.locator('input[name=email]'), email);
  await tick(page.locator('input[name=consent]'));
  await tick(page.locator('input[name=corrections]'));
  await go(page.locator('form:has(input[name=email]) button[type=submit]'));
  return new URL(page.url()).pathname;
};

/** Waits in the queue until the case is there, takes it by the queue's own keys and opens it; gives its path. */
export const takesFromQueue = async (page: Page, lang: UiLang): Promise<string> => {
  const row = page.locator('[data-case]', { hasText: question[lang].slice(15, 50) });
  await row.waitFor();
  do await page.keyboard.press('j');
  while ((await row.locator(':focus').count()) === 0);
  await page.keyboard.press('a');
  await row.locator('[data-deed=take][value=""]').waitFor();
  await go(row.locator('.queue-title a'));
  return new URL(page.url()).pathname;
};

export const addsEvidence = async (page: Page): Promise<void> => {
  const form = page.locator('form[action$="/evidence"]');
  await write(form.locator('[name=url]'), evidence.url);
  await write(form.locator('[name=title]'), evidence.title);
  await write(form.locator('[name=publisher]'), evidence.publisher);
  for (const lang of uiLangs) await write(form.locator(`[name="shows.${lang}"]`), evidence.shows[lang]);
  await choose(form, 'stance', 'refutes');
  await choose(form, 'interest', 'independent');
  await go(form.locator('button[type=submit]'));
};

export const proposesWording = async (page: Page, story: UiLang): Promise<void> => {
  const form = page.locator('form[action$="/wordings"]');
  for (const lang of uiLangs) await write(form.locator(`[name="wording.${lang}"]`), wording[story][lang]);
  await go(form.locator('button[type=submit]'));
};

export const approvesWording = (page: Page): Promise<void> => go(page.locator('button[name=decision][value=approved]'));

/** Writes the draft of one language; it is saved while it is typed. */
export const writesDraft = async (page: Page, lang: UiLang, story: UiLang): Promise<void> => {
  for (const [field, words] of Object.entries(draft)) await write(page.locator(`#draft-${lang}-${field}`), words[lang]);
  await reach(page.locator('form[data-drafts] button[type=submit]'));
  await page.keyboard.press('Enter');
  await page.locator('[data-status]', { hasText: translate(story)('case.draft.saved-all') }).waitFor();
};

export const declaresNoInterest = async (page: Page): Promise<void> => {
  const form = page.locator('form[action$="/interest"]');
  await choose(form, 'concerned', '0');
  await go(form.locator('button[type=submit]'));
};

/** Hands the case in with a verdict; gives the path of the page where it waits for a second person. */
export const handsIn = async (page: Page, story: UiLang): Promise<string> => {
  await go(page.locator('.case-checklist a.button-strong'));
  const form = page.locator('form.decide-form');
  await choose(form, 'verdict', 'false');
  await write(form.locator('[name=slug]'), slug[story]);
  await write(form.locator('[name=topics]'), 'health');
  await go(form.locator('> .decide-buttons button[type=submit]'));
  return new URL(page.url()).pathname;
};

/** Says what was wrong, in both languages; gives the path where the correction waits. */
export const corrects = async (page: Page): Promise<string> => {
  const form = page.locator('form.decide-form');
  await choose(form, 'kind', 'correction');
  for (const lang of uiLangs) {
    await write(form.locator(`[name="explain.${lang}"]`), explained[lang]);
    await write(form.locator(`[name="text.${lang}.short"]`), corrected[lang]);
  }
  await go(form.locator('> .decide-buttons button[type=submit]'));
  return new URL(page.url()).pathname;
};

/** Finds the one that waits for somebody else in the list of reviews, and opens it. */
export const opensReview = async (page: Page, lang: UiLang): Promise<void> => {
  await go(page.locator(`.desk-nav a[href="/${lang}/desk/reviews"]`));
  await go(page.locator('section[aria-labelledby=list-for-me] li > a').first());
};

/** Reads both languages and agrees. */
export const agrees = async (page: Page, story: UiLang): Promise<void> => {
  const form = page.locator('form.decide-form');
  for (const lang of uiLangs) await tick(form.locator(`input[name="read.${lang}"]`));
  await write(form.locator('#reason'), agreed[story]);
  await go(form.locator('button[name=outcome][value=approved]'));
};

/** A reader asks to look again, from the page of the check; gives the page to follow it. */
export const appeals = async (page: Page, lang: UiLang): Promise<string> => {
  await page.goto(`/${lang}/checks/${slug[lang]}`);
  await go(page.locator(`a[href="/${lang}/checks/${slug[lang]}/appeal"]`));
  const form = page.locator('form.asked-form');
  await choose(form, 'reason', 'other');
  await write(form.locator('[name=text]'), appeal[lang]);
  await write(form.locator('[name=links]'), 'https://journal.example/paper');
  await go(form.locator('button[type=submit]'));
  return page.url();
};

export const answersAppeal = async (page: Page, lang: UiLang): Promise<void> => {
  await go(page.locator(`.desk-nav a[href="/${lang}/desk/appeals"]`));
  await go(page.locator('.appeal-list a').first());
  const form = page.locator('form.asked-form');
  await choose(form, 'outcome', 'not-upheld');
  for (const one of uiLangs) await write(form.locator(`[name=reasons-${one}]`), reasons[one]);
  await go(form.locator('button[type=submit]'));
};

/** Finds what another wrote of the appeal among what waits for a second person, reads it and agrees. */
export const agreesToAnswer = async (page: Page, lang: UiLang): Promise<void> => {
  await go(page.locator(`.desk-nav a[href="/${lang}/desk/reviews"]`));
  await go(page.locator('section[aria-labelledby=list-answers] li > a').first());
  await go(page.locator('form[action$="/agree"] button[type=submit]'));
};
