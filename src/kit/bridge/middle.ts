// What counts of a note: of each side the middle three fifths. A fifth that praises most and a fifth that praises least are
// left out on either side, whoever they are, so that a small crowd at one end moves nothing.
import { addSums, type NoteSums, noSums, type Prior, type Voice, withRating } from './note-sums.ts';

/** One side's ratings by level: numbers of them, or the sums over them. */
export type ByLevel<T> = { readonly helpful: T; readonly somewhat: T; readonly not: T };
export type Tally = ByLevel<number>;

/** All ratings of one note as sums: raters with a factor up to 0, and above it, by what they said. */
export type Voices = { readonly below: ByLevel<NoteSums>; readonly above: ByLevel<NoteSums> };

const silent: ByLevel<NoteSums> = { helpful: noSums, somewhat: noSums, not: noSums };
export const noVoices: Voices = { below: silent, above: silent };

/** One rating more, or with `times` −1 one less. */
export const withVoice = (voices: Voices, prior: Prior, voice: Voice, value: number, times = 1): Voices => {
  const side = voice.factor > 0 ? 'above' : 'below';
  const level = value === 1 ? 'helpful' : value === 0 ? 'not' : 'somewhat';
  const one = withRating(voices[side][level], prior, voice, value, times);
  return { ...voices, [side]: { ...voices[side], [level]: one } };
};

/** Of each side, left out at either end. */
export const leftOut = 0.2;

/**
 * What of a side's ratings counts: those left out are taken from the ends, and the rest speaks for all of them, so that the
 * side keeps its weight.
 *
 *     middleOf({ helpful: 7, somewhat: 1, not: 2 }) // { helpful: 8.333333333333334, somewhat: 1.6666666666666667, not: 0 }
 */
export const middleOf = ({ helpful, somewhat, not }: Tally): Tally => {
  const all = helpful + somewhat + not;
  const [low, high] = [leftOut * all, (1 - leftOut) * all];
  // From the least praise to the most, each level has its stretch; what of it lies between the two marks counts.
  const within = (from: number, to: number): number =>
    Math.max(0, Math.min(to, high) - Math.max(from, low)) / (1 - 2 * leftOut);
  return { helpful: within(not + somewhat, all), somewhat: within(not, not + somewhat), not: within(0, not) };
};

/** The sums of the middle of both sides: within a level everybody counts alike, whoever came first. */
export const middleSums = ({ below, above }: Voices): NoteSums =>
  [below, above].reduce((sums, side) => {
    const counted = middleOf({ helpful: side.helpful.n, somewhat: side.somewhat.n, not: side.not.n });
    const add = (to: NoteSums, of: NoteSums, count: number) => (of.n > 0 ? addSums(to, of, count / of.n) : to);
    const low = add(sums, side.not, counted.not);
    return add(add(low, side.somewhat, counted.somewhat), side.helpful, counted.helpful);
  }, noSums);
