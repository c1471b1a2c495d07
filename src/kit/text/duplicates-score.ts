import { sameMessage } from './duplicates.ts';
import { bandsOf, sketchOf } from './sketch.ts';

/** Two texts and whether a person says that they are one message. */
export type DuplicatePair = { readonly a: string; readonly b: string; readonly same: boolean };

/** How well pairs were told apart; shares are 0 to 1, and 1 where there was nothing to get wrong. */
export type DuplicateScore<Pair extends DuplicatePair = DuplicatePair> = {
  readonly pairs: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly wrong: readonly Pair[];
};

/** Judges every pair as the store does: found by a shared band of the sketches, then compared word by word. */
export const evaluateDuplicates = <Pair extends DuplicatePair>(pairs: Iterable<Pair>): DuplicateScore<Pair> => {
  const wrong: Pair[] = [];
  let [all, found, rightlyFound, meant] = [0, 0, 0, 0];
  for (const pair of pairs) {
    const isFound = isOneGroup(pair.a, pair.b);
    all++;
    if (isFound) found++;
    if (pair.same) meant++;
    if (isFound && pair.same) rightlyFound++;
    if (isFound !== pair.same) wrong.push(pair);
  }
  const precision = found === 0 ? 1 : rightlyFound / found;
  const recall = meant === 0 ? 1 : rightlyFound / meant;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { pairs: all, precision, recall, f1, wrong };
};

const isOneGroup = (a: string, b: string): boolean => {
  const [bandsA, bandsB] = [new Set(bandsOf(sketchOf(a))), bandsOf(sketchOf(b))];
  // Texts without words are grouped by their fingerprint alone.
  const mayMeet = bandsA.size === 0 ? bandsB.length === 0 : bandsB.some((band) => bandsA.has(band));
  return mayMeet && sameMessage(a, b);
};
