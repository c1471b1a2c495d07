import { is } from './forms.ts';
import { hintedLangs } from './lang-evidence.ts';
import hints from './lang-hints.json' with { type: 'json' };
import { type Word, wordsOf } from './words.ts';

/** A BCP 47 primary language subtag among those that letters or everyday words can give away. */
export type Lang = (typeof hintedLangs)[number] | (typeof otherLangs)[number];

const otherLangs = [
  'zh',
  'ja',
  'ko',
  'th',
  'lo',
  'km',
  'my',
  'ar',
  'fa',
  'he',
  'ru',
  'uk',
  'el',
  'hi',
  'bn',
  'ta',
  'te',
] as const;

/**
 * The language of a text as a BCP 47 primary tag, from its first 2,000 characters: the script where one language owns it,
 * Vietnamese by its letters and the shape of its syllables (also without diacritics), else everyday words. Undefined when
 * nothing gives it away or two languages come out alike: a rule of thumb that would rather say nothing.
 *
 * ```ts
 * guessLang('uong nuoc chanh chua ung thu') // 'vi'
 * ```
 */
export const guessLang = (text: string): Lang | undefined => {
  const head = text.length > 2000 ? text.slice(0, 2000) : text;
  return langOf(head, wordsOf(head).words);
};

const wordsRead = 300;
// What a word in one, two, three … languages' lists is worth to each.
const worth = [0, 2, 1.2, 0.8, 0.6];
const leastLead = 0.5;
const scores = new Float64Array(hintedLangs.length);

/** The same from the words already found; reads the first 300 of them. */
export const langOf = (text: string, words: readonly Word[]): Lang | undefined => {
  scores.fill(0);
  const count = Math.min(words.length, wordsRead);
  let [shape, foreign] = [0, 0];
  for (let i = 0; i < count; i++) {
    const { langs, vi, bits } = (words[i] as Word).form;
    shape += vi;
    if ((bits & is.foreign) !== 0) foreign++;
    if (langs !== 0) addHints(langs);
  }
  if (foreign > count / 2) return scriptLang(text);
  scores[0] = Math.max(0, (scores[0] as number) + shape);
  const best = leader();
  if (best === undefined) return undefined;
  // One word that is everyday elsewhere (`man`, `per`) makes no German and no Italian text.
  const least = best <= 1 ? 1.5 : 2.4;
  return (scores[best] as number) >= Math.min(least, 0.75 * count) ? hintedLangs[best] : undefined;
};

const addHints = (langs: number): void => {
  let several = 0;
  for (let rest = langs; rest !== 0; rest &= rest - 1) several++;
  const weight = worth[several] ?? 0.5;
  for (let rest = langs; rest !== 0; rest &= rest - 1) {
    const place = 31 - Math.clz32(rest & -rest);
    scores[place] = (scores[place] as number) + weight;
  }
};

/** The place of the highest score, when it is ahead of the next. */
const leader = (): number | undefined => {
  let [best, most, next] = [0, 0, 0];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (score > most) [best, most, next] = [i, score, most];
    else if (score > next) next = score;
  }
  return most - next >= leastLead ? best : undefined;
};

const scriptLangs = Object.entries(hints.scripts).map(
  ([script, lang]) => [new RegExp(`\\p{Script=${script}}`, 'gu'), lang as Lang] as const,
);
const [han, kana, arabic, cyrillic, latin] = ['Han', 'Hiragana}\\p{Script=Katakana', 'Arabic', 'Cyrillic', 'Latin'].map(
  (script) => new RegExp(`[\\p{Script=${script}}]`, 'gu'),
) as [RegExp, RegExp, RegExp, RegExp, RegExp];
const persian = new RegExp(`[${hints.persian}]`, 'gu');
const ukrainian = new RegExp(`[${hints.ukrainian}]`, 'iu');

/** The language of the script that most letters are in. */
const scriptLang = (text: string): Lang | undefined => {
  const kanaCount = count(text, kana);
  const candidates: (readonly [number, Lang | undefined])[] = [
    [count(text, latin), undefined],
    // Japanese mixes Han with its own letters; a single one of them tells.
    [count(text, han) + kanaCount, kanaCount > 0 ? 'ja' : 'zh'],
    [count(text, arabic), count(text, persian) > 2 ? 'fa' : 'ar'],
    [count(text, cyrillic), ukrainian.test(text) ? 'uk' : 'ru'],
    ...scriptLangs.map(([script, lang]) => [count(text, script), lang] as const),
  ];
  const [most, lang] = candidates.reduce((a, b) => (b[0] > a[0] ? b : a));
  return most >= 2 ? lang : undefined;
};

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
