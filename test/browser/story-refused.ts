// Agreeing to one's own words though no page offers it: sent as a page of ours would, with one's own session and a proof just shown.
import type { Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';

export type Refused = {
  /** By API: the status, and what it refused by. */
  readonly api: readonly [status: number, code: string, reason: string | null];
  /** By the form: the status of the page that answers. */
  readonly form: number;
  /** Where the submission stands afterwards. */
  readonly state: string;
};

/** Posts a yes to a submission as whoever has the page, by API and as the form would, and reads what became of it. */
export const agreesAnyway = async (page: Page, lang: UiLang, review: string): Promise<Refused> => {
  const { origin } = new URL(page.url());
  const headers = { origin, 'sec-fetch-site': 'same-origin' };
  const id = review.split('/').at(-1) ?? '';
  const at = `${origin}/api/v1/desk/submissions/${id}`;
  const read = async () => (await page.request.get(at, { headers })).json();
  const { contentHash } = await read();
  const data = { decision: 'agree', contentHash, read: ['vi', 'en'] };
  const refused = await page.request.post(`${at}/reviews`, { headers, data });
  const { code, reason = null } = await refused.json();
  const filled = { outcome: 'approved', hash: contentHash, 'read.vi': 'yes', 'read.en': 'yes' };
  const form = await page.request.post(`${origin}/${lang}/desk/reviews/${id}`, { headers, form: filled });
  return { api: [refused.status(), code, reason], form: form.status(), state: (await read()).state };
};
