import fc from 'fast-check';
import { expect, test } from 'vitest';
import { functionWordOf, noFunctionWords } from '../function-words.ts';
import {
  accentMark,
  type Collection,
  markOfSpelling,
  nameMark,
  numberMark,
  type QuestionText,
  spelledAs,
  unknownTerms,
} from '../term-text.ts';
import { contenders, wantedAmong } from './contenders.ts';
import { featureCount, featureGroups, featureIndex, featureNames, type OwnFeature } from './feature-names.ts';
import { featuresOf, type RankCandidate } from './features.ts';
import { functionAgreements } from './function-agreement.ts';
import { modelOf, rank } from './model.ts';
import { withQuestionWords } from './question-words.ts';
import weights from './weights.json' with { type: 'json' };

// A collection of made-up words: number 3 is `word3`; the higher the number, the rarer.
const collection: Collection = {
  unitCount: 1000,
  idf: (term) => (term >= unknownTerms ? 7.6 : 1 + (term % 60) / 10),
  spelled: (term) => (term < 500 ? spelledAs(`word${term}`) : undefined),
};

const textOf = (terms: readonly number[], marks: readonly number[] = []): QuestionText => ({
  functionWords: [],
  terms: Uint32Array.from(terms),
  marks: Uint16Array.from(terms, (_, i) => marks[i] ?? 0),
});
const nothing = textOf([]);
const checkOf = (claim: QuestionText, title = nothing, bm25 = 1): RankCandidate => ({
  text: { claim, title, subtitle: nothing, functionWords: noFunctionWords },
  bm25,
});
const model = modelOf(weights);
const featureOf = (rows: Float64Array, name: OwnFeature, row = 0) => rows[row * featureCount + featureIndex[name]];

test('every feature has a name, a group, and a weight in the file', () => {
  expect(featureNames).toHaveLength(featureCount);
  expect(featureGroups).toHaveLength(featureCount);
  expect(new Set(featureNames).size).toBe(featureCount);
  expect(Object.keys(weights.weights)).toEqual(featureNames);
});

test('a text agrees wholly with itself', () => {
  const text = textOf([40, 41, 42, 43, 44]);
  const rows = featuresOf(text, [checkOf(text)], collection);
  for (const name of ['words', 'wordsClaim', 'claimWords', 'telling', 'pairs', 'claimPairs', 'claimRun'] as const)
    expect(featureOf(rows, name)).toBeCloseTo(1);
  expect(featureOf(rows, 'charactersClaim')).toBeGreaterThan(0.5);
});

test('order counts: the same words turned round agree as words and not as a run', () => {
  const rows = featuresOf(textOf([40, 41, 42]), [checkOf(textOf([42, 41, 40]))], collection);
  expect(featureOf(rows, 'words')).toBeCloseTo(1);
  expect(featureOf(rows, 'pairs')).toBe(0);
  expect(featureOf(rows, 'claimRun')).toBeLessThan(0.5);
});

test('numbers, names and accents are compared each with its own', () => {
  const question = textOf([10, 11, 200, 12], [numberMark, nameMark, accentMark, 0]);
  const same = textOf([10, 11, 200, 12], [numberMark, nameMark, accentMark, 0]);
  const other = textOf([13, 14, 11, 201, 12], [numberMark, nameMark, 0, accentMark, 0]);
  const rows = featuresOf(question, [checkOf(same), checkOf(other)], collection);
  const of = (row: number) =>
    (['numbers', 'claimNumbersMissing', 'claimNamesMissing', 'accentsDiffer'] as const).map((n) =>
      featureOf(rows, n, row),
    );
  expect(of(0)).toEqual([1, 0, 0, 0]);
  expect(of(1)).toEqual([0, 1, 1, 1]);
});

test('English function words agree by field, more of a rare one than of a frequent one, and less in a longer field', () => {
  const than = functionWordOf('than');
  const the = functionWordOf('the');
  const [inClaim, inSubtitle] = [32, 1];
  const agreed = (asked: readonly number[], ...units: readonly (readonly number[])[]) =>
    functionAgreements(
      asked,
      units.map((words) => Uint8Array.from(words)),
    );
  const [rare, frequent] = agreed([than, the], [than, inClaim], [the, inClaim]);
  expect(rare?.[0]).toBeGreaterThan(frequent?.[0] ?? 1);
  expect(rare?.slice(1)).toEqual([0, 0]);
  const [short, long] = agreed([than], [than, inSubtitle], [than, inSubtitle, the, 7 * inSubtitle]);
  expect(short?.[2]).toBeGreaterThan(long?.[2] ?? 1);
  expect(agreed([], [than, inClaim])).toEqual([[0, 0, 0]]);
});

