import type { SaidDate } from '../../base/analyzer.ts';
import { type Dated, dateAt, isYear } from './dates.ts';
import { is } from './forms.ts';
import table from './number-words.json' with { type: 'json' };
import { parseNumeral, tidy } from './numerals.ts';
import type { Reading } from './reading.ts';
import units from './units.json' with { type: 'json' };
import { says } from './word-bits.ts';
import { greatest, scaleAt, wordedAt } from './worded.ts';
import { gapBefore, type Word } from './words.ts';

export { parseNumeral } from './numerals.ts';

/** Words from one place up to `to` that write one number, date or code. */
export type Quantity = {
  readonly to: number;
  /** The decimal meant; undefined for dates, times, versions and codes, which are no amounts. */
  readonly value: number | undefined;
  readonly isPercent: boolean;
  /** The scale word it was written with, 1 without one. */
  readonly scale: number;
  /** What stands in the index for the whole run. */
  readonly term: string;
  /** A date written out: no content. */
  readonly isDate: boolean;
  readonly date: SaidDate | undefined;
};

const lookUp = (packed: string): ReadonlyMap<string, number> =>
  new Map(
    packed.split(' ').map((pair) => [pair.slice(0, pair.indexOf(':')), Number(pair.slice(pair.indexOf(':') + 1))]),
  );

const glued = lookUp(table.glued);
const dollars = lookUp(table.dollars);
const gluedUnits = new Set(units.glued.split(' '));

/**
 * The number or date that starts at word `i`: digits with either separator habit, percent, scale words of both languages,
 * numbers in words, dates; undefined when none does.
 */
export const quantityAt = (reading: Reading, i: number): Quantity | undefined => {
  const bits = reading.words[i]?.form.bits ?? 0;
  if ((bits & (is.numeral | says.quantity)) === 0) return undefined;
  const dated = mayBeDate(reading, i, bits) ? dateAt(reading, i) : undefined;
  if (dated?.isWhole === true) return { ...noAmount(reading, i, dated.to, true), date: dated.date };
  if ((bits & is.numeral) !== 0) return numeralAt(reading, i);
  const worded = wordedAt(reading, i);
  if (worded === undefined) return undefined;
  return percented(reading, worded.to, worded.value, worded.last);
};

/** A date that is content all the same (`in March`, `March 2021`), or a numeral that may be a bare year. */
export const looseDateAt = (reading: Reading, i: number): Dated | undefined => {
  const bits = reading.words[i]?.form.bits ?? 0;
  if ((bits & (is.numeral | says.quantity)) === 0) return undefined;
  const dated = mayBeDate(reading, i, bits) ? dateAt(reading, i) : undefined;
  if (dated !== undefined) return dated.isWhole ? undefined : dated;
  if ((bits & is.numeral) === 0 || !isYear(reading, i)) return undefined;
  return { to: i + 1, date: { year: Number(reading.words[i]?.form.folded), month: null, day: null }, isWhole: false };
};

// Most numerals have no neighbour that could make a date of them.
const mayBeDate = ({ words, visible }: Reading, i: number, bits: number): boolean => {
  if ((bits & is.numeral) === 0) return true;
  const [word, next] = [words[i] as Word, words[i + 1]];
  if (word.form.folded.length > 7) return true;
  if (next === undefined) return false;
  const sign = visible.charCodeAt(word.span.end);
  return (
    (next.form.bits & says.quantity) !== 0 || sign === 47 || sign === 45 || sign === 46 || next.form.lower.length === 2
  );
};

const numeralAt = (reading: Reading, i: number): Quantity => {
  const { words, visible } = reading;
  const word = words[i] as Word;
  const joined = joinedEnd(reading, i);
  if (joined > i + 1) return noAmount(reading, i, joined, joined === i + 3);
  const value = parseNumeral(word.form.folded);
  const next = words[i + 1];
  const tail =
    next !== undefined && next.span.start === word.span.end && (next.form.bits & is.numeral) === 0 ? next : undefined;
  if (value === undefined || isCode(reading, i)) return noAmount(reading, i, tail === undefined ? i + 1 : i + 2, false);
  if (tail === undefined) return scaled(reading, i + 1, value, 1);
  const multiplied = gluedValue(visible[word.span.start - 1] === '$', tail, value);
  if (multiplied !== undefined) return scaled(reading, i + 2, multiplied, multiplied / (value || 1));
  const isUnit =
    gluedUnits.has(tail.form.lower) && (tail.form.bits & (is.capital | is.single)) !== (is.capital | is.single);
  return isUnit ? percented(reading, i + 1, value, 1) : noAmount(reading, i, i + 2, false);
};

