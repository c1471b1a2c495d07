import type { Analyzer, Facts, Token } from '../../base/analyzer.ts';
import type { Span } from '../../base/span.ts';
import { accentForm } from './fold.ts';
import { guessLang } from './lang.ts';
import { isNegated } from './negation.ts';
import { type Quantity, quantitiesOf } from './numbers.ts';
import { framedWords } from './phrases.ts';
import { spelledOut } from './shorthand.ts';
import stopWords from './stop-words.json' with { type: 'json' };
import { isSyllable } from './syllable.ts';
import { type Word, wordsOf } from './words.ts';

/**
 * Words as a search over Vietnamese and English needs them. Vietnamese: folded syllables, pairs of adjacent syllables
 * written together (so `viet nam` meets `Vietnam`), and the accented form as an extra. English: Porter2 stems. Stop
 * words of the language the text seems to be in, and the frames people ask in (`có đúng không`, `is it true that`), are
 * `stop`. Numbers are one token of their decimal value whatever way they are written. Linear in the text's length.
 *
 * ```ts
 * analyzer.tokens('Vaccines').map((t) => t.term) // ['vaccin']
 * analyzer.facts('hơn 5 triệu người').amounts // [{ value: 5000000, unit: null }]
 * ```
 */
export const analyzer: Analyzer = {
  tokens: (text) => tokensOf(text),
  facts: (text) => factsOf(text),
};

const enStops = new Set(stopWords.en.split(' '));
const viStops = new Set(stopWords.vi.split(' ').map(accentForm));
const viBareStops = new Set(stopWords.viBare.split(' '));

type Lang = 'vi' | 'en' | undefined;

const tokensOf = (text: string): readonly Token[] => {
  const { words, lang } = readingOf(text);
  const isBare = words.every((w) => w.accented === w.folded);
  const framed = framedWords(words);
  const quantities = new Map(quantitiesOf(text, words).map((q) => [q.from, q]));
  const tokens: Token[] = [];
  let before: Syllable | undefined;
  for (let i = 0; i < words.length; ) {
    const word = words[i] as Word;
    const quantity = quantities.get(i);
    const isHyphened = before !== undefined && word.gap === '-';
    if (quantity !== undefined) {
      const number = quantityToken(quantity, {
        start: word.span.start,
        end: (words[quantity.to - 1] ?? word).span.end,
      });
      tokens.push(number);
      if (before !== undefined && isHyphened) tokens.push(pairOf(before, number));
      before = undefined;
      i = quantity.to;
      continue;
    }
    const isStop = framed.has(i) || isStopWord(word, lang, isBare);
    const here = { term: word.term, span: word.span };
    tokens.push({ ...here, kind: isStop ? 'stop' : 'word' });
    if (before !== undefined && arePaired(before, here, word, lang)) tokens.push(pairOf(before, here));
    if (!isStop && word.accented !== word.folded) tokens.push({ term: word.accented, span: word.span, kind: 'accent' });
    before = here;
    i++;
  }
  return tokens;
};

type Reading = { readonly words: readonly Word[]; readonly lang: Lang };

// Tokens and facts of one text are asked for one after the other.
let latest: { readonly text: string; readonly reading: Reading } | undefined;

const readingOf = (text: string): Reading => {
  if (latest?.text === text) return latest.reading;
  const lang = guessLang(text);
  const words = wordsOf(text);
  const reading = { words: lang === 'vi' ? spelledOut(words) : words, lang };
  latest = { text, reading };
  return reading;
};

type Syllable = { readonly term: string; readonly span: Span };

const quantityToken = (quantity: Quantity, span: Span): Token => ({
  term: quantity.term,
  span,
  kind: quantity.isDate ? 'stop' : 'word',
});

const pairOf = (a: Syllable, b: Syllable): Token => ({
  term: a.term + b.term,
  span: { start: a.span.start, end: b.span.end },
  kind: 'pair',
});

/** Neighbours with only a space between are a pair where syllables are written apart; a hyphen joins in any language. */
const arePaired = (a: Syllable, b: Syllable, word: Word, lang: Lang): boolean => {
  if (word.gap === '-') return true;
  if (word.gap !== ' ' && word.gap !== '' && word.gap !== '_') return false;
  return lang !== 'en' && isSyllable(a.term) && isSyllable(b.term) && !(lang === undefined && enStops.has(b.term));
};

const isStopWord = (word: Word, lang: Lang, isBare: boolean): boolean => {
  const isPlain = word.accented === word.folded;
  if (lang !== 'vi') return isPlain && (enStops.has(word.folded) || enStops.has(word.lower));
  return isBare ? viBareStops.has(word.folded) : viStops.has(word.accented);
};

const factsOf = (text: string): Facts => {
  const { words, lang } = readingOf(text);
  const values = quantitiesOf(text, words).flatMap((q) => (q.value === undefined ? [] : [q.value]));
  return {
    amounts: [...new Set(values)].map((value) => ({ value, unit: null })),
    dates: [],
    places: [],
    negated: isNegated(text, words, lang),
  };
};
