// Sixty people of two minds rate by pages and API; one check is found helpful across them, one waits for the other side, and
// fifty who come together move neither. The explanation is right each time.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { cutStandings, drawLots, publish } from '../../src/desk/index.ts';
import { chanceFrom } from '../../src/kit/bridge/chance.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import { emptyPlace } from '../command-line/run.ts';
import { builtDeskServer } from '../desk/built-desk.ts';
import { openBrowser } from './open-browser.ts';
import { watch } from './watch.ts';

type Letter = { readonly to: string; readonly text: string };
type Level = 'helpful' | 'somewhat' | 'not';

const checks = 12;
/** What the two camps think of each check: the first bridges them, the second pleases one alone, the others divide them. */
const likedBy = (check: number): readonly [first: boolean, second: boolean] =>
  check === 0 ? [true, true] : check === 1 ? [true, false] : check % 2 === 0 ? [true, false] : [false, true];

const opened = async () => {
  const letters: Letter[] = [];
  const desk = await builtDeskServer();
  Object.assign(desk.world.mail, {
    send: async (letter: Letter) => {
      letters.push(letter);
      return { ok: true, value: null };
    },
  });
  desk.setClock('2026-10-05T09:00:00Z');
  await publish(desk.world, (await readSample(join(import.meta.dirname, '../../demo'), newId)).slice(0, checks));
  await desk.database.all(sql`update checks set published_on = '2026-10-05'`);
  const browser = await openBrowser();
  const { port } = await desk.server.listen(0, '127.0.0.1');
  const address = `http://127.0.0.1:${port}`;
  onTestFinished(async () => {
    await browser.close();
    await desk.server.close();
  });
  const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
    fetch(address + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const codeFor = (email: string) => /code=(\S+)/.exec(letters.find(({ to }) => to === email)?.text ?? '')?.[1] ?? '';
  /** Somebody who rates by a program: the letter is asked for on the page, as everybody does. */
  const program = async (email: string): Promise<string> => {
    await fetch(`${address}/vi/rate/link`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ email }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    await expect.poll(() => codeFor(email), { timeout: 60_000 }).not.toBe('');
    const begun = await post('/api/v1/raters/sessions', { code: codeFor(email) });
    return ((await begun.json()) as { session: string }).session;
  };
  const rate = async (session: string, check: string, level: Level) => {
    const said = await post(
      '/api/v1/ratings',
      { check, level, reasons: level === 'not' ? ['taking-sides'] : ['clear'] },
      { authorization: `Bearer rater.${session}` },
    );
    expect(said.status).toBe(200);
  };
  const drawnFor = async (session: string) => {
    const mine = await fetch(`${address}/api/v1/ratings`, { headers: { authorization: `Bearer rater.${session}` } });
    return ((await mine.json()) as { drawn: { check: string; slug: string }[] }).drawn;
  };
  return { ...desk, browser, address, codeFor, program, rate, drawnFor };
};

/** Comes in by the letter, in a browser. */
const comeIn = async (page: Page, email: string, codeFor: (email: string) => string): Promise<void> => {
  await page.goto('/vi/rate');
  await page.locator('input[name=email]').fill(email);
  await page.keyboard.press('Enter');
  await page.locator('p.note[role=status]').waitFor();
  await expect.poll(() => codeFor(email), { timeout: 60_000 }).not.toBe('');
  await page.goto(`/vi/rate/open?code=${codeFor(email)}`);
  await page.locator('main button[type=submit]').click();
  await page.locator('#drawn').waitFor();
};

test('sixty raters of two minds, and fifty who come together', { timeout: 900_000 }, async () => {
  const { world, database, setClock, browser, address, codeFor, program, rate, drawnFor } = await opened();
  const ids = (await database.all<{ id: string; slug: string }>(sql`select id, slug from checks order by slug`)).map(
    (c) => c,
  );
  const place = new Map(ids.map(({ id }, at) => [id, at]));
  const context = await browser.newContext({ baseURL: address, locale: 'vi-VN', reducedMotion: 'reduce' });
  const complaints = await watch(context, address);
  const page = await context.newPage();
  await comeIn(page, 'nguoi-0@hoi.example', codeFor);
  // The mail server takes thirty letters at once and then one in two seconds: by the clock of the server.
  const sessions: string[] = [];
  for (let i = 1; i < 60; i++) {
    setClock(new Date(Date.parse('2026-10-05T09:00:00Z') + i * 10_000).toISOString());
    sessions.push(await program(`nguoi-${i}@hoi.example`));
  }
  setClock('2026-10-14T09:00:00Z');
  expect(await drawLots(world)).toBe(60 * checks);
  const chance = chanceFrom(7);
  const mind = (rater: number, check: string): Level => {
    const [first, second] = likedBy(place.get(check) ?? 0);
    const isLiked = rater % 5 < 3 ? first : second;
    const turn = chance.next();
    return turn < 0.06 ? 'somewhat' : isLiked === turn < 0.96 ? 'helpful' : 'not';
  };
  // One of them with the keyboard, in a browser.
  await page.goto('/vi/rate');
  const waiting = await page.locator('#drawn ~ .rate-list a').count();
  expect(waiting).toBe(10);
  for (let left = checks; left > 0; left--) {
    await page.goto('/vi/rate');
    const link = page.locator('#drawn ~ .rate-list a').first();
    const slug = ((await link.getAttribute('href')) ?? '').split('/').at(-1);
    const level = mind(0, ids.find((one) => one.slug === slug)?.id ?? '');
    await link.focus();
    await page.keyboard.press('Enter');
    await page.locator(`input[value=${level}]`).focus();
    await page.keyboard.press('Space');
    if (level === 'not') await page.locator('input[name=reason-taking-sides]').press('Space');
    await page.keyboard.press('Enter');
    await page.locator('p.note[role=status]').waitFor();
  }
  expect(await page.locator('#drawn ~ .rate-list a').count()).toBe(0);
  // Each comes at an hour of their own: who rates alike within the hour would count as one.
  for (const [i, session] of sessions.entries()) {
    setClock(new Date(Date.parse('2026-10-14T11:00:00Z') + i * 2 * 3_600_000).toISOString());
    for (const { check } of await drawnFor(session)) await rate(session, check, mind(i + 1, check));
  }
  setClock('2026-10-20T10:00:00Z');
  expect(await cutStandings(world, '0.1.0')).toMatchObject({ n: 1, ratings: 60 * checks, raters: 60 });

  const [bridging, oneSided] = [ids[0]?.slug ?? '', ids[1]?.slug ?? ''];
  const stands = async (slug: string, lang: string): Promise<string> => {
    await page.goto(`/${lang}/checks/${slug}`);
    return (await page.locator('section.standing').innerText()).replaceAll('\u00a0', ' ');
  };
  const helpful = await stands(bridging, 'vi');
  expect(helpful).toContain('Hữu ích với nhiều góc nhìn');
  expect(helpful).toContain('Những người thường không đồng ý với nhau đều thấy bài hữu ích.');
  expect(helpful).toContain('60 lượt đánh giá');
  const waits = await stands(oneSided, 'en');
  expect(waits).toContain('Needs more ratings');
  expect(waits).toMatch(
    /Most of its praise comes from one side|The other side has not found it helpful|Not enough people on both sides|Not sure enough/,
  );
  const { standings } = (await (await fetch(`${address}/api/v1/checks/${oneSided}/standing`)).json()) as {
    standings: {
      why: { sides: { below: { helpful: number; not: number }; above: { helpful: number; not: number } } };
    }[];
  };
  const sides = standings[0]?.why.sides;
  const nets = [sides?.below, sides?.above].map((side) => (side?.helpful ?? 0) - (side?.not ?? 0));
  // One side praises it, the other does not: what the sentence says.
  expect([Math.max(...nets) > 15, Math.min(...nets) < 0]).toEqual([true, true]);

  // Fifty come together, wait their week, and want the one down and the other up.
  setClock('2026-10-20T11:00:00Z');
  const colluders: string[] = [];
  for (let i = 0; i < 50; i++) {
    setClock(new Date(Date.parse('2026-10-20T11:00:00Z') + i * 10_000).toISOString());
    colluders.push(await program(`hoi-${i}@cung-nhau.example`));
  }
  setClock('2026-10-30T09:00:00Z');
  await drawLots(world);
  for (const session of colluders) {
    // The lot is asked for them as for everybody; more than forty who were drawn have rated each check, so nobody is drawn any more.
    expect(await drawnFor(session)).toEqual([]);
    await rate(session, ids[0]?.id ?? '', 'not');
    await rate(session, ids[1]?.id ?? '', 'helpful');
  }
  setClock('2026-10-30T10:00:00Z');
  expect(await cutStandings(world, '0.1.0')).toMatchObject({ n: 2, ratings: 60 * checks + 100 });
  expect(await stands(bridging, 'vi')).toContain('Hữu ích với nhiều góc nhìn');
  expect(await stands(oneSided, 'en')).toContain('Needs more ratings');
  expect(complaints).toEqual([]);

  // Whoever has the files gets the same: by the documented command, in a process that knows nothing of the instance.
  const elsewhere = emptyPlace();
  for (const name of ['ratings.tsv', 'before.tsv', 'notes.tsv', 'parameters.json'])
    writeFileSync(join(elsewhere.folder, name), await (await fetch(`${address}/data/ratings/2/${name}`)).text());
  const fitted = await elsewhere.run([
    'bridge',
    'fit',
    '--ratings',
    'ratings.tsv',
    '--before',
    'before.tsv',
    '--out',
    'again',
  ]);
  expect(fitted.code).toBe(0);
  const file = (folder: string, name: string) => readFileSync(join(elsewhere.folder, folder, name), 'utf8');
  for (const name of ['notes.tsv', 'parameters.json']) expect(file('again', name), name).toBe(file('.', name));
  expect(file('.', 'notes.tsv').split('\n')).toHaveLength(checks + 2);
  expect(file('.', 'ratings.tsv').split('\n')).toHaveLength(60 * checks + 100 + 2);
});
