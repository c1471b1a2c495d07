// The whole story, by keyboard alone: a question comes in, four people answer it, correct it and are asked to look again.
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { UiLang } from '../../src/base/lang.ts';
import { folders } from '../../src/main/settings.ts';
import { openPostgres } from '../../src/outside/postgres/index.ts';
import { openDatabase } from '../../src/store/index.ts';
import { translate } from '../../src/web/locale.ts';
import { go, reach } from './by-keyboard.ts';
import { openSite, type Site } from './site.ts';
import { hereOf, invites, joins, showCode, stranger } from './story-people.ts';
import { agreesAnyway } from './story-refused.ts';
import * as words from './story-words.ts';
import * as work from './story-work.ts';

const slowly = { timeout: 60_000, interval: 200 };

test.each(['vi', 'en'] as const)(
  'in %s, from a question to its answer, a correction and a second look',
  {
    timeout: 300_000,
  },
  async (lang) => {
    const t = translate(lang);
    const site = await openSite();
    onTestFinished(() => site.close());
    const reader = await stranger(site, lang);
    expect(await changesOf(reader.page, lang)).toBe(0);
    const owner = await joins(site, lang, site.owner, 'Hải Chủ');
    const links = [
      [await invites(owner, lang, 'checker'), 'Kiểm Trần'],
      [await invites(owner, lang, 'reviewer'), 'Duyệt Phạm'],
    ] as const;
    // In a team's first week whoever came in first decides.
    const editor = await joins(site, lang, await invites(owner, lang, 'editor'), 'Biên Ngô');
    const [checker, reviewer] = await Promise.all(links.map(([link, name]) => joins(site, lang, link, name)));
    if (!checker || !reviewer) throw new Error('somebody did not come in');
    const asker = await stranger(site, lang);
    const team = [owner, checker, reviewer, editor];

    await expect.poll(() => changesOf(reader.page, lang), slowly).toBe(team.length);

    const ticket = await work.asks(asker.page, lang, 'hoi@nguoi-hoi.example');
    // Nothing is kept before whoever reads at that address says that it is theirs.
    await go(owner.page.locator(`.desk-me a[href="/${lang}/desk/account"]`));
    await go(owner.page.locator(`a[href="/${lang}/desk/mailbox"]`));
    await expect.poll(() => letters(owner.page), slowly).toBe(1);
    await asker.page.goto(hereOf(site, await linkInNewest(owner.page)));
    await go(asker.page.locator('main form button[type=submit]'));
    expect(new URL(asker.page.url()).pathname).toBe(ticket);

    await toQueue(checker.page, lang);
    const path = await work.takesFromQueue(checker.page, lang);
    await work.addsEvidence(checker.page);
    await work.proposesWording(checker.page, lang);
    await work.writesDraft(checker.page, lang, lang);
    // The list of what is missing follows by itself.
    await checker.page.locator('.case-checklist li.is-done a[href="#draft"]').waitFor();
    await work.declaresNoInterest(checker.page);

    // The reviewer writes the other language, and so cannot decide on it; the editor approves the wording.
    const other = lang === 'vi' ? 'en' : 'vi';
    await opensCase(reviewer.page, lang, path);
    await work.writesDraft(reviewer.page, other, lang);
    await work.declaresNoInterest(reviewer.page);
    await opensCase(editor.page, lang, path);
    await work.approvesWording(editor.page);

    await checker.page.reload();
    const waiting = await work.handsIn(checker.page, lang);
    expect(await checker.page.locator('.decide-head').innerText()).toContain(t('decide.state.waiting'));
    await go(reviewer.page.locator(`.desk-nav a[href="/${lang}/desk/reviews"]`));
    await go(reviewer.page.locator(`a[href="${waiting}"]`));
    expect(await reviewer.page.getByText(t('decide.own')).isVisible()).toBe(true);
    expect(await reviewer.page.locator('button[name=outcome]').count()).toBe(0);
    // Nor does sending it without the page: not by whoever wrote the other language, not by the author.
    const own = await agreesAnyway(reviewer.page, lang, waiting);
    expect(own).toEqual({ api: [403, 'reviewed-own', null], form: 422, state: 'waiting' });
    const author = await agreesAnyway(checker.page, lang, waiting);
    expect(author).toEqual({ api: [403, 'forbidden', null], form: 403, state: 'waiting' });

    await forgetProof(site);
    await work.opensReview(editor.page, lang);
    await go(editor.page.locator('.decide-decision a[href*="/confirm"]'));
    await showCode(editor.page, editor.secret);
    await work.agrees(editor.page, lang);
    // It is public once its line of the public log is sealed.
    await expect.poll(() => headOf(editor.page), slowly).toContain(t('decide.state.published'));

    await expect.poll(() => seen(asker.page, ticket), slowly).toContain(t('ticket.answered'));
    expect(await seen(asker.page, ticket)).toContain(words.draft.short[lang]);
    await expect.poll(() => letters(owner.page), slowly).toBe(2);
    expect(await owner.page.locator('.letters li').first().innerText()).toContain('hoi@nguoi-hoi.example');
    await asker.page.goto(hereOf(site, await linkInNewest(owner.page)));
    expect(await asker.page.locator('main').innerText()).toContain(words.draft.short[lang]);

    await go(checker.page.locator('.decide-head .eyebrow a'));
    await go(checker.page.locator('.case-onward a[href$="/correct"]'));
    await work.corrects(checker.page);
    await work.opensReview(editor.page, lang);
    await work.agrees(editor.page, lang);
    expect(await seen(reader.page, `/${lang}/checks/${words.slug[lang]}`)).toContain(words.corrected[lang]);
    await expect.poll(() => letters(owner.page), slowly).toBe(3);
    expect(await owner.page.locator('.letters li').allInnerTexts()).toContainEqual(
      expect.stringContaining(words.explained[lang]),
    );
    expect(await seen(asker.page, ticket)).toContain(words.corrected[lang]);

    const followed = await work.appeals(reader.page, lang);
    expect(await seen(reader.page, followed)).toContain(t('followed.open'));
    await go(editor.page.locator(`.desk-nav a[href="/${lang}/desk/appeals"]`));
    await go(editor.page.locator('.appeal-list a').first());
    expect(await editor.page.getByText(t('desk-appeals.own-work')).isVisible()).toBe(true);
    await work.answersAppeal(owner.page, lang);
    // The proof has run out meanwhile: a code, and what was written goes on as it was.
    await showCode(owner.page, owner.secret);
    expect(await seen(reader.page, followed)).toContain(t('followed.open'));
    // Another agrees; of this team all others had a part in it, and everybody reads that.
    await work.agreesToAnswer(editor.page, lang);
    expect(await seen(reader.page, followed)).toContain(words.reasons[lang]);
    expect(await seen(reader.page, followed)).toContain(t('appeal.answered-one-part'));
    const check = `/${lang}/checks/${words.slug[lang]}`;
    await expect.poll(() => seen(reader.page, check), slowly).toContain(t('appeal.list-title'));
    const outcome = reader.page.getByText(words.reasons[lang]);
    await reach(outcome.locator('xpath=ancestor::details[1]/summary'));
    await reader.page.keyboard.press('Enter');
    expect(await outcome.isVisible()).toBe(true);

    expect([...team, asker, reader].flatMap(({ complaints }) => complaints)).toEqual([]);
  },
);

