import type { Analyzer, Token } from '../../base/analyzer.ts';
import { factsOf } from './facts.ts';
import { is } from './forms.ts';
import { capitalsTell, isName } from './names.ts';
import { type Quantity, quantityAt } from './numbers.ts';
import { framedUntil } from './phrases.ts';
import { type Reading, readingOf } from './reading.ts';
import { isSyllable } from './syllable.ts';
import { says } from './word-bits.ts';
import type { Word } from './words.ts';

/**
 * Words as a search over Vietnamese and English needs them. Vietnamese: folded syllables, pairs of adjacent syllables
 * written together (so `viet nam` meets `Vietnam`), and the accented form as an extra. English: Porter2 stems, British
 * spellings as American ones. Stop words of the language the text seems to be in, and the frames people ask in (`có đúng
 * không`, `is it true that`), are `stop`. Numbers are one token of their decimal value whatever way they are written.
 * Linear in the text's length.
 *
 * ```ts
 * analyzer.tokens('Vaccines').map((t) => t.term) // ['vaccin']
 * analyzer.facts('hơn 5 triệu đồng').amounts // [{ value: 5000000, unit: 'VND' }]
 * ```
 */
export const analyzer: Analyzer = {
  tokens: (text) => tokensOf(readingOf(text)),
  facts: (text) => factsOf(readingOf(text)),
};

const tokensOf = (reading: Reading): readonly Token[] => {
  const { words, lang, isBare } = reading;
  const stopBit = lang !== 'vi' ? says.enStop : isBare ? says.viBareStop : says.viStop;
  const tells = capitalsTell(words);
  const tokens: Token[] = [];
  let before: Token | undefined;
  let framedTo = 0;
  for (let i = 0; i < words.length; ) {
    const word = words[i] as Word;
    const { form, span } = word;
    const quantity = (form.bits & (is.numeral | says.quantity)) === 0 ? undefined : quantityAt(reading, i);
    if (quantity !== undefined) {
      const number = numberToken(quantity, word, words[quantity.to - 1] as Word);
      tokens.push(number);
      if (before !== undefined && isBeside(reading, before, word, 45)) tokens.push(pairOf(before, number));
      before = undefined;
      i = quantity.to;
      continue;
    }
    if (i >= framedTo) framedTo = framedUntil(words, i);
    // The lists say what is a stop word as it is spelled; a word with accents is none of the English ones.
    const isStop = i < framedTo || ((form.bits & stopBit) !== 0 && (lang === 'vi' || (form.bits & is.accented) === 0));
    const token: Token = isStop
      ? { term: form.term, span, kind: 'stop' }
      : wordToken(word, tells && isName(reading, i), lang === 'vi' ? 0 : form.spelling);
    tokens.push(token);
    if (before !== undefined && arePaired(reading, before, word)) tokens.push(pairOf(before, token));
    if (!isStop && (form.bits & is.accented) !== 0) tokens.push({ term: form.accented, span, kind: 'accent' });
    before = token;
    i++;
  }
  return tokens;
};

/** A spelling that says nothing is left out: most tokens are small. */
const wordToken = ({ form, span }: Word, isName: boolean, spelling: number): Token => {
  const { term } = form;
  if (isName)
    return spelling === 0 ? { term, span, kind: 'word', isName } : { term, span, kind: 'word', isName, spelling };
  return spelling === 0 ? { term, span, kind: 'word' } : { term, span, kind: 'word', spelling };
};

const numberToken = ({ term, isDate }: Quantity, first: Word, last: Word): Token => ({
  term,
  span: { start: first.span.start, end: last.span.end },
  kind: isDate ? 'stop' : 'word',
});

const pairOf = (a: Token, b: Token): Token => ({
  term: a.term + b.term,
  span: { start: a.span.start, end: b.span.end },
  kind: 'pair',
});

/** Whether exactly the character with this code stands between. */
const isBeside = ({ visible }: Reading, before: Token, word: Word, code: number): boolean =>
  word.span.start === before.span.end + 1 && visible.charCodeAt(before.span.end) === code;

/** Neighbours with only a space between are a pair where syllables are written apart; a hyphen joins in any language. */
const arePaired = (reading: Reading, before: Token, word: Word): boolean => {
  const { visible, lang } = reading;
  const gap = word.span.start - before.span.end;
  if (gap > 1) return false;
  const code = gap === 1 ? visible.charCodeAt(before.span.end) : 32;
  if (code === 45 || gap === 0) return true;
  if ((code !== 32 && code !== 95) || (lang !== 'vi' && lang !== undefined)) return false;
  if ((word.form.bits & is.syllable) === 0 || !isSyllable(before.term)) return false;
  return lang === 'vi' || (word.form.bits & says.enStop) === 0;
};
