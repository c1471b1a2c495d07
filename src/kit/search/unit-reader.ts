import type { Analyzer, Token } from '../../base/analyzer.ts';
import { type Field, fieldCount, longest, oneMore } from './bm25f.ts';
import type { ByteWriter } from './byte-writer.ts';
import { functionWordCount, functionWordOf } from './function-words.ts';
import { withRoom } from './growing.ts';
import { accentMark, markOfSpelling, nameMark, numberMark, spellingIn } from './term-text.ts';
import { fieldOf, type Unit } from './units.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A unit as last read: its distinct terms with packed counts (the first `termCount`), and its field lengths in words. */
export type UnitReading = {
  terms: Uint32Array;
  counts: Uint8Array;
  termCount: number;
  readonly lengths: Uint16Array;
};

/** Turns units into numbered terms. One reading is given again and again: use it before the next unit is read. */
export type UnitReader = {
  /** Numbers new words, and writes each field's terms in order (see `readUnitText`) if a writer is given. */
  readonly read: (unit: Unit, forward?: ByteWriter) => UnitReading;
};

export const createUnitReader = (analyzer: Analyzer, vocabulary: Vocabulary): UnitReader => {
  const reading: UnitReading = {
    terms: new Uint32Array(64),
    counts: new Uint8Array(64),
    termCount: 0,
    lengths: new Uint16Array(fieldCount),
  };
  // By field, the numbers and marks of its words as they stand.
  const inOrder: readonly number[][] = [[], [], []];
  // By function word, how often each field has it, packed; and those that the unit has.
  const functionCounts = new Uint8Array(functionWordCount);
  const functionWords: number[] = [];
  // By term, its place among the unit's terms plus one.
  let places = new Uint32Array(0);

  const count = (term: number, field: Field): void => {
    places = withRoom(places, term + 1);
    let place = (places[term] ?? 0) - 1;
    if (place < 0) {
      place = reading.termCount++;
      reading.terms = withRoom(reading.terms, reading.termCount);
      reading.counts = withRoom(reading.counts, reading.termCount);
      reading.terms[place] = term;
      reading.counts[place] = 0;
      places[term] = place + 1;
    }
    reading.counts[place] = oneMore(reading.counts[place] ?? 0, field);
  };

  const countFunctionWord = (word: number, field: Field): void => {
    if (functionCounts[word] === 0) functionWords.push(word);
    functionCounts[word] = oneMore(functionCounts[word] ?? 0, field);
  };

  const read = (unit: Unit, forward?: ByteWriter): UnitReading => {
    for (let i = 0; i < reading.termCount; i++) places[reading.terms[i] ?? 0] = 0;
    reading.termCount = 0;
    reading.lengths.fill(0);
    for (const ordered of inOrder) ordered.length = 0;
    for (const text of unit) {
      const field = fieldOf(text);
      const ordered = inOrder[field] ?? [];
      let follows = false;
      for (const token of analyzer.tokens(text.text)) {
        if (token.kind === 'stop') {
          follows = false;
          if (forward === undefined) continue;
          const word = functionWordOf(token.term);
          if (word >= 0) countFunctionWord(word, field);
          continue;
        }
        const term = vocabulary.intern(token.term);
        count(term, field);
        if (token.kind === 'word') {
          reading.lengths[field] = Math.min((reading.lengths[field] ?? 0) + 1, longest);
          follows = true;
          ordered.push(term * marksRoom + marksOf(token));
        } else if (token.kind === 'accent' && follows) ordered.push(term * marksRoom + accentMark);
      }
    }
    if (forward !== undefined) writeText(forward);
    return reading;
  };

  const writeText = (forward: ByteWriter): void => {
    for (const ordered of inOrder) {
      forward.number(ordered.length);
      for (const marked of ordered) {
        const mark = marked % marksRoom;
        const spelling = spellingIn(mark);
        const head = Math.floor(marked / marksRoom) * 16 + (mark & 7);
        forward.number(spelling === 0 ? head : head + isSpelled);
        if (spelling !== 0) forward.number(spelling);
      }
    }
    const words = new Uint8Array(2 * functionWords.length);
    for (const [i, word] of functionWords.entries()) {
      words[2 * i] = word;
      words[2 * i + 1] = functionCounts[word] ?? 0;
      functionCounts[word] = 0;
    }
    functionWords.length = 0;
    forward.number(words.length);
    forward.bytes(words);
  };

  return { read };
};

/** Marks take sixteen bits. */
const marksRoom = 65_536;

/** Behind the number of a term with this bit stands the spelling that it has. */
export const isSpelled = 8;

export const marksOf = (token: Token): number =>
  (token.isName === true ? nameMark : 0) |
  (isNumber(token.term) ? numberMark : 0) |
  markOfSpelling(token.spelling ?? 0);

/** Digits with a decimal point at most: the analyzer gives every number in this form. */
const isNumber = (term: string): boolean => {
  for (let i = 0; i < term.length; i++) {
    const unit = term.charCodeAt(i);
    if ((unit < 48 || unit > 57) && (unit !== 46 || i === 0)) return false;
  }
  return term !== '';
};
