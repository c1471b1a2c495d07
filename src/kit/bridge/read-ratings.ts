// Reads ratings as Community Notes publishes them: tab-separated, columns by name, whatever else stands beside them.
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { growingColumn } from './growing-column.ts';
import { createIds, inIdOrder } from './ids.ts';
import { canonical, type Ratings, type Weights } from './ratings.ts';

/** Why one line was left out. */
export type LineFault =
  | 'columns-missing'
  | 'id-missing'
  | 'id-unreadable'
  | 'id-long'
  | 'level-unknown'
  | 'time-wrong'
  | 'lot-wrong'
  | 'age-wrong'
  | 'weight-wrong'
  | 'line-long';

export type ReadRatings = {
  readonly ratings: Ratings;
  /** The ids, by number: digits by their value, everything else after them in the order of its letters. */
  readonly noteIds: readonly string[];
  readonly raterIds: readonly string[];
  /** Lines below the names, blank ones apart. */
  readonly lines: number;
  /** Ratings that a later one of the same rater on the same note replaced. */
  readonly repeated: number;
  readonly refused: number;
  /** The first hundred of them, by line number; the names are line 1. */
  readonly faults: readonly { readonly line: number; readonly code: LineFault }[];
};

export type RatingsRefusal = Refusal<'no-names' | 'names-missing'>;

export type RatingsReader = {
  /** Takes the next bytes; a line may be cut anywhere. */
  readonly push: (bytes: Uint8Array) => void;
  readonly end: () => Result<ReadRatings, RatingsRefusal>;
};

const wanted = ['noteId', 'raterParticipantId', 'createdAtMillis', 'helpfulnessLevel'] as const;
/** Used where they are there: drawn by lot (0 or 1), whole days of the account's age, the part of a vote it is. */
const welcome = ['lot', 'accountAgeDays', 'cliqueWeight'] as const;
const longestLine = 1 << 20;
const longestId = 256;
const mostFaults = 100;
const tab = 9;
const newline = 10;

/** A reader to push bytes into. It refuses lines, with their numbers, and never throws. */
export const createRatingsReader = (): RatingsReader => {
  const notes = createIds();
  const raters = createIds();
  const noteOf = growingColumn((n) => new Uint32Array(n));
  const raterOf = growingColumn((n) => new Uint32Array(n));
  const level = growingColumn((n) => new Uint8Array(n));
  const at = growingColumn((n) => new Float64Array(n));
  const lot = growingColumn((n) => new Uint8Array(n));
  const ageDays = growingColumn((n) => new Float64Array(n));
  const weightOf = growingColumn((n) => new Uint32Array(n));
  const weights = new Map<number, number>();
  const faults: { line: number; code: LineFault }[] = [];
  let places: readonly number[] | undefined;
  let refusal: RatingsRefusal | undefined;
  // Which of the seven a column is, −1 for the others.
  let has: readonly boolean[] = [];
  let slots = new Int8Array(0);
  let [line, lines, refused] = [0, 0, 0];
  let rest = new Uint8Array(0);
  let isSkipping = false;
  const fields = new Int32Array(14);
  const refuseLine = (code: LineFault): void => {
    refused++;
    if (faults.length < mostFaults) faults.push({ line, code });
  };
  const names = (bytes: Uint8Array, from: number, to: number): void => {
    const head = new TextDecoder().decode(bytes.subarray(from, to)).replace(/\r$/, '').split('\t');
    const missing = wanted.filter((name) => !head.includes(name));
    if (missing.length > 0) refusal = refuse('names-missing', { detail: missing.join(', ') }).error;
    places = [...wanted, ...welcome].map((name) => head.indexOf(name));
    has = welcome.map((name) => head.includes(name));
    slots = Int8Array.from(head, (_, column) => places?.indexOf(column) ?? -1);
  };
  const take = (bytes: Uint8Array, from: number, end: number): void => {
    line++;
    if (places !== undefined) {
      const fault = faultOf(bytes, from, end);
      if (fault !== undefined) refuseLine(fault);
    } else names(bytes, from, end > from && bytes[end - 1] === 13 ? end - 1 : end);
  };
  /** Takes the rating in, or says why not. */
  const faultOf = (bytes: Uint8Array, from: number, end: number): LineFault | undefined => {
    const to = end > from && bytes[end - 1] === 13 ? end - 1 : end;
    if (to === from || places === undefined) return undefined;
    lines++;
    fields.fill(-1);
    let start = from;
    let column = 0;
    for (let i = from; i <= to; i++) {
      if (i < to && bytes[i] !== tab) continue;
      const w = column < slots.length ? (slots[column] as number) : -1;
      if (w >= 0) {
        fields[2 * w] = start;
        fields[2 * w + 1] = i;
      }
      column++;
      start = i + 1;
    }
    const [n0 = -1, n1 = -1, r0 = -1, r1 = -1, t0 = -1, t1 = -1, l0 = -1, l1 = -1] = fields;
    if (n0 < 0 || r0 < 0 || t0 < 0 || l0 < 0) return 'columns-missing';
    if (n0 === n1 || r0 === r1) return 'id-missing';
    if (n1 - n0 > longestId || r1 - r0 > longestId) return 'id-long';
    const said = levelAt(bytes, l0, l1);
    if (said < 0) return 'level-unknown';
    const time = timeAt(bytes, t0, t1);
    if (time < 0) return 'time-wrong';
    const [drawn = -1, age = -1, part = -1] = has.some((is) => is) ? guardsAt(bytes, fields) : [0, 0, 1];
    if (drawn < 0) return 'lot-wrong';
    if (age < 0) return 'age-wrong';
    if (part < 0) return 'weight-wrong';
    // Unreadable first: an id of a line that is refused must not be numbered.
    if (!isText(bytes, r0, r1)) return 'id-unreadable';
    const note = notes.numberOf(bytes, n0, n1);
    if (note < 0) return 'id-unreadable';
    noteOf.push(note);
    raterOf.push(raters.numberOf(bytes, r0, r1));
    level.push(said);
    at.push(time);
    if (has[0]) lot.push(drawn);
    if (has[1]) ageDays.push(age);
    if (has[2]) {
      const known = weights.get(part) ?? weights.size;
      if (known === weights.size) weights.set(part, known);
      weightOf.push(known);
    }
    return undefined;
  };
  const tooLong = (): void => {
    line++;
    if (places === undefined) refusal = refuse('no-names').error;
    lines++;
    refuseLine('line-long');
  };
  return {
    push: (chunk) => {
      if (refusal !== undefined) return;
      let from = 0;
      let bytes = chunk;
      if (rest.length > 0 || isSkipping) {
        const end = chunk.indexOf(newline);
        if (isSkipping) {
          if (end < 0) return;
          isSkipping = false;
          from = end + 1;
        } else {
          bytes = new Uint8Array(rest.length + chunk.length);
          bytes.set(rest);
          bytes.set(chunk, rest.length);
        }
      }
      for (let end = bytes.indexOf(newline, from); end >= 0; end = bytes.indexOf(newline, from)) {
        if (end - from > longestLine) tooLong();
        else take(bytes, from, end);
        from = end + 1;
        if (refusal !== undefined) return;
      }
      rest = bytes.slice(from);
      if (rest.length <= longestLine) return;
      tooLong();
      isSkipping = true;
      rest = new Uint8Array(0);
    },
    end: () => {
      if (rest.length > 0 && refusal === undefined) take(rest, 0, rest.length);
      if (refusal !== undefined) return { ok: false, error: refusal };
      if (places === undefined) return refuse('no-names');
      const [noteIds, noteTo] = ordered(notes.texts());
      const [raterIds, raterTo] = ordered(raters.texts());
      const columns = {
        notes: noteIds.length,
        raters: raterIds.length,
        noteOf: renumber(noteOf.whole(), noteTo),
        raterOf: renumber(raterOf.whole(), raterTo),
        level: level.whole(),
        at: at.whole(),
        ...(has[0] ? { lot: lot.whole() } : {}),
        ...(has[1] ? { ageDays: ageDays.whole() } : {}),
        ...(has[2] ? { weight: asWeights(weights, weightOf.whole()) } : {}),
      };
      const { ratings, repeated } = canonical(columns);
      return ok({ ratings, noteIds, raterIds, lines, repeated, refused, faults });
    },
  };
};