test('who writes a word with the same ending agrees more than who only shares its stem', () => {
  const [plain, plural] = [markOfSpelling(0), markOfSpelling(7)];
  const question = textOf([40, 41, 42], [plain, plural, plain]);
  const other = textOf([40, 41, 42], [plain, markOfSpelling(9), plain]);
  const rows = featuresOf(question, [checkOf(question), checkOf(other), checkOf(nothing, question)], collection);
  const [same, stemmed, titled] = [0, 1, 2].map((row) => featureOf(rows, 'asWritten', row) ?? 0);
  expect(stemmed).toBeGreaterThan(0);
  expect(same).toBeGreaterThan(stemmed ?? 1);
  expect(titled).toBeGreaterThan(stemmed ?? 1);
  expect(featureOf(rows, 'words', 1)).toBeCloseTo(featureOf(rows, 'words', 0) ?? 0);
});

test('a word asked for in two spellings is met in each', () => {
  const twice = textOf([40, 40], [markOfSpelling(1), markOfSpelling(2)]);
  const rows = featuresOf(twice, [checkOf(twice), checkOf(textOf([40], [markOfSpelling(1)]))], collection);
  expect(featureOf(rows, 'asWritten', 0)).toBeGreaterThan(1.5 * (featureOf(rows, 'asWritten', 1) ?? 1));
});

test('those far below the best are not compared, but the first ten and all that were asked for', () => {
  const scored = Array.from({ length: 40 }, (_, i) => ({ score: i < 5 ? 10 : 2 }));
  expect(wantedAmong(scored, contenders())).toHaveLength(10);
  expect(wantedAmong(scored, contenders(25))).toHaveLength(25);
  expect(
    wantedAmong(
      scored.map(() => ({ score: 4 })),
      contenders(),
    ),
  ).toHaveLength(40);
  expect(wantedAmong([], contenders())).toEqual([]);
});

test('an unknown word of the question is compared by its characters', () => {
  const question = textOf([unknownTerms, 40]);
  const tokens = ['word41x', 'word40'].map((term, i) => ({
    term,
    span: { start: 8 * i, end: 8 * i + 7 },
    kind: 'word' as const,
  }));
  const check = checkOf(textOf([41, 40]));
  const near = (of: Collection) => featureOf(featuresOf(question, [check], of), 'nearWords') ?? 0;
  expect(near(collection)).toBe(0);
  expect(near(withQuestionWords(collection, question, tokens))).toBeGreaterThan(0.2);
});

test('the claim itself comes before one that shares half of it, surely', () => {
  const question = textOf([40, 41, 42, 43, 44, 45, 46, 47]);
  const half = checkOf(textOf([40, 41, 42, 43, 50, 51, 52, 53]), nothing, 8);
  const whole = checkOf(question, nothing, 12);
  const ranking = rank(model, question, [whole, half], collection);
  expect(ranking.order.map(({ index }) => index)).toEqual([0, 1]);
  expect(ranking.probabilityAt(0)).toBeGreaterThan(rank(model, question, [half], collection).probabilityAt(0));
});

test('what the groups add, beyond the other candidates, is what a score is ahead of the others', () => {
  const question = textOf([40, 41, 42, 43, 44]);
  const candidates = [checkOf(question), checkOf(textOf([40, 41, 60])), checkOf(textOf([44, 70]))];
  const { order, contributions } = rank(model, question, candidates, collection);
  const whole = order.reduce((sum, { score }) => sum + score, 0);
  for (const { index, score } of order) {
    const added = [...contributions(index).values()].reduce((sum, x) => sum + x, 0);
    expect(added).toBeCloseTo(score - (whole - score) / 2, 6);
  }
});

const someText = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 620 }), fc.constantFrom(0, 0, accentMark, nameMark, numberMark)), {
    maxLength: 40,
  })
  .map((all) =>
    textOf(
      all.map(([term]) => term),
      all.map(([, mark]) => mark),
    ),
  );

test('whatever texts are compared: finite features, an order of all candidates, a probability, the same again', () => {
  fc.assert(
    fc.property(
      someText,
      fc.array(fc.tuple(someText, someText, fc.double({ min: 0, max: 90, noNaN: true })), { maxLength: 12 }),
      (question, texts) => {
        const candidates = texts.map(([claim, title, bm25]) => checkOf(claim, title, bm25));
        const rows = featuresOf(question, candidates, collection);
        expect(rows.every(Number.isFinite)).toBe(true);
        const first = rank(model, question, candidates, collection);
        expect(first.order.map(({ index }) => index).sort((a, b) => a - b)).toEqual(candidates.map((_, i) => i));
        const probability = first.probabilityAt(0);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        expect(rank(model, question, candidates, collection).order).toEqual(first.order);
      },
    ),
    { numRuns: 300 },
  );
});

test('a page-long question costs no more than its beginning', () => {
  const page = textOf(Array.from({ length: 60_000 }, (_, i) => i % 500));
  const start = textOf(Array.from({ length: 400 }, (_, i) => i % 500));
  const check = checkOf(textOf([1, 2, 3]));
  expect(featuresOf(page, [check], collection)).toEqual(featuresOf(start, [check], collection));
});
