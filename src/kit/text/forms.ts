/** What can be known of one spelling by itself, worked out once and kept: words repeat, and folding and stemming are dear. */
import british from './british.json' with { type: 'json' };
import { accentForm, fold } from './fold.ts';
import initialisms from './initialisms.json' with { type: 'json' };
import { langsOf, vietnameseness } from './lang-evidence.ts';
import ordinals from './ordinals.json' with { type: 'json' };
import { stem } from './porter2.ts';
import { isSyllable, isVietnamese, termOf } from './syllable.ts';
import teencode from './teencode.json' with { type: 'json' };
import { untyped } from './typed-marks.ts';
import { wordBits } from './word-bits.ts';
import families from './word-families.json' with { type: 'json' };

export type Form = {
  readonly raw: string;
  /** As typed, lower case, with a straight apostrophe. */
  readonly lower: string;
  readonly folded: string;
  /** The accented form, tone mark last; equal to `folded` when nothing is accented. */
  readonly accented: string;
  /** What the index holds for it. */
  readonly term: string;
  /** `is` and what the tables say of the word, see `word-bits.ts`. */
  readonly bits: number;
  /** 0 where it is spelled as `term`; else 1 to 255, by which spellings of one term are told apart. */
  readonly spelling: number;
  /** A whole number of one to four digits; -1 for anything else. */
  readonly count: number;
  /** Languages it is an everyday word of, and how much it speaks for Vietnamese; see `lang-evidence.ts`. */
  readonly langs: number;
  readonly vi: number;
  /** The words it stands for where the text is Vietnamese: chat shorthand, or marks left over from typing. */
  readonly meant: readonly Form[] | undefined;
  /** The words that its capitals stand for where the text is not Vietnamese (`GOP`). */
  readonly initials: readonly Form[] | undefined;
};

/** Bits of a spelling's own shape; the bits above 8 come from the tables. */
export const is = {
  numeral: 1,
  syllable: 2,
  accented: 4,
  /** Starts with a capital. */
  capital: 8,
  /** Capitals only, two at least. */
  upper: 16,
  /** A capital behind a small letter: `McDonald`, `iPhone`. */
  mixed: 32,
  /** One letter. */
  single: 64,
  /** Begins with a letter of another script than Latin. */
  foreign: 128,
} as const;

// Two generations bound the memory, so that a hostile text cannot fill it and a large vocabulary does not empty it over
// and over.
let young = new Map<string, Form>();
let old = new Map<string, Form>();
const generation = 50_000;

// The most frequent spellings, by hash: found without cutting the word out of its text.
const front: (Form | undefined)[] = new Array(32768).fill(undefined);

/** The form of the word that stands in `[start, end)` of a text; `hash` is any hash of its units. */
export const formAt = (text: string, start: number, end: number, hash: number): Form => {
  const held = front[hash & 32767];
  if (held !== undefined && held.raw.length === end - start && standsAt(text, start, held.raw)) return held;
  const form = formOf(text.slice(start, end));
  if (end - start <= 32) front[hash & 32767] = form;
  return form;
};

const standsAt = (text: string, start: number, word: string): boolean => {
  for (let i = 0; i < word.length; i++) if (text.charCodeAt(start + i) !== word.charCodeAt(i)) return false;
  return true;
};

/** The form of a word or numeral as written. */
export const formOf = (raw: string): Form => {
  const seen = young.get(raw);
  if (seen !== undefined) return seen;
  const form = old.get(raw) ?? newForm(raw);
  if (raw.length > 32) return form;
  if (young.size >= generation) [old, young] = [young, new Map()];
  young.set(raw, form);
  return form;
};

const newForm = (raw: string): Form => {
  const short = owned(raw.length > 64 ? raw.slice(0, 64) : raw);
  return plainAscii.test(short) ? asciiForm(short) : anyForm(short);
};

// V8 keeps a whole text alive for a slice of 13 characters or more; words are kept for long, texts are not.
const owned = (raw: string): string => (raw.length < 13 ? raw : raw.split('').join(''));

const plainAscii = /^[A-Za-z]+$/;

// A foreign name like `Nasa` makes a syllable by chance; with two kinds of marks it hardly does.
const surelyTyped = /(?:aa|ee|oo|w).*[sfrxj]|^dd/;

/** Most words: ASCII letters and nothing else. Capitals share all but the shape with the small form. */
const asciiForm = (short: string): Form => {
  const lower = short.toLowerCase();
  if (lower === short) return whole(short, lower, lower, lower, lower.length === 1 ? is.single : 0);
  const small = formOf(lower);
  const isForeign = small.meant?.length === 1 && !shorthand.has(lower) && !surelyTyped.test(lower);
  return {
    ...small,
    raw: short,
    bits: small.bits | capitalBits(short),
    meant: isForeign ? undefined : small.meant,
    initials: spelledInitials.get(short),
  };
};

