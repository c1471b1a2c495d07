import type { Collection, QuestionText } from '../term-text.ts';
import { type Certainty, certaintyOf, type OperatingPoints } from './certainty.ts';
import { type FeatureGroup, featureCount, featureGroups, featureNames } from './feature-names.ts';
import { featuresOf, type RankCandidate } from './features.ts';

/**
 * The trained model (`npm run train:rank`): what one unit of each feature adds to a candidate's score, and how sure a first
 * place is. Additive, so that every answer can be explained by its parts.
 */
export type RankWeights = {
  readonly source: string;
  readonly weights: Readonly<Record<string, number>>;
  readonly certainty: Certainty;
  /** The probability from which so large a share of automatic answers was right in training, questions without an answer included. */
  readonly operatingPoints: OperatingPoints;
};

/** One candidate as ranked: its place in what was given, and its score, comparable within one question only. */
export type RankedCandidate = { readonly index: number; readonly score: number };

export type Ranking = {
  /** Best first; equal scores as given. */
  readonly order: readonly RankedCandidate[];
  /** Calibrated probability, 0 to 1, that the one at this place of `order` is it, were those before it not there. */
  readonly probabilityAt: (place: number) => number;
  /** What each group of features adds for a candidate (by its place in what was given) beyond what it adds for the others on average. */
  readonly contributions: (index: number) => ReadonlyMap<FeatureGroup, number>;
};

/**
 * Ranks the engine's candidates for a question. `collection` is as `featuresOf` wants it.
 *
 * ```ts
 * const question = shelf.numbered(tokens);
 * rank(weights, question, candidates, withQuestionWords(shelf.collection, question, tokens)).order[0]?.index
 * ```
 */
export const rank = (
  model: RankModel,
  question: QuestionText,
  candidates: readonly RankCandidate[],
  collection: Collection,
): Ranking => {
  const rows = featuresOf(question, candidates, collection);
  const scores = scoresOf(model.weights, rows, candidates.length);
  const order = Array.from(scores, (score, index) => ({ index, score })).sort(
    (a, b) => b.score - a.score || a.index - b.index,
  );
  return {
    order,
    probabilityAt: (place) => certaintyOf(model.certainty, question, rows, order.slice(place)),
    contributions: (index) => contributionsOf(model.weights, rows, candidates.length, index),
  };
};

export type RankModel = { readonly weights: Float64Array; readonly certainty: Certainty };

/** The model in the order of the features; one that the file does not name weighs nothing. */
export const modelOf = ({ weights, certainty }: RankWeights): RankModel => ({
  weights: Float64Array.from(featureNames, (name) => weights[name] ?? 0),
  certainty,
});

/** The score of each row. */
export const scoresOf = (weights: Float64Array, rows: Float64Array, count: number): Float64Array => {
  const scores = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let f = 0; f < featureCount; f++) sum += (weights[f] ?? 0) * (rows[i * featureCount + f] ?? 0);
    scores[i] = sum;
  }
  return scores;
};

const contributionsOf = (
  weights: Float64Array,
  rows: Float64Array,
  count: number,
  index: number,
): ReadonlyMap<FeatureGroup, number> => {
  const sums = new Map<FeatureGroup, number>();
  for (let f = 0; f < featureCount; f++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += rows[i * featureCount + f] ?? 0;
    const own = rows[index * featureCount + f] ?? 0;
    const others = count > 1 ? (sum - own) / (count - 1) : 0;
    const beyond = own - others;
    const group = featureGroups[f];
    if (group !== undefined) sums.set(group, (sums.get(group) ?? 0) + (weights[f] ?? 0) * beyond);
  }
  return sums;
};
