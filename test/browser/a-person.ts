// Somebody new at the pages, who finds everything by the words that stand there, and how long that would take them. Nothing
// is measured: what they do is counted, and a model turns it into seconds, the same ones on every machine.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { UiLang } from '../../src/base/lang.ts';
import { totp } from '../desk/totp.ts';

/**
 * Seconds, by the keystroke-level model of Card, Moran and Newell, "The Psychology of Human-Computer Interaction" (1983),
 * chapter 8: a key or button pressed by an average typist, pointing with a mouse, the hand moved between mouse and keys,
 * and making up one's mind. The rest is ours, on the slow side: a page comes in a second, 200 English words are read in
 * a minute, and as much Vietnamese as says the same. A code is taken off a phone in twelve
 * seconds, an account put into it in thirty.
 */
export const takes = { key: 0.28, point: 1.1, home: 0.4, think: 1.35, load: 1, word: 0.3, code: 12, scan: 30 } as const;

/** Words of Vietnamese are written a syllable at a time: our own texts tell how many of them say one word of English. */
const secondsAWord = (lang: UiLang): number => {
  const locales = join(import.meta.dirname, '../../locales');
  const words: Record<UiLang, number> = { vi: 0, en: 0 };
  for (const file of readdirSync(locales, { recursive: true, encoding: 'utf8' })) {
    const of = /(?:^|[./\\])(vi|en)\.json$/.exec(file)?.[1];
    if (of !== 'vi' && of !== 'en') continue;
    const texts: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(locales, file), 'utf8'));
    for (const text of Object.values(texts))
      if (typeof text === 'string' && !text.includes('{')) words[of] += countOf(text);
  }
  return takes.word * (words.en / words[lang]);
};

const countOf = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

export type Tally = { pages: number; presses: number; fields: number; keys: number; words: number; seconds: number };

export type Person = {
  readonly page: Page;
  readonly tally: Readonly<Tally>;
  readonly opens: (address: string) => Promise<void>;
  /** Presses a link, a button or a fold by its words; a link may lead to a place further down the same page. */
  readonly presses: (words: string) => Promise<void>;
  /** Writes into the field of this name. */
  readonly writes: (label: string, text: string) => Promise<void>;
  /** Two keys for what was copied, as the address of a page that is open beside this one. */
  readonly pastes: (label: string, text: string) => Promise<void>;
  /** Ticks a box, or chooses one of several that stand in sight. */
  readonly chooses: (label: string) => Promise<void>;
  /** Chooses a line of a list that opens. */
  readonly picks: (label: string, line: string) => Promise<void>;
  /** Puts the account into the phone by the picture on the page; gives the secret that it holds. */
  readonly scans: () => Promise<string>;
  /** Types the six digits that the phone shows. A code counts once, so `later` says how many half minutes on it is. */
  readonly typesCode: (label: string, secret: string, later?: number) => Promise<void>;
};

