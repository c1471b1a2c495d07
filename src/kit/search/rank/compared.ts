import { accentMark, nameMark, numberMark, spellingIn, type TermText, type UnitText } from '../term-text.ts';
import { type Asked, pairKey } from './asked.ts';
import type { Likeness } from './likeness.ts';

/** One unit held against a question: sums from which the features are made. Masses are sums of idf. */
export type Compared = {
  /** By question word: which fields have it (1 claim, 2 title, 4 subtitle). */
  readonly met: Uint8Array;
  /** By question word: how often claim and title have it. */
  readonly counts: Uint16Array;
  /** By spelling of the question's words, three numbers: how often claim, title and subtitle have it written so. */
  readonly asWritten: Uint16Array;
  /** By question word: how near the nearest other word of claim and title is to it. */
  readonly near: Float64Array;
  readonly claim: FieldSums;
  readonly title: FieldSums;
  readonly subtitle: FieldSums;
  /** Mass of the question's neighbouring words that are neighbours in the unit, and of the claim's. */
  pairs: number;
  claimPairs: number;
  claimPairMass: number;
  claimNumbers: number;
  claimNumbersMissing: number;
  claimNames: number;
  claimNamesMissing: number;
  accentsAgree: number;
  accentsDiffer: number;
  /** Question words of the claim and of the title, in their order. */
  readonly claimRun: number[];
  readonly titleRun: number[];
};

export type FieldSums = {
  words: number;
  mass: number;
  met: number;
  toldMass: number;
  toldMet: number;
  /** Sum of squared idf and of each word's likeness in characters to the question, weighed by idf. */
  squares: number;
  likeness: number;
  /** Sum over words that the question lacks of their nearness to one of its words, weighed by idf. */
  near: number;
};

const noSums = (): FieldSums => ({
  words: 0,
  mass: 0,
  met: 0,
  toldMass: 0,
  toldMet: 0,
  squares: 0,
  likeness: 0,
  near: 0,
});

/**
 * Holds a unit against a question; subtitles may be as long as a page, and are compared by words only. `near` is room for a
 * number per word of the question, all 0: a buffer for each of a hundred units would keep the collector busy.
 */
export const compare = (asked: Asked, unit: UnitText, likeness: Likeness, near: Float64Array): Compared => {
  const compared: Compared = {
    met: new Uint8Array(asked.size),
    counts: new Uint16Array(asked.size),
    asWritten: new Uint16Array(3 * asked.spellings.length),
    near,
    claim: noSums(),
    title: noSums(),
    subtitle: noSums(),
    pairs: 0,
    claimPairs: 0,
    claimPairMass: 0,
    claimNumbers: 0,
    claimNumbersMissing: 0,
    claimNames: 0,
    claimNamesMissing: 0,
    accentsAgree: 0,
    accentsDiffer: 0,
    claimRun: [],
    titleRun: [],
  };
  const pairsSeen = new Uint8Array(asked.pairWeights.length);
  readField(asked, compared, unit.claim, 1, pairsSeen, likeness);
  readField(asked, compared, unit.title, 2, pairsSeen, likeness);
  readSubtitle(asked, compared, unit.subtitle, pairsSeen);
  return compared;
};

/** A claim or title longer than this is compared by the characters of its beginning: in a page everything is like something. */
const spelledMost = 64;

const readField = (
  asked: Asked,
  compared: Compared,
  text: TermText,
  bit: 1 | 2,
  pairsSeen: Uint8Array,
  likeness: Likeness,
): void => {
  const { terms, marks } = text;
  const { terms: weighed, size } = asked;
  const sums = bit === 1 ? compared.claim : compared.title;
  let before = -1;
  let beforeIdf = 0;
  for (let i = 0; i < terms.length; i++) {
    const mark = marks[i] ?? 0;
    if ((mark & accentMark) !== 0) continue;
    const place = weighed.place(terms[i] ?? 0);
    const idf = weighed.idf(place);
    const isMet = place < size;
    sums.words++;
    sums.mass += idf;
    if (isMet) {
      sums.met += idf;
      compared.met[place] = (compared.met[place] ?? 0) | bit;
      readMet(asked, compared, text, i, place, bit);
      if (before >= 0) readPair(asked, compared, before, place, bit, pairsSeen);
    }
    const told = weighed.told(place);
    sums.toldMass += told;
    if (isMet) sums.toldMet += told;
    if (sums.words <= spelledMost) {
      sums.squares += idf * idf;
      sums.likeness += idf * likeness.toQuestion(place);
      if (!isMet) readNear(compared, sums, likeness, place, idf);
    }
    if (isMet) {
      compared.counts[place] = (compared.counts[place] ?? 0) + 1;
      (bit === 1 ? compared.claimRun : compared.titleRun).push(place);
    }
    if (bit === 1) {
      if (i > 0) compared.claimPairMass += beforeIdf + idf;
      readClaimWord(compared, mark, idf, isMet);
    }
    before = isMet ? place : -1;
    beforeIdf = idf;
  }
};

