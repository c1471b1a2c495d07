// The proof under a published check, on a running instance: it fits in the reader's browser, until somebody edits the database.
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { folders } from '../../src/main/settings.ts';
import { openPostgres } from '../../src/outside/postgres/index.ts';
import { openDatabase } from '../../src/store/index.ts';
import { translate } from '../../src/web/locale.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

const slug = 'nuoc-chanh-nong-va-ung-thu';

/** Presses the button under the proof; the outcome and what each step says. */
const verify = async (page: Page) => {
  await page.locator('.verify button').click();
  const place = page.locator('.verify[data-outcome]:not([data-outcome=""])');
  await place.waitFor();
  return {
    outcome: await place.getAttribute('data-outcome'),
    status: await page.locator('.verify-status').innerText(),
    steps: await page.locator('.verify-steps li').allInnerTexts(),
  };
};

test.each(['vi', 'en'] as const)(
  'in %s, one press works the proof of a published check out and it fits',
  async (lang) => {
    const { page, context, complaints } = await site.open(lang);
    await page.goto(`/${lang}/checks/${slug}`);
    const said = await verify(page);
    expect(said.outcome, said.steps.join('\n')).toBe('fits');
    expect(said.steps).toHaveLength(7);
    expect(said.steps.at(-1)).toContain(await page.locator('h1').innerText());
    expect(said.steps.at(-1)).toContain(translate(lang)('verdict.false'));
    await context.close();
    expect(complaints).toEqual([]);
  },
);

test('a page without a proof loads nothing that verifies', async () => {
  const { page, context } = await site.open('en');
  for (const path of ['/en', '/en/checks', '/en/log']) {
    await page.goto(path);
    expect(await page.locator('script[src*=verify-log]').count(), path).toBe(0);
  }
  await context.close();
});

test('a verdict that an operator edits in the database is seen by whoever verifies, and stands on the page', async () => {
  const opened = await openPostgres({ folder: folders(site.data).postgres, log: () => undefined });
  if (!opened.ok) throw new Error(opened.error.code);
  const database = openDatabase(opened.value.connection);
  const reader = await site.open('vi');
  await reader.page.goto(`/vi/checks/${slug}`);
  expect((await verify(reader.page)).outcome).toBe('fits');
  // The second one nobody has read yet: what is drawn of it is drawn from what stands in the database.
  const [other] = await database.all<{ slug: string }>(sql`
    select slug from checks c where source_id is null and slug <> ${slug} and verdict <> 'true' and exists (
      select from check_versions v where v.check_id = c.id and v.lang = 'en') order by slug limit 1`);
  await database.atomically(async (tx) => {
    await tx.all(sql`set local session_replication_role = replica`);
    await tx.all(sql`update checks set verdict = 'true' where slug in (${slug}, ${other?.slug ?? ''})`);
  });
  await database.close();
  const t = translate('vi');
  const said = await verify(reader.page);
  expect([said.outcome, said.status]).toEqual(['differs', t('verify.differs', { step: t('verify.page') })]);
  await reader.page.goto(`/en/checks/${other?.slug}`);
  expect(await reader.page.locator('.log-proof [role=alert]').innerText()).toContain(
    'somebody changed it without saying so',
  );
  expect((await verify(reader.page)).outcome).toBe('differs');
  await reader.context.close();
});