const capitalBits = (letters: string): number => {
  const first = letters.charCodeAt(0) < 91 ? is.capital : 0;
  if (letters.length > 1 && letters === letters.toUpperCase()) return is.capital | is.upper;
  return /[a-z][A-Z]/.test(letters) ? first | is.mixed : first;
};

const possessive = /^([A-Za-z]+)['’]s$/;

const anyForm = (short: string): Form => {
  const owner = possessive.exec(short)?.[1];
  if (owner !== undefined) {
    const lower = `${owner.toLowerCase()}'s`;
    return { ...formOf(owner), raw: short, lower, spelling: spellingOf(lower), meant: undefined };
  }
  const straight = short.replace(/[’‘ʼ]/g, "'");
  const lower = straight.normalize('NFC').toLowerCase();
  const plain = straight.includes("'") ? straight.replace(/'s$/i, '') : straight;
  const folded = fold(plain).replace(/['@$]/g, '');
  const accented = /^[\0-\x7f]*$/.test(plain) ? folded : accentForm(plain).replace(/['@$]/g, '');
  return whole(short, lower, folded, accented, shapeBits(straight, folded));
};

const whole = (raw: string, lower: string, folded: string, accented: string, shape: number): Form => {
  const isAccented = accented !== folded;
  const isShaped = isSyllable(folded);
  const typed = isAccented ? undefined : untyped(lower);
  const valid = isAccented && isVietnamese(accented);
  const term = spelledAlike(folded, isShaped);
  return {
    raw,
    lower,
    folded,
    accented,
    term,
    spelling: lower === term ? 0 : spellingOf(lower),
    bits: shape | (isShaped ? is.syllable : 0) | (isAccented ? is.accented : 0) | wordBits(lower, folded, accented),
    count: (shape & is.numeral) !== 0 && /^\d{1,4}$/.test(folded) ? Number(folded) : -1,
    langs: langsOf(lower),
    vi:
      (shape & is.numeral) !== 0
        ? 0
        : vietnameseness(
            lower,
            isAccented,
            typed !== undefined || (isAccented ? valid : isShaped),
            typed !== undefined,
          ),
    initials: undefined,
    meant: shorthand.get(lower) ?? (typed === undefined ? undefined : [typedForm(typed)]),
  };
};

const shapeBits = (short: string, folded: string): number => {
  if (/^\p{Nd}[\p{Nd}.,]*$/u.test(short)) return is.numeral;
  const bits = (short.length === 1 ? is.single : 0) | (/^[^\p{Script=Latin}]/u.test(short) ? is.foreign : 0);
  if (!/\p{Lu}/u.test(short)) return bits;
  const first = /^\p{Lu}/u.test(short) ? bits | is.capital : bits;
  const letters = short.replace(/'s$/, '').replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && folded.length > 1 && !/[^\p{Lu}]/u.test(letters)) return first | is.upper;
  return /\p{Ll}\p{Lu}/u.test(letters) ? first | is.mixed : first;
};

/** The word that a spelling with marks left behind was meant to be; its accent form is known, the rest follows. */
const typedForm = (accented: string): Form => whole(accented, accented, fold(accented), accented, 0);

const spellingOf = (lower: string): number => {
  let hash = 0;
  for (let i = 0; i < lower.length; i++) hash = (Math.imul(hash, 31) + lower.charCodeAt(i)) | 0;
  return 1 + ((hash >>> 0) % 255);
};

const pairsOf = (packed: string): readonly (readonly [string, string])[] =>
  packed.split(' ').map((pair) => pair.split(':') as [string, string]);

const american = new Map(pairsOf(british.words).map(([a, b]) => [stem(a), stem(b)]));
// Not by a spelling that is a syllable of Vietnamese (`men`, `ran`): it is indexed as it stands.
const family = new Map(
  [families.irregular, families.nouns, families.doers]
    .flatMap(pairsOf)
    .filter(([form]) => !isSyllable(form))
    .map(([form, head]) => [stem(form), stem(head)]),
);
const numbered = new Map(pairsOf(ordinals.words));

const spelledAlike = (folded: string, isShaped: boolean): string => {
  const term = termOf(folded, isShaped);
  return numbered.get(folded) ?? american.get(term) ?? family.get(term) ?? term;
};

const shorthand = new Map<string, readonly Form[]>();
for (const [short, meant] of Object.entries(teencode.words)) shorthand.set(short, meant.split(' ').map(newForm));

const spelledInitials = new Map<string, readonly Form[]>();
for (const [initials, meant] of Object.entries(initialisms.words))
  spelledInitials.set(initials, meant.split(' ').map(newForm));
