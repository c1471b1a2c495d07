import { accentMark, type TermText } from '../term-text.ts';
import { featureCount, featureNames, relativeFrom } from './feature-names.ts';

/** A logistic model of "the first is it": what one unit of each sign adds to the log-odds. */
export type Certainty = { readonly bias: number; readonly signs: Readonly<Record<string, number>> };

/** By wanted precision, as `0.95`. */
export type OperatingPoints = Readonly<Record<string, number>>;

/**
 * The signs that a first place is right: its own features (those relative to other candidates say nothing when all are
 * wrong), how far it is ahead of the next, its share of all candidates' exponential scores, and the question's length.
 */
export const signNames: readonly string[] = [
  ...featureNames.slice(0, relativeFrom).filter((name) => name !== 'bm25' && name !== 'place'),
  'ahead',
  'aheadOfTen',
  'logShare',
  'questionLength',
];

const ownFeatures = featureNames
  .slice(0, relativeFrom)
  .flatMap((name, i) => (name === 'bm25' || name === 'place' ? [] : [i]));

type Placed = { readonly index: number; readonly score: number };

/** The signs of the first of an order, in the order of `signNames`. `rows` is what `featuresOf` gave. */
export const signsOf = (question: TermText, rows: Float64Array, order: readonly Placed[]): Float64Array => {
  const signs = new Float64Array(signNames.length);
  const first = order[0];
  if (first === undefined) return signs;
  for (const [i, feature] of ownFeatures.entries()) signs[i] = rows[first.index * featureCount + feature] ?? 0;
  const ten = order.slice(0, rivals);
  // Rivals that a small collection lacks count as equals: being ahead of nobody tells nothing.
  const missing = rivals - ten.length;
  const mean = (ten.reduce((sum, { score }) => sum + score, 0) + missing * first.score) / rivals;
  const all = order.reduce((sum, { score }) => sum + Math.exp(score - first.score), 0);
  const at = ownFeatures.length;
  signs[at] = missing > 0 ? 0 : Math.min(first.score - (order[1]?.score ?? first.score), farAhead);
  signs[at + 1] = Math.min(first.score - mean, farAhead);
  signs[at + 2] = -Math.log(all + missing);
  signs[at + 3] = Math.log1p(wordsIn(question));
  return signs;
};

const rivals = 10;
const farAhead = 12;

const wordsIn = (question: TermText): number => {
  let words = 0;
  for (const mark of question.marks) if ((mark & accentMark) === 0) words++;
  return words;
};

/** Probability that the first is it, 0 to 1; 0 when there is none. */
export const certaintyOf = (
  { bias, signs }: Certainty,
  question: TermText,
  rows: Float64Array,
  order: readonly Placed[],
): number => {
  if (order.length === 0) return 0;
  const values = signsOf(question, rows, order);
  let odds = bias;
  for (const [i, name] of signNames.entries()) odds += (signs[name] ?? 0) * (values[i] ?? 0);
  return 1 / (1 + Math.exp(-odds));
};
