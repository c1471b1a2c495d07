import { functionWordIdf } from '../function-words.ts';
import type { UnitText } from '../term-text.ts';
import type { Asked } from './asked.ts';
import type { Compared } from './compared.ts';
import { averageOf, countIn, lengthShare, lengthsOf, saturation } from './function-agreement.ts';

// A subtitle may be a page, and says less of what is claimed.
const fieldWeights = [1, 1, 0.5] as const;

/**
 * BM25 over words as they are written, for each unit as a share of the most it could be: `vaccines` meets `vaccines` alone,
 * and function words count, where the question is English (`functions`: those it has). Stems find what is told in other
 * words; among what they found, who repeats a sentence repeats its endings too. Lengths are held against those of the
 * other candidates.
 */
export const agreementAsWritten = (
  asked: Asked,
  functions: readonly number[],
  compared: readonly Compared[],
  units: readonly UnitText[],
): Float64Array => {
  const functionIdf = new Float64Array(256);
  for (const word of functions) functionIdf[word] = functionWordIdf(word);
  const idf = idfOfSpellings(asked);
  const most = (1 + saturation) * (sumOf(idf) + sumOf(functionIdf)) || 1;
  const lengths = units.map(({ functionWords }, i) => allWords(compared[i] as Compared, lengthsOf(functionWords)));
  const averages = fieldWeights.map((_, field) => averageOf(lengths.map((all) => all[field] ?? 0)));
  return Float64Array.from(compared, ({ asWritten }, unit) => {
    const worth = fieldWeights.map(
      (weight, field) =>
        weight / (1 - lengthShare + (lengthShare * (lengths[unit]?.[field] ?? 0)) / (averages[field] ?? 1)),
    );
    const gain = (first: number, second: number, third: number): number => {
      const frequency = first * (worth[0] ?? 0) + second * (worth[1] ?? 0) + third * (worth[2] ?? 0);
      return ((1 + saturation) * frequency) / (frequency + saturation);
    };
    let sum = 0;
    for (let i = 0; i < idf.length; i++) {
      const [claim, title, subtitle] = [asWritten[3 * i] ?? 0, asWritten[3 * i + 1] ?? 0, asWritten[3 * i + 2] ?? 0];
      if (claim + title + subtitle > 0) sum += (idf[i] ?? 0) * gain(claim, title, subtitle);
    }
    const { functionWords } = units[unit] as UnitText;
    for (let i = 0; i < functionWords.length; i += 2) {
      const weight = functionIdf[functionWords[i] ?? 0] ?? 0;
      const counts = functionWords[i + 1] ?? 0;
      if (weight > 0) sum += weight * gain(countIn(counts, 0), countIn(counts, 1), countIn(counts, 2));
    }
    return sum / most;
  });
};

const sumOf = (values: Float64Array): number => values.reduce((total, x) => total + x, 0);

const idfOfSpellings = ({ size, idf, spellingStarts, spellings }: Asked): Float64Array => {
  const idfs = new Float64Array(spellings.length);
  for (let word = 0; word < size; word++)
    idfs.fill(idf[word] ?? 0, spellingStarts[word] ?? 0, spellingStarts[word + 1] ?? 0);
  return idfs;
};

const allWords = (
  { claim, title, subtitle }: Compared,
  functions: readonly [number, number, number],
): readonly [number, number, number] => [
  claim.words + functions[0],
  title.words + functions[1],
  subtitle.words + functions[2],
];