/** The first link of the letter that came last. */
const linkInNewest = async (page: Page): Promise<string> =>
  /https?:\/\/\S+/.exec(await page.locator('.letters li').first().innerText())?.[0] ?? '';

const toQueue = (page: Page, lang: UiLang): Promise<void> => go(page.locator(`.desk-nav a[href="/${lang}/desk"]`));

/** A colleague finds the case in the queue. */
const opensCase = async (page: Page, lang: UiLang, path: string): Promise<void> => {
  await toQueue(page, lang);
  await go(page.locator(`.queue-title a[href="${path}"]`));
};

/** What stands on a private page when it is opened again. */
const seen = async (page: Page, address: string): Promise<string> => {
  await page.goto(address);
  // A public page is kept by the browser for a minute.
  await page.reload();
  return page.locator('main').innerText();
};

/** How many changes of the team everybody may read of. */
const changesOf = async (page: Page, lang: UiLang): Promise<number> => {
  await seen(page, `/${lang}/team-log`);
  return page.locator('main li').count();
};

const headOf = async (page: Page): Promise<string> => {
  await page.reload();
  return page.locator('.decide-head').innerText();
};

const letters = async (page: Page): Promise<number> => {
  await page.reload();
  return page.locator('.letters li').count();
};

/** As if everybody had shown the second factor an hour ago: a real instance has a real clock. */
const forgetProof = async (site: Site): Promise<void> => {
  const opened = await openPostgres({ folder: folders(site.data).postgres, log: () => undefined });
  if (!opened.ok) throw new Error(opened.error.code);
  const database = openDatabase(opened.value.connection);
  await database.all(sql`update sign_in_sessions set proven_at = proven_at - interval '1 hour'`);
  await database.close();
};
