import { accentForm } from './fold.ts';
import months from './months.json' with { type: 'json' };
import negations from './negations.json' with { type: 'json' };
import numbers from './number-words.json' with { type: 'json' };
import framing from './phrases.json' with { type: 'json' };
import { placeStarts } from './place-names.ts';
import stopWords from './stop-words.json' with { type: 'json' };

/** What the tables say of a word, as bits, so that reading a text asks one number and not a dozen sets. */
export const says = {
  enStop: 1 << 8,
  viStop: 1 << 9,
  viBareStop: 1 << 10,
  /** A frame like `is it true that` begins with it. */
  frame: 1 << 11,
  /** A number in words or a date may begin with it. */
  quantity: 1 << 12,
  /** It denies, in one language or the other. */
  enNo: 1 << 13,
  viNo: 1 << 14,
  /** A place name begins with it. */
  place: 1 << 15,
  /** A full stop behind it ends no sentence. */
  abbreviation: 1 << 16,
} as const;

const byLower = new Map<string, number>();
const byFolded = new Map<string, number>();
const byAccented = new Map<string, number>();

/** The bits of a word, given its three spellings. */
export const wordBits = (lower: string, folded: string, accented: string): number => {
  const bits = (byLower.get(lower) ?? 0) | (byFolded.get(folded) ?? 0) | (byAccented.get(accented) ?? 0);
  const isDenial = accented !== folded || !lower.endsWith("n't") ? 0 : says.enNo;
  return bits | isDenial;
};

const mark = (table: Map<string, number>, words: Iterable<string>, bit: number): void => {
  for (const word of words) table.set(word, (table.get(word) ?? 0) | bit);
};

const keys = (packed: string): readonly string[] => packed.split(' ').map((pair) => pair.split(':')[0] as string);

mark(byLower, stopWords.en.split(' '), says.enStop);
mark(byFolded, stopWords.en.split(' '), says.enStop);
mark(byAccented, stopWords.vi.split(' ').map(accentForm), says.viStop);
mark(byFolded, stopWords.viBare.split(' '), says.viBareStop);
mark(
  byFolded,
  framing.phrases.map((phrase) => phrase.split(' ')[0] as string),
  says.frame,
);
mark(byFolded, keys(numbers.english), says.quantity);
mark(byFolded, ['a', 'half', 'ngay', 'thang', ...keys(months.english)], says.quantity);
mark(byAccented, keys(numbers.vietnamese).map(accentForm), says.quantity);
// Without diacritics `năm trăm` is `nam tram`; the parser asks for a scale word then.
mark(byFolded, ['mot', 'bon', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi'], says.quantity);
mark(byFolded, negations.english.split(' '), says.enNo);
mark(byFolded, negations.bare.split(' '), says.viNo);
mark(byAccented, negations.vietnamese.split(' ').map(accentForm), says.viNo);
mark(byFolded, placeStarts, says.place);
mark(
  byFolded,
  'mr mrs ms dr st sen gov rep gen sgt lt col prof rev jr no vs tp ts ths pgs gs bs ks u'.split(' '),
  says.abbreviation,
);
