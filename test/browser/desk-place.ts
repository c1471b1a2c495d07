// A page of the desk or around it, and how one gets there; and the desk of a team that has not begun.
import type { Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';
import type { Role } from '../../src/core/rights.ts';

export type DeskPlace = {
  readonly name: string;
  /** Who of the team looks; null for somebody outside. */
  readonly who: Role | null;
  readonly open: (page: Page, lang: UiLang) => Promise<unknown>;
};

export const at = (name: string, who: Role | null, path: string): DeskPlace => ({
  name,
  who,
  open: (page, lang) => page.goto(`/${lang}${path}`),
});

/** A page as a form of it comes back: whatever was left out is refused. */
export const sentEmpty = (name: string, who: Role | null, path: string, form: string): DeskPlace => ({
  name,
  who,
  open: async (page, lang) => {
    await page.goto(`/${lang}${path}`);
    const [reply] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.locator(form).evaluate((element: HTMLFormElement) => {
        element.noValidate = true;
        element.requestSubmit();
      }),
    ]);
    if (reply.status() !== 422) throw new Error(`${name}: ${reply.status()}`);
    await page.locator('[role=alert]').waitFor();
  },
});

/** A page of the operator's, whose addresses name no language. */
export const atOperator = (name: string, who: Role, path: string): DeskPlace => ({
  name,
  who,
  open: (page) => page.goto(path),
});

export const asksForLink = async (page: Page, lang: UiLang): Promise<void> => {
  await page.goto(`/${lang}/sign-in/link`);
  await page.locator('input[name=email]').fill('nguoi-la@example.org');
  await page.locator('main form button').click();
  await page.waitForFunction(() => document.querySelector('main form') === null);
};

/** The desk of a team that has not begun. */
export const emptyPlaces: readonly DeskPlace[] = [
  at('queue-empty', 'owner', '/desk'),
  atOperator('operator-empty', 'owner', '/operator'),
  at('reviews-empty', 'owner', '/desk/reviews'),
  at('appeals-empty', 'owner', '/desk/appeals'),
  at('practice-empty', 'trainee', '/desk/practice'),
  at('webhooks-empty', 'owner', '/desk/webhooks'),
  at('mailbox-empty', 'owner', '/desk/mailbox'),
  at('declined-empty', null, '/declined'),
  at('requests-empty', null, '/requests'),
  at('desk-requests-empty', 'owner', '/desk/requests'),
  at('desk-explainers-empty', 'checker', '/desk/explainers'),
  at('explainers-empty', null, '/explainers'),
  at('notes-empty', null, '/notes'),
  at('labels', 'owner', '/desk/verdicts'),
  sentEmpty('labels-refused', 'owner', '/desk/verdicts', 'form.decide-form'),
  at('verdicts', null, '/verdicts'),
];