const ordered = (texts: readonly string[]): readonly [readonly string[], Uint32Array] => {
  const order = Uint32Array.from(texts, (_, i) => i).sort((a, b) => inIdOrder(texts[a] as string, texts[b] as string));
  const to = new Uint32Array(texts.length);
  for (const [rank, i] of order.entries()) to[i] = rank;
  return [Array.from(order, (i) => texts[i] as string), to];
};

/** Where the file has weights they stay, though all be one: nobody else is to find others. */
const asWeights = (known: ReadonlyMap<number, number>, of: Uint32Array): Weights => ({
  kinds: Float64Array.from(known.keys()),
  of: known.size > 1 << 16 ? of : Uint16Array.from(of),
});

const renumber = (column: Uint32Array, to: Uint32Array): Uint32Array => {
  for (let k = 0; k < column.length; k++) column[k] = to[column[k] as number] as number;
  return column;
};

const asBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = ['NOT_HELPFUL', 'SOMEWHAT_HELPFUL', 'HELPFUL'].map(asBytes);

const levelAt = (bytes: Uint8Array, from: number, to: number): number => {
  for (let w = 0; w < 3; w++) {
    const word = words[w] as Uint8Array;
    if (word.length !== to - from) continue;
    let i = 0;
    while (i < word.length && bytes[from + i] === word[i]) i++;
    if (i === word.length) return w;
  }
  return -1;
};

/** Whole milliseconds; NaN where the field is empty, −1 where it holds something else. */
const timeAt = (bytes: Uint8Array, from: number, to: number): number => {
  if (from === to) return Number.NaN;
  if (to - from > 15) return -1;
  let time = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    time = 10 * time + digit;
  }
  return time;
};

const ascii = new TextDecoder('latin1');

/** Lot, age and weight of one line, each −1 where it holds something else. An empty field says nothing of it. */
const guardsAt = (bytes: Uint8Array, fields: Int32Array): readonly [number, number, number] => {
  const field = (slot: number): string =>
    (fields[2 * slot] as number) < 0 ? '' : ascii.decode(bytes.subarray(fields[2 * slot], fields[2 * slot + 1]));
  const [lot, age, weight] = [field(4), field(5), field(6)];
  const part = weight === '' ? 1 : /^\d?\.?\d{1,24}(e-\d)?$/.test(weight) ? Number(weight) : -1;
  return [
    lot === '' || lot === '0' ? 0 : lot === '1' ? 1 : -1,
    age === '' ? Number.NaN : /^\d{1,6}$/.test(age) ? Number(age) : -1,
    part > 0 && part <= 1 ? part : -1,
  ];
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Almost every id is ASCII; the others are decoded to see. */
const isText = (bytes: Uint8Array, from: number, to: number): boolean => {
  let i = from;
  while (i < to && (bytes[i] as number) < 128) i++;
  if (i === to) return true;
  try {
    decoder.decode(bytes.subarray(from, to));
    return true;
  } catch {
    return false;
  }
};
