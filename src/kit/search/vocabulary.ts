import { withRoom } from './growing.ts';
import { createNumbering } from './numbering.ts';
import { type Spelled, spelledAs } from './term-text.ts';

/** The terms of the living units, numbered, with how many units have each. A term that nobody has any more is forgotten. */
export type Vocabulary = {
  /** The term's number, or -1. */
  readonly find: (term: string) => number;
  /** The number of the term of these UTF-16 units, or -1. */
  readonly findUnits: (units: Uint16Array, length: number) => number;
  /** The term's number, a new one if it is new; `add` must follow before anything else is asked. */
  readonly intern: (term: string) => number;
  readonly wordOf: (term: number) => string;
  /** The same object for a term as long as it is often asked for. */
  readonly spelled: (term: number) => Spelled;
  /** One more unit has the term. */
  readonly add: (term: number) => void;
  /** One unit fewer has it. */
  readonly drop: (term: number) => void;
  /** How many units have it; 0 for a number that no term has. */
  readonly frequency: (term: number) => number;
};

export const createVocabulary = (): Vocabulary => {
  const numbering = createNumbering();
  let frequencies = new Uint32Array(0);
  // Nine words of ten are among a few thousand, and a small map of them stays in the cache of the processor.
  const lately = new Map<string, number>();

  const intern = (term: string): number => {
    const recent = lately.get(term);
    if (recent !== undefined) return recent;
    const number = numbering.intern(term);
    if ((frequencies[number] ?? 0) < often) return number;
    if (lately.size >= latelyMost) lately.clear();
    lately.set(term, number);
    return number;
  };

  let spelled: (Spelled | undefined)[] = [];
  let spelledCount = 0;
  const spelledOf = (term: number): Spelled => {
    const known = spelled[term];
    if (known !== undefined) return known;
    const word = spelledAs(numbering.textOf(term));
    if (++spelledCount > spelledMost) {
      spelled = [];
      spelledCount = 1;
    }
    // No holes: an array with far places would become a slow dictionary.
    while (spelled.length <= term) spelled.push(undefined);
    spelled[term] = word;
    return word;
  };

  return {
    find: numbering.find,
    findUnits: numbering.findUnits,
    intern,
    wordOf: (term) => spelledOf(term).word,
    spelled: spelledOf,
    add: (term) => {
      frequencies = withRoom(frequencies, term + 1);
      frequencies[term] = (frequencies[term] ?? 0) + 1;
    },
    drop: (term) => {
      const left = (frequencies[term] ?? 1) - 1;
      frequencies[term] = left;
      // Its number may go to another word at once: what still lists it in a segment is dead.
      if (left > 0) return;
      lately.delete(numbering.textOf(term));
      if (term < spelled.length) spelled[term] = undefined;
      numbering.release(term);
    },
    frequency: (term) => frequencies[term] ?? 0,
  };
};

const latelyMost = 8192;
const spelledMost = 32_768;
const often = 16;

/** The weight of a term that so many of all units have (Robertson's idf, kept above zero as in Lucene). */
export const idfOf = (frequency: number, unitCount: number): number =>
  Math.log(1 + (unitCount - frequency + 0.5) / (frequency + 0.5));
