import { type Asked, filterPlace } from './asked.ts';

/** How like single terms are to a question by their characters, each worked out once; `place` is the term's among the weighed terms. */
export type Likeness = {
  /** Its character grams as a vector of length 1, times the question's. */
  readonly toQuestion: (place: number) => number;
  /** The question's word most like it, or -1, and their Dice coefficient (0 where nothing is like enough to be the same word). */
  readonly nearestWord: (place: number) => number;
  readonly nearness: (place: number) => number;
};

// Below this two words share an ending or a beginning, not a stem (on the training tweets).
const leastNearness = 0.35;

export const likenessTo = (asked: Asked): Likeness => {
  const likeness: number[] = [];
  const nearest: number[] = [];
  const nearness: number[] = [];
  const counts = new Uint16Array(asked.size);

  const read = (place: number): void => {
    while (likeness.length <= place) {
      likeness.push(-1);
      nearest.push(-1);
      nearness.push(0);
    }
    const grams = asked.terms.grams(place);
    counts.fill(0);
    let sum = 0;
    for (let i = 0; i < grams.length; i++) {
      if (asked.gramFilter[filterPlace(grams[i] ?? 0)] === 0) continue;
      const gram = asked.grams.find(grams[i] ?? 0);
      if (gram < 0) continue;
      sum += asked.gramWeights[gram] ?? 0;
      const end = asked.gramStarts[gram + 1] ?? 0;
      for (let at = asked.gramStarts[gram] ?? 0; at < end; at++) {
        const word = asked.gramWords[at] ?? 0;
        counts[word] = (counts[word] ?? 0) + 1;
      }
    }
    likeness[place] = sum / Math.sqrt(grams.length || 1);
    // Two numbers that look alike are two numbers.
    if (sum === 0 || asked.terms.isNumber(place)) return;
    for (let word = 0; word < counts.length; word++) {
      const shared = counts[word] ?? 0;
      const own = asked.gramCounts[word] ?? 0;
      if (shared === 0 || own === 0) continue;
      const dice = (2 * shared) / (grams.length + own);
      if (dice < leastNearness || dice <= (nearness[place] ?? 0)) continue;
      nearness[place] = dice;
      nearest[place] = word;
    }
  };

  const known = (place: number): void => {
    if ((likeness[place] ?? -1) < 0) read(place);
  };

  return {
    toQuestion: (place) => {
      known(place);
      return likeness[place] ?? 0;
    },
    nearestWord: (place) => {
      known(place);
      return nearest[place] ?? -1;
    },
    nearness: (place) => {
      known(place);
      return nearness[place] ?? 0;
    },
  };
};
