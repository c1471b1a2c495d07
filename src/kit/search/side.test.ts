import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Analyzer, Facts, Token } from '../../base/analyzer.ts';
import { conflictsBetween } from './conflict.ts';
import { coverOf } from './explain.ts';
import { rememberedReadings } from './readings.ts';
import { sideAgainst, sideOf, watchedBy } from './side.ts';

const facts: Facts = { amounts: [], dates: [], places: [], negated: true };
const idf = (term: string): number => term.length;

/** Words of one letter or two, in capitals where accented, stop words in brackets; neighbours are pairs as in `kit/text`. */
const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let before: Token | undefined;
  for (const { 0: raw, index } of text.matchAll(/\S+/g)) {
    const span = { start: index, end: index + raw.length };
    const term = raw.toLowerCase().replace(/[()]/g, '');
    const word: Token = { term, span, kind: raw.startsWith('(') ? 'stop' : 'word' };
    tokens.push(word);
    if (before !== undefined)
      tokens.push({ term: before.term + term, span: { start: before.span.start, end: span.end }, kind: 'pair' });
    if (word.kind === 'word' && raw !== raw.toLowerCase()) tokens.push({ term: raw, span, kind: 'accent' });
    before = word;
  }
  return tokens;
};
const analyzer: Analyzer = { tokens: tokensOf, facts: () => facts };

const someText = fc
  .array(
    fc.constantFrom('a', 'b', 'c', 'd', 'A', 'aB', 'ab', 'bc', 'E', '5', 'horses', 'horse', '(con)', '(het)', '(x)'),
    {
      maxLength: 14,
    },
  )
  .map((words) => words.join(' '));

test('a text held against a question by what agrees alone says all that the whole text says', () => {
  const read = rememberedReadings(analyzer);
  fc.assert(
    fc.property(someText, someText, (question, text) => {
      const asked = sideOf(tokensOf(question), idf);
      const whole = sideOf(tokensOf(text), idf);
      const part = sideAgainst(watchedBy(asked), read(text), idf);
      const said = { ...asked, facts };
      expect(conflictsBetween(said, { ...part, facts })).toEqual(conflictsBetween(said, { ...whole, facts }));
      expect(coverOf(asked, part)).toEqual(coverOf(asked, whole));
      expect(coverOf(part, asked)).toEqual(coverOf(whole, asked));
      expect(part.tokens.length).toBeLessThanOrEqual(whole.tokens.length);
    }),
    { numRuns: 3000 },
  );
});
