// The English model: logistic regression, trained by `npm run train:worth`; see docs/method/check-worthiness.md.
import { fromBase64Url } from '../../base/bytes.ts';
import { englishFeatures } from './english-features.ts';
import trained from './english-weights.json' with { type: 'json' };
import { type Part, partsOf, sumOf, type Weighed } from './weighed.ts';
import type { Passage } from './words.ts';

/** A trained model as it lies in the file: calibration is already inside the weights. */
export type EnglishWeights = {
  readonly base: number;
  /** The probability from which a sentence is told worthy when a yes or no is asked: the best F1 out of fold. */
  readonly cut: number;
  readonly signals: Readonly<Record<string, number>>;
  /** Log-odds of one step of a gram's weight. */
  readonly step: number;
  /** A signed byte per bucket, base64url. */
  readonly grams: string;
};

/** Makes a scorer of trained weights. Throws when the n-gram weights are no base64url: a broken file, never input. */
export const englishModel = (weights: EnglishWeights): ((passage: Passage) => Weighed) => {
  const bytes = fromBase64Url(weights.grams);
  if (bytes === undefined) throw new Error('the weights of the English check-worthiness model are not base64url');
  const steps = new Int8Array(bytes.buffer);
  return (passage) => {
    const { signals, grams } = englishFeatures(passage);
    const byWord = new Float64Array(passage.words.length);
    for (const { bucket, value, words } of grams) {
      const weight = (steps[bucket] ?? 0) * weights.step * value;
      for (const word of words) byWord[word] = (byWord[word] ?? 0) + weight / words.length;
    }
    const wording: readonly Part[] = passage.words.map(({ span }, i) => ({
      feature: 'wording',
      weight: byWord[i] ?? 0,
      span,
    }));
    const parts = [...partsOf(signals, weights.signals), ...wording];
    return { logit: weights.base + sumOf(parts), parts };
  };
};

export const weighedInEnglish = englishModel(trained);

/** See `EnglishWeights.cut`. */
export const englishCut = trained.cut;
