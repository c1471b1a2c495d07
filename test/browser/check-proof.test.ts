// The proof under a published check, on a running instance: it fits in the reader's browser, until somebody edits the database.
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { ed25519Signer, formatCheckpoint, formatNote, leafHash, signNote } from '../../src/kit/tlog/index.ts';
import { logKeysOf } from '../../src/main/log-keys.ts';
import { folders } from '../../src/main/settings.ts';
import { openPostgres } from '../../src/outside/postgres/index.ts';
import { openDatabase } from '../../src/store/index.ts';
import { translate } from '../../src/web/locale.ts';
import { openSite } from './site.ts';

const site = await openSite();
afterAll(() => site.close());

const organisation = { origin: 'http://localhost:8080' } as Parameters<typeof logKeysOf>[1]['organisation'];
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
  for (const path of ['/en', '/en/checks']) {
    await page.goto(path);
    expect(await page.locator('script[src*=verify-log]').count(), path).toBe(0);
  }
  await context.close();
});

/** A checkpoint that the log could have signed of another past: the key is the operator's. */
const ofAnotherPast = async (): Promise<string> => {
  const [signer] = await logKeysOf(folders(site.data).keys, { logKeys: null, logSigner: null, organisation })();
  if (signer === undefined) throw new Error('a log without a key');
  const text = formatCheckpoint({ origin: signer.key.name, size: 3, root: leafHash(new Uint8Array([1])) });
  return formatNote({ text, signatures: [await signNote(text, signer)] });
};

test('a browser keeps the checkpoint it read on the journal, and warns by itself where the log does not go on from what it saw', async () => {
  const { page, context } = await site.open('en');
  await page.goto('/en/log');
  const kept = page.locator('[data-kept]');
  await expect.poll(() => kept.textContent()).toContain('first time');
  const note = await page.evaluate(() => localStorage.getItem('sangto-log'));
  expect(note).toMatch(/\/log\n\d+\n/);
  await page.reload();
  await expect.poll(() => kept.textContent()).toContain('Last time');
  expect(await kept.getAttribute('role')).toBe('status');

  const other = await ofAnotherPast();
  for (const path of ['/en/log', `/en/checks/${slug}`]) {
    await page.evaluate((seen) => {
      localStorage.setItem('sangto-log', seen);
      localStorage.removeItem('sangto-log-at');
    }, other);
    await page.goto(path);
    await page.locator('[data-kept][role=alert]').waitFor();
    // What was seen is what convicts: it is not written over.
    expect(await page.evaluate(() => localStorage.getItem('sangto-log')), path).toBe(other);
  }
  await context.close();
});

test('a browser that keeps garbage of the log, or of a log of another name, is told plainly and has a way on', async () => {
  const { page, context, complaints } = await site.open('en');
  const keep = (note: string) =>
    page.evaluate((seen) => {
      localStorage.setItem('sangto-log', seen);
      localStorage.removeItem('sangto-log-at');
    }, note);
  const held = (name = 'sangto-log') => page.evaluate((key) => localStorage.getItem(key), name);
  await page.goto('/en/log');
  const kept = page.locator('[data-kept]');
  await expect.poll(() => kept.textContent()).toContain('first time');
  await keep('no checkpoint');
  await page.reload();
  await expect.poll(() => kept.textContent()).toContain('could not be read, so it was dropped');
  expect(await held()).toMatch(/\/log\n\d+\n/);

  const text = formatCheckpoint({ origin: 'elsewhere.example/log', size: 3, root: leafHash(new Uint8Array([1])) });
  const signer = await ed25519Signer('elsewhere.example/log', 0x01, new Uint8Array(32).fill(5));
  if (!signer.ok) throw new Error(signer.error.code);
  const other = formatNote({ text, signatures: [await signNote(text, signer.value)] });
  await keep(other);
  await page.reload();
  await page.locator('[data-kept][role=alert]').waitFor();
  expect(await kept.textContent()).toContain('a log called elsewhere.example/log');
  // It says so on every page, and keeps what it has, until somebody decides.
  await page.goto(`/en/checks/${slug}`);
  await page.locator('[data-kept][role=alert]').waitFor();
  expect(await held()).toBe(other);
  await page.goto('/en/log');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the old checkpoint' }).click(),
  ]);
  expect(readFileSync(await saved.path(), 'utf8')).toBe(other);
  await page.getByRole('button', { name: 'Start anew' }).click();
  await expect.poll(() => kept.textContent()).toContain('for the first time');
  expect([await kept.getAttribute('role'), await held('sangto-log-before')]).toEqual(['status', other]);
  expect(await page.getByRole('link', { name: 'from before you started anew' }).count()).toBe(1);
  await context.close();
  expect(complaints).toEqual([]);
});

test('the journal says what it could not compare: a browser that keeps nothing, and a log that is away', async () => {
  const { page, context } = await site.open('vi');
  const kept = page.locator('[data-kept]');
  await page.route('**/log/checkpoint', (route) => route.fulfill({ status: 503 }));
  await page.goto('/vi/log');
  await expect.poll(() => kept.textContent()).toContain(translate('vi')('verify.kept-away'));
  await page.unroute('**/log/checkpoint');
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
  });
  await page.goto('/vi/log');
  await expect.poll(() => kept.textContent()).toContain(translate('vi')('verify.seen-unkept'));
  await context.close();
});

test('a verdict that only the page draws otherwise is found by whoever verifies', async () => {
  const { page, context } = await site.open('vi');
  await page.goto(`/vi/checks/${slug}`);
  await page.evaluate((word) => {
    const drawn = document.querySelector('[data-verdict-word]');
    if (drawn !== null) drawn.textContent = word;
  }, translate('vi')('verdict.true'));
  const said = await verify(page);
  expect([said.outcome, said.steps.at(-1)]).toEqual([
    'differs',
    expect.stringContaining(translate('vi')('verify.page-other-verdict')),
  ]);
  // At the top as well, where it is read without scrolling.
  const top = page.locator('.check-head [role=alert]');
  expect(await top.innerText()).toContain(translate('vi')('proof.at-top'));
  await page.evaluate(() => scrollTo(0, 0));
  expect((await top.boundingBox())?.y).toBeLessThan(600);
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
  expect(await reader.page.locator('.log-proof .note-warn').innerText()).toContain(
    'somebody changed it without saying so',
  );
  expect(await reader.page.locator('.check-head [role=alert]').innerText()).toContain(translate('en')('proof.at-top'));
  expect((await verify(reader.page)).outcome).toBe('differs');
  await reader.context.close();
});
