import { hasDigit, spelled, wordsSaid } from './duplicates-words.ts';

/** A short, fixed-size likeness of a message: look-alikes agree in most places. Of a private text it is as private as the text. */
export type Sketch = {
  /** MinHash values of the shingles, one per hash function. */
  readonly minima: Uint32Array;
  /** The numbers said, which look-alikes must share. */
  readonly numbers: string;
  /** Whether nothing is said in words: a link, or emoji alone. */
  readonly isEmpty: boolean;
};

const rowsPerBand = 3;
const bands = 12;
const functions = bands * rowsPerBand;
const shingle = 4;

/**
 * The sketch of a text: MinHash (Broder 1997) over the distinct runs of four characters of what it says (`wordsSaid`,
 * spaces left out, so that a space more or less is one typo). Linear in the text.
 */
export const sketchOf = (text: string): Sketch => {
  const said = wordsSaid(text);
  const numbers = [...new Set(said.words.flatMap(({ term }) => term.match(/\d[\d.]*%?/g) ?? []))].sort();
  const letters = said.words.map(({ term }, i) => (hasDigit(term) ? term : spelled(said, i, i + 1))).join('');
  return { minima: minimaOf(shinglesOf(letters)), numbers: numbers.join(' '), isEmpty: letters === '' };
};

/**
 * Keys under which a database finds the sketches worth comparing: two texts of one message share at least one of 12.
 * A band is three minima, so texts of similarity s share one with probability 1 − (1 − s³)¹²: 1.00 at .8, .99 at .7,
 * .95 at .6, and .01 at .1. One typo in a message of five words leaves about .7; two different messages seldom have
 * more than .1 in common. A text without words has none. The numbers said are part of every key: texts with other numbers never meet.
 */
export const bandsOf = ({ minima, numbers, isEmpty }: Sketch): readonly string[] =>
  Array.from({ length: isEmpty ? 0 : bands }, (_, band) => {
    const rows = minima.subarray(band * rowsPerBand, (band + 1) * rowsPerBand);
    return `${band} ${rows.join('.')} ${numbers}`;
  });

const shinglesOf = (letters: string): Uint32Array => {
  const count = Math.max(1, letters.length - shingle + 1);
  const hashes = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let hash = 0x811c9dc5;
    for (let j = i; j < i + shingle; j++) hash = Math.imul(hash ^ letters.charCodeAt(j), 0x01000193);
    hashes[i] = avalanche(hash);
  }
  return hashes;
};

const avalanche = (h: number): number => {
  const a = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return b ^ (b >>> 16);
};

// Multiply-add hashing of values that are already well mixed; the constants are any fixed odd ones, from a Weyl sequence.
const multipliers = Int32Array.from({ length: functions }, (_, i) => avalanche(0x9e3779b9 * (i + 1)) | 1);
const offsets = Int32Array.from({ length: functions }, (_, i) => avalanche(0x7f4a7c15 * (i + 1)));

const minimaOf = (hashes: Uint32Array): Uint32Array => {
  const minima = new Uint32Array(functions).fill(0xffffffff);
  for (const hash of hashes)
    for (let f = 0; f < functions; f++) {
      const value = (Math.imul(hash, multipliers[f] ?? 1) + (offsets[f] ?? 0)) >>> 0;
      if (value < (minima[f] ?? 0)) minima[f] = value;
    }
  return minima;
};