/** `COVID-19`, `F-16`; but `mid-2020` and `US-5` apart, what follows a hyphen after a word is part of a name. */
const isCode = (reading: Reading, i: number): boolean => {
  const before = reading.words[i - 1];
  if (before === undefined || (before.form.bits & is.numeral) !== 0 || gapBefore(reading, i) !== '-') return false;
  return !(/^(?:mid|pre|post|early|late|in)$/.test(before.form.lower) && isYear(reading, i));
};

/** Where a chain like 20/10/2021, 14:30 or 3/4 ends; `i + 1` when there is none. */
const joinedEnd = (reading: Reading, i: number): number => {
  let end = i + 1;
  for (; ((reading.words[end]?.form.bits ?? 0) & is.numeral) !== 0; end++) {
    const gap = gapBefore(reading, end);
    if (gap !== '/' && gap !== ':') break;
  }
  return end;
};

const gluedValue = (isDollar: boolean, tail: Word, value: number): number | undefined => {
  const { folded } = tail.form;
  const scale = (isDollar ? dollars.get(folded) : undefined) ?? glued.get(folded);
  if (scale !== undefined) return tidy(value * scale);
  const split = /^(tr|trieu|ty|ti|k)(\d)$/.exec(folded);
  const base = split === null ? undefined : glued.get(split[1] ?? '');
  return base === undefined ? undefined : tidy(value * base + (Number(split?.[2]) * base) / 10);
};

const scaled = (reading: Reading, start: number, value: number, factor: number): Quantity => {
  let [to, total, last] = multiplied(reading, start, value, factor);
  // `1 tỷ 200 triệu`: what follows counts along only when its scale is smaller.
  for (; last > 100 && gapBefore(reading, to) === ' '; ) {
    const part = partAt(reading, to);
    if (part === undefined || part.last >= last || part.last === 1) break;
    [to, total, last] = [part.to, tidy(total + part.value), part.last];
  }
  return percented(reading, to, total, last);
};

type Part = { readonly to: number; readonly value: number; readonly last: number };

const partAt = (reading: Reading, i: number): Part | undefined => {
  const form = reading.words[i]?.form;
  if (form === undefined || (form.bits & is.numeral) === 0) return wordedAt(reading, i);
  const value = parseNumeral(form.folded);
  if (value === undefined) return undefined;
  const [to, total, last] = multiplied(reading, i + 1, value, 1);
  return { to, value: total, last };
};

const multiplied = (reading: Reading, start: number, value: number, factor: number): [number, number, number] => {
  let [to, total, last] = [start, value, factor];
  for (let scale = scaleAt(reading, to); scale !== undefined; scale = scaleAt(reading, to)) {
    if (total * scale > greatest) break;
    total = tidy(total * scale);
    last = scale;
    to++;
  }
  const isHalf = last > 1 && reading.words[to]?.form.folded === 'ruoi';
  return isHalf ? [to + 1, tidy(total + last / 2), last] : [to, total, last];
};

const percented = (reading: Reading, to: number, value: number, scale: number): Quantity => {
  const end = percentEnd(reading, to);
  return end === undefined ? amount(to, value, scale, false) : amount(end, tidy(value / 100), scale, true);
};

const percentEnd = ({ words, visible }: Reading, to: number): number | undefined => {
  const end = words[to - 1]?.span.end ?? 0;
  const sign = visible.charCodeAt(visible.charCodeAt(end) === 32 ? end + 1 : end);
  if (sign === 37 || sign === 0x66a || sign === 0xff05) return to;
  const one = words[to]?.form.folded;
  if (one === 'percent') return to + 1;
  const two = words[to + 1]?.form.folded;
  return (one === 'phan' && two === 'tram') || (one === 'per' && two === 'cent') ? to + 2 : undefined;
};

const amount = (to: number, value: number, scale: number, isPercent: boolean): Quantity => ({
  to,
  value,
  isPercent,
  scale,
  term: isPercent ? `${tidy(value * 100)}%` : String(value),
  isDate: false,
  date: undefined,
});

const noAmount = ({ words }: Reading, from: number, to: number, isDate: boolean): Quantity => {
  const run = words.slice(from, to);
  const isGlued = run.length === 2 && ((run[1] as Word).form.bits & is.numeral) === 0;
  const term = run.map((w) => w.form.folded).join(isGlued ? '' : '/');
  return { to, value: undefined, isPercent: false, scale: 1, term, isDate, date: undefined };
};
