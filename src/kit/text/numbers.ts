import { datedUntil } from './dates.ts';
import { accentForm } from './fold.ts';
import table from './number-words.json' with { type: 'json' };
import type { Word } from './words.ts';

/** A run of words `[from, to)` that writes one number, date or code. */
export type Quantity = {
  readonly from: number;
  readonly to: number;
  /** The decimal meant; undefined for dates, times, versions and codes, which are no amounts. */
  readonly value: number | undefined;
  /** What stands in the index for the whole run. */
  readonly term: string;
  readonly isDate: boolean;
};

const lookUp = (entries: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(entries));
const scales = lookUp(table.scales);
const accentedScales = new Set(['trăm', 'nghìn', 'ngàn', 'triệu', 'tỷ', 'tỉ'].map(accentForm));
const glued = lookUp(table.glued);
const dollars = lookUp(table.dollars);
const units = new Set(table.units);
const words1to12 = new Map(Object.entries(table.words).map(([word, value]) => [accentForm(word), value]));

/**
 * The numbers a text writes, in order: digits with either separator habit, percent, scale words of both languages, and
 * number words before a scale word (`năm trăm nghìn`, `two million`).
 */
export const quantitiesOf = (text: string, words: readonly Word[]): readonly Quantity[] => {
  const found: Quantity[] = [];
  for (let i = 0; i < words.length; ) {
    const quantity = quantityAt(text, words, i);
    if (quantity !== undefined) found.push(quantity);
    i = quantity?.to ?? i + 1;
  }
  return found;
};

const quantityAt = (text: string, words: readonly Word[], i: number): Quantity | undefined => {
  const dated = datedUntil(words, i);
  if (dated !== undefined) return { ...noAmount(words, i, dated), isDate: true };
  return at(words, i)?.isNumeral === true ? numeralAt(text, words, i) : wordedAt(words, i);
};

const at = (words: readonly Word[], i: number): Word | undefined => words[i];

/**
 * A written numeral as a decimal. `1.000.000` and `1,000,000` are a million, `1.5` and `1,5` one and a half, `1.000`
 * a thousand; undefined for what is no amount (`1.2.3`, `0912`, more than 15 digits).
 */
export const parseNumeral = (raw: string): number | undefined => {
  if (raw.length < 16 && /^(?:0|[1-9]\d*)$/.test(raw)) return Number(raw);
  const separators = raw.replace(/[0-9]/g, '');
  const groups = raw.split(/[.,]/);
  if (raw.length > 24 || raw.length - separators.length > 15 || /^0\d/.test(raw)) return undefined;
  const hasDecimals = separators !== '' && !(isGrouped(groups) && new Set(separators).size === 1);
  const last = separators.at(-1);
  if (hasDecimals && separators.slice(0, -1).includes(last ?? '')) return undefined;
  const integer = hasDecimals ? groups.slice(0, -1) : groups;
  if (integer.length > 1 && (!isGrouped(integer) || new Set(separators.slice(0, integer.length - 1)).size > 1))
    return undefined;
  return Number(integer.join('') + (hasDecimals ? `.${groups.at(-1)}` : ''));
};

const isGrouped = (groups: readonly string[]): boolean =>
  /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((g) => g.length === 3);

const numeralAt = (text: string, words: readonly Word[], i: number): Quantity => {
  const word = words[i] as Word;
  const joined = joinedEnd(words, i);
  if (joined > i + 1) return noAmount(words, i, joined);
  const next = at(words, i + 1);
  const tail = next?.gap === '' && !next.isNumeral ? next : undefined;
  const value = parseNumeral(word.folded);
  const isCode = word.gap === '-' && at(words, i - 1)?.isNumeral === false;
  if (value === undefined || isCode) return noAmount(words, i, tail === undefined ? i + 1 : i + 2);
  if (tail === undefined) return scaled(text, words, i, i + 1, value);
  const multiplied = gluedValue(word, tail, value);
  if (multiplied !== undefined) return scaled(text, words, i, i + 2, multiplied);
  const isUnit = units.has(tail.lower) && tail.raw !== 'G';
  return isUnit ? amount(i, i + 1, value, false) : noAmount(words, i, i + 2);
};

