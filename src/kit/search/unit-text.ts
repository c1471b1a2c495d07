import type { Token } from '../../base/analyzer.ts';
import { functionWordOf } from './function-words.ts';
import {
  accentMark,
  markOfSpelling,
  type QuestionText,
  type TermText,
  type UnitText,
  unknownTerms,
} from './term-text.ts';
import { isSpelled, marksOf } from './unit-reader.ts';

/**
 * Reads the terms of a unit as `UnitReader` wrote them, `at` being their place: per field how many, then for each its
 * number times 16 and its marks, and then its spelling where it is marked to have one. Works on bytes of our own, a hundred times per question, and therefore checks nothing.
 */
export const readUnitText = (bytes: Uint8Array, at: number): UnitText => {
  place = at;
  return {
    claim: readField(bytes),
    title: readField(bytes),
    subtitle: readField(bytes),
    functionWords: readBytes(bytes),
  };
};

// Where the reading stands; an object for it would be made and thrown away for each unit.
let place = 0;

/** The next varint of `bytes`. */
const readNumber = (bytes: Uint8Array): number => {
  let byte = bytes[place++] ?? 0;
  let value = byte & 127;
  for (let shift = 7; byte > 127; shift += 7) {
    byte = bytes[place++] ?? 0;
    value |= (byte & 127) << shift;
  }
  return value >>> 0;
};

const readBytes = (bytes: Uint8Array): Uint8Array => {
  const length = readNumber(bytes);
  if (length === 0) return nothing;
  place += length;
  return bytes.subarray(place - length, place);
};

const nothing = new Uint8Array(0);

/** Past a stretch of bytes with its length before it: where the next one begins. */
export const skipStretch = (bytes: Uint8Array, at: number): number => {
  place = at;
  const length = readNumber(bytes);
  return place + length;
};

/** Where the bytes behind a length begin. */
export const startOfStretch = (bytes: Uint8Array, at: number): number => {
  place = at;
  readNumber(bytes);
  return place;
};

const empty: TermText = { terms: new Uint32Array(0), marks: new Uint16Array(0) };

// A question reads some hundred small texts. Cut from blocks that are never written twice, they cost the collector one
// block and not two buffers each.
const blockMost = 8192;
let termBlock = new Uint32Array(0);
let markBlock = new Uint16Array(0);
let taken = 0;

const readField = (bytes: Uint8Array): TermText => {
  const length = readNumber(bytes);
  if (length === 0) return empty;
  if (taken + length > termBlock.length) {
    termBlock = new Uint32Array(Math.max(blockMost, length));
    markBlock = new Uint16Array(termBlock.length);
    taken = 0;
  }
  const terms = termBlock.subarray(taken, taken + length);
  const marks = markBlock.subarray(taken, taken + length);
  taken += length;
  for (let i = 0; i < length; i++) {
    const marked = readNumber(bytes);
    terms[i] = marked >>> 4;
    marks[i] = (marked & isSpelled) === 0 ? marked & 7 : (marked & 7) | markOfSpelling(readNumber(bytes));
  }
  return { terms, marks };
};

/**
 * A question's tokens as the ranker compares them with units. Words that `find` does not know (-1) are numbered from
 * `unknownTerms` on, the same word by the same number.
 */
export const numberedText = (tokens: readonly Token[], find: (term: string) => number): QuestionText => {
  const unknown = new Map<string, number>();
  const numberOf = (term: string): number => {
    const known = find(term);
    if (known >= 0) return known;
    const number = unknown.get(term) ?? unknownTerms + unknown.size;
    unknown.set(term, number);
    return number;
  };
  const terms: number[] = [];
  const marks: number[] = [];
  let follows = false;
  for (const token of tokens) {
    if (token.kind === 'pair' || (token.kind === 'accent' && !follows)) continue;
    follows = token.kind !== 'stop';
    if (token.kind === 'stop') continue;
    terms.push(numberOf(token.term));
    marks.push(token.kind === 'accent' ? accentMark : marksOf(token));
  }
  const functionWords = new Set(tokens.flatMap(({ kind, term }) => (kind === 'stop' ? [functionWordOf(term)] : [])));
  functionWords.delete(-1);
  return { terms: Uint32Array.from(terms), marks: Uint16Array.from(marks), functionWords: [...functionWords] };
};