export const personAt = (page: Page, lang: UiLang): Person => {
  const word = secondsAWord(lang);
  const tally: Tally = { pages: 0, presses: 0, fields: 0, keys: 0, words: 0, seconds: 0 };
  const read = new Set<string>();
  const spend = (...parts: readonly number[]): void => {
    for (const part of parts) tally.seconds += part;
  };
  const comes = async (): Promise<void> => {
    await page.waitForLoadState();
    tally.pages++;
    spend(takes.load);
    const refused = page.locator('main [role=alert], main .problem').filter({ visible: true });
    if ((await refused.count()) > 0) throw new Error(`${page.url()}: ${await refused.first().innerText()}`);
  };
  /** Reads down to what they look for, from the top or from where the address led: every line that they have not read before. */
  const readsTo = async (target: Locator): Promise<void> => {
    for (const line of await target.evaluate(linesUpTo)) {
      if (read.has(line)) continue;
      read.add(line);
      tally.words += countOf(line);
      spend(countOf(line) * word);
    }
  };
  /** The one that is called just so, or else the first whose name holds the words: a hint may stand in it. */
  const field = async (label: string): Promise<Locator> => {
    const main = page.locator('main');
    const exact = main.getByLabel(label, { exact: true }).filter({ visible: true }).first();
    return (await exact.count()) > 0 ? exact : main.getByLabel(label).filter({ visible: true }).first();
  };
  let hand: 'mouse' | 'keys' = 'mouse';
  const points = async (target: Locator): Promise<void> => {
    await readsTo(target);
    if (hand === 'keys') spend(takes.home);
    hand = 'mouse';
    spend(takes.think, takes.point, takes.key);
    tally.presses++;
    await target.click();
  };
  /** From one field to the next by Tab, where it is the next; with the mouse to any other. */
  const enters = async (target: Locator): Promise<void> => {
    if (hand === 'keys') await page.keyboard.press('Tab');
    if (hand === 'mouse' || !(await target.evaluate((element) => element === document.activeElement))) {
      await points(target);
      spend(takes.home);
      hand = 'keys';
      return;
    }
    await readsTo(target);
    spend(takes.think, takes.key);
    tally.keys++;
  };
  const types = async (target: Locator, text: string, keys = keysOf(text)): Promise<void> => {
    await enters(target);
    tally.fields++;
    tally.keys += keys;
    spend(keys * takes.key);
    await target.fill(text);
  };
  return {
    page,
    tally,
    opens: async (address) => {
      await page.goto(address);
      await comes();
    },
    presses: async (words) => {
      const target = page
        .getByRole('link', { name: words, exact: true })
        .or(page.getByRole('button', { name: words, exact: true }))
        .or(page.locator('summary').and(page.getByText(words, { exact: true })))
        .filter({ visible: true })
        .first();
      const stays = await target.evaluate(
        (element) => element.localName === 'summary' || element.getAttribute('href')?.startsWith('#') === true,
      );
      if (!stays) await page.evaluate(() => document.documentElement.setAttribute('data-left', ''));
      await points(target);
      if (stays) return;
      await page.locator('html:not([data-left]) main').waitFor();
      await comes();
    },
    writes: async (label, text) => types(await field(label), text),
    pastes: async (label, text) => types(await field(label), text, 2),
    chooses: async (label) => points(await field(label)),
    picks: async (label, line) => {
      const list = await field(label);
      await readsTo(list);
      spend(takes.think, takes.point, takes.key, takes.point, takes.key);
      tally.presses += 2;
      await list.selectOption({ label: line });
    },
    scans: async () => {
      spend(takes.scan);
      return ((await page.locator('[data-secret]').textContent()) ?? '').replace(/\s/g, '');
    },
    typesCode: async (label, secret, later = 0) => {
      spend(takes.code);
      await types(await field(label), totp(secret, new Date(), later));
    },
  };
};

/** Keys pressed for a text: marks of Vietnamese letters and capitals are keys of their own, as in Telex. */
const keysOf = (text: string): number =>
  [...text.normalize('NFD')].reduce((keys, letter) => keys + (/\p{Lu}|đ/u.test(letter) ? 2 : 1), 0);

/** What one sees on the way down to a thing, in the order of the page. */
const linesUpTo = (target: Element): readonly string[] => {
  const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
  const lines: string[] = [];
  const led = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  // Whoever looks for something further up goes back to the top.
  const from = led && (led.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? led : null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const follows = (target.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    if (follows && !target.contains(node)) break;
    if (from && (from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) !== 0) continue;
    const line = node.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    const seen = node.parentElement?.checkVisibility({ visibilityProperty: true }) === true;
    if (line !== '' && seen && node.parentElement?.closest('.visually-hidden, textarea, option') === null)
      lines.push(line);
  }
  return lines;
};

/** What several people spent, one after the other. */
export const togetherOf = (...people: readonly Person[]): Readonly<Tally> =>
  people.reduce(
    (sum, { tally }) => ({
      pages: sum.pages + tally.pages,
      presses: sum.presses + tally.presses,
      fields: sum.fields + tally.fields,
      keys: sum.keys + tally.keys,
      words: sum.words + tally.words,
      seconds: sum.seconds + tally.seconds,
    }),
    { pages: 0, presses: 0, fields: 0, keys: 0, words: 0, seconds: 0 },
  );