/** Where a chain like 20/10/2021, 2021-10-20, 14:30 or 3/4 ends; `i + 1` when there is none. */
const joinedEnd = (words: readonly Word[], i: number): number => {
  let end = i + 1;
  while (isJoint(at(words, end))) end++;
  const isIso = [1, 2].every((n) => at(words, i + n)?.isNumeral === true && at(words, i + n)?.gap === '-');
  return end > i + 1 ? end : isIso ? i + 3 : i + 1;
};

const isJoint = (word: Word | undefined): boolean => word?.isNumeral === true && (word.gap === '/' || word.gap === ':');

const gluedValue = (word: Word, tail: Word, value: number): number | undefined => {
  const scale = (word.gap.endsWith('$') ? dollars : glued).get(tail.folded) ?? glued.get(tail.folded);
  if (scale !== undefined) return tidy(value * scale);
  const split = /^(tr|trieu|ty|ti|k)(\d)$/.exec(tail.folded);
  const base = split === null ? undefined : glued.get(split[1] ?? '');
  return base === undefined ? undefined : tidy(value * base + (Number(split?.[2]) * base) / 10);
};

const wordedAt = (words: readonly Word[], i: number): Quantity | undefined => {
  const value = words1to12.get((words[i] as Word).accented);
  if (value === undefined || scaleOf(words, i + 1) === undefined) return undefined;
  const { to, total } = multiply(words, i + 1, value);
  return amount(i, to, total, false);
};

const scaled = (text: string, words: readonly Word[], from: number, start: number, value: number): Quantity => {
  let { to, total, last } = multiply(words, start, value);
  // `1 tỷ 200 triệu`: what follows counts along only when its scale is smaller.
  for (let more = at(words, to); last > 100 && more?.isNumeral === true && isSpace(more.gap); more = at(words, to)) {
    const part = parseNumeral(more.folded);
    const scale = scaleOf(words, to + 1);
    if (part === undefined || scale === undefined || scale >= last) break;
    const next = multiply(words, to + 1, part);
    [to, total, last] = [next.to, tidy(total + next.total), next.last];
  }
  const percentTo = percentEnd(text, words, to);
  return percentTo === undefined ? amount(from, to, total, false) : amount(from, percentTo, tidy(total / 100), true);
};

const multiply = (
  words: readonly Word[],
  start: number,
  value: number,
): { to: number; total: number; last: number } => {
  let [to, total, last] = [start, value, 1];
  for (let scale = scaleOf(words, to); scale !== undefined; scale = scaleOf(words, to)) {
    total = tidy(total * scale);
    last = scale;
    to++;
  }
  if (last > 1 && at(words, to)?.folded === 'ruoi') return { to: to + 1, total: tidy(total + last / 2), last };
  return { to, total, last };
};

const scaleOf = (words: readonly Word[], i: number): number | undefined => {
  const word = at(words, i);
  if (word === undefined || !(isSpace(word.gap) || word.gap === '')) return undefined;
  const isAccented = word.accented !== word.folded;
  if (isAccented && !accentedScales.has(word.accented)) return undefined;
  // `5 ngan hang` without diacritics is five banks.
  if (word.folded === 'ngan' && at(words, i + 1)?.folded === 'hang') return undefined;
  return scales.get(word.folded);
};

const isSpace = (gap: string | undefined): boolean => gap === ' ' || gap === '\u00a0';

const percentEnd = (text: string, words: readonly Word[], to: number): number | undefined => {
  const end = words[to - 1]?.span.end ?? 0;
  const sign = text[text[end] === ' ' ? end + 1 : end];
  if (sign === '%' || sign === '٪' || sign === '％') return to;
  const [one, two] = [at(words, to)?.folded, at(words, to + 1)?.folded];
  if (one === 'percent') return to + 1;
  return (one === 'phan' && two === 'tram') || (one === 'per' && two === 'cent') ? to + 2 : undefined;
};

const tidy = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(12)));

const amount = (from: number, to: number, value: number, isPercent: boolean): Quantity => ({
  from,
  to,
  value,
  term: isPercent ? `${tidy(value * 100)}%` : String(value),
  isDate: false,
});

const noAmount = (words: readonly Word[], from: number, to: number): Quantity => {
  const run = words.slice(from, to);
  const isDate = run.length === 3 || /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(run[0]?.raw ?? '');
  return {
    from,
    to,
    value: undefined,
    term: run.map((w) => w.folded).join(run.length === 2 && run[1]?.isNumeral === false ? '' : '/'),
    isDate,
  };
};