/** A subtitle may be a page, and most of its words are not the question's: those are only counted. */
const readSubtitle = (asked: Asked, compared: Compared, text: TermText, pairsSeen: Uint8Array): void => {
  const { terms, marks } = text;
  const { subtitle: sums, met } = compared;
  let before = -1;
  for (let i = 0; i < terms.length; i++) {
    if (((marks[i] ?? 0) & accentMark) !== 0) continue;
    sums.words++;
    const word = asked.wordOf(terms[i] ?? 0);
    if (word >= 0) {
      sums.met += asked.idf[word] ?? 0;
      met[word] = (met[word] ?? 0) | 4;
      readMet(asked, compared, text, i, word, 4);
      if (before >= 0) readPair(asked, compared, before, word, 4, pairsSeen);
    }
    before = word;
  }
};

/** A word of the question at `i`: how it is spelled, and whether its accents agree. */
const readMet = (
  asked: Asked,
  compared: Compared,
  { terms, marks }: TermText,
  i: number,
  word: number,
  bit: 1 | 2 | 4,
): void => {
  readSpelling(asked, compared, word, spellingIn(marks[i] ?? 0), bit);
  const accent = ((marks[i + 1] ?? 0) & accentMark) !== 0 ? (terms[i + 1] ?? 0) + 1 : 0;
  const wanted = asked.accents[word] ?? 0;
  if (accent === 0 || wanted === 0) return;
  const idf = asked.idf[word] ?? 0;
  if (accent === wanted) compared.accentsAgree += idf;
  else compared.accentsDiffer += idf;
};

const readSpelling = (asked: Asked, compared: Compared, word: number, spelling: number, bit: 1 | 2 | 4): void => {
  const { spellings, spellingStarts } = asked;
  const end = spellingStarts[word + 1] ?? 0;
  for (let i = spellingStarts[word] ?? 0; i < end; i++) {
    if (spellings[i] !== spelling) continue;
    const at = 3 * i + (bit >> 1);
    compared.asWritten[at] = (compared.asWritten[at] ?? 0) + 1;
  }
};

const readPair = (
  asked: Asked,
  compared: Compared,
  first: number,
  second: number,
  bit: number,
  pairsSeen: Uint8Array,
): void => {
  const pair = asked.pairs.find(pairKey(first, second));
  if (pair < 0) return;
  const weight = asked.pairWeights[pair] ?? 0;
  if (bit === 1) compared.claimPairs += weight;
  if (pairsSeen[pair] === 1) return;
  pairsSeen[pair] = 1;
  compared.pairs += weight;
};

const readNear = (compared: Compared, sums: FieldSums, likeness: Likeness, place: number, idf: number): void => {
  const word = likeness.nearestWord(place);
  if (word < 0) return;
  const nearness = likeness.nearness(place);
  sums.near += nearness * idf;
  if (nearness > (compared.near[word] ?? 0)) compared.near[word] = nearness;
};

const readClaimWord = (compared: Compared, mark: number, idf: number, isMet: boolean): void => {
  if ((mark & numberMark) !== 0) {
    compared.claimNumbers++;
    if (!isMet) compared.claimNumbersMissing++;
  }
  if ((mark & nameMark) !== 0) {
    compared.claimNames += idf;
    if (!isMet) compared.claimNamesMissing += idf;
  }
};
