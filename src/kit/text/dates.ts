import type { SaidDate } from '../../base/analyzer.ts';
import { accentForm, fold } from './fold.ts';
import { is } from './forms.ts';
import months from './months.json' with { type: 'json' };
import counted from './number-words.json' with { type: 'json' };
import type { Reading } from './reading.ts';
import { gapBefore, type Word } from './words.ts';

/** A date written in the words `[from, to)`. */
export type Dated = {
  readonly to: number;
  readonly date: SaidDate;
  /** Written out in full or with its labels, so that nothing of it is content; `in March` alone is not. */
  readonly isWhole: boolean;
};

const lookUp = (packed: string, spelled = fold): ReadonlyMap<string, number> =>
  new Map(
    packed
      .split(' ')
      .map((pair) => [spelled(pair.slice(0, pair.indexOf(':'))), Number(pair.slice(pair.indexOf(':') + 1))]),
  );

const english = lookUp(months.english);
const vietnamese = lookUp(months.vietnamese, accentForm);
const labels = { ngay: accentForm('ngày'), thang: accentForm('tháng'), nam: accentForm('năm') };
const surely = new Set(['in', 'since', 'year', 'during', 'nam']);
const yearLabels = new Set(months.yearLabels.split(' '));
const countedEnglish = new Set(counted.countedEnglish.split(' '));
const countedVietnamese = new Set(counted.counted.split(' ').map(fold));

/**
 * The date that starts at word `i`: `January 14, 2020`, `14 January`, `March 2021`, `ngày 14 tháng 1 năm 2020`, `ngày
 * 14/1`, `tháng 3/2021`, `20/10/2021`, `2021-10-20`, `năm 2016`; undefined when none starts there. Numbers joined by
 * slashes are day first, as in Vietnamese and most of the world; in English, where they could be either, only the year is
 * taken as said.
 */
export const dateAt = (reading: Reading, i: number): Dated | undefined => {
  const word = reading.words[i];
  if (word === undefined) return undefined;
  if ((word.form.bits & is.numeral) !== 0) return joinedDate(reading, i) ?? dayFirst(reading, i);
  return monthFirst(reading, i) ?? labelledDate(reading, i);
};

const wholeNumber = ({ words }: Reading, i: number, most: number, digits = 4): number | undefined => {
  const form = words[i]?.form;
  return form === undefined || form.count < 0 || form.count > most || form.folded.length > digits
    ? undefined
    : form.count;
};

const yearIn = (reading: Reading, i: number): number | undefined => {
  const year = wholeNumber(reading, i, 2100);
  return year !== undefined && year >= 1900 ? year : undefined;
};

const dayIn = (reading: Reading, i: number): number | undefined => wholeNumber(reading, i, 31, 2) || undefined;

const englishMonth = ({ words }: Reading, i: number): number | undefined => english.get(words[i]?.form.folded ?? '');

/** `14 January 2020`, `14th January`. */
const dayFirst = (reading: Reading, i: number): Dated | undefined => {
  const day = dayIn(reading, i);
  if (day === undefined) return undefined;
  const at = isOrdinalEnd(reading, i + 1) ? i + 2 : i + 1;
  const of = reading.words[at]?.form.folded === 'of' ? at + 1 : at;
  const vietnamese = of === i + 1 ? dayBeforeMonth(reading, i, day) : undefined;
  if (vietnamese !== undefined) return vietnamese;
  const month = englishMonth(reading, of);
  if (month === undefined || !isFree(reading, of)) return undefined;
  const year = yearIn(reading, of + 1) ?? null;
  return { to: year === null ? of + 1 : of + 2, date: { year, month, day }, isWhole: year !== null };
};

/** `5 tháng 1 năm 2020`; `5 tháng 3 ngày` is a time. */
const dayBeforeMonth = (reading: Reading, i: number, day: number): Dated | undefined => {
  const rest = labelledDate(reading, i + 1);
  if (rest?.date.month == null || rest.date.day !== null) return undefined;
  if (/^(?:ngay|tuan|gio)$/.test(reading.words[rest.to]?.form.folded ?? '')) return undefined;
  const isWhole = rest.date.year !== null || /^m[uo]ng$/.test(reading.words[i - 1]?.form.folded ?? '');
  return { to: rest.to, date: { ...rest.date, day }, isWhole };
};

const isOrdinalEnd = (reading: Reading, i: number): boolean =>
  gapBefore(reading, i) === '' && /^(?:st|nd|rd|th)$/.test(reading.words[i]?.form.lower ?? '');

const isFree = (reading: Reading, i: number): boolean => {
  const gap = gapBefore(reading, i);
  return gap === ' ' || gap === '-' || gap === undefined;
};

/** `January 14, 2020`, `January 14`, `March 2021`, `in March`. */
const monthFirst = (reading: Reading, i: number): Dated | undefined => {
  const month = englishMonth(reading, i);
  const word = reading.words[i];
  if (month === undefined || word === undefined) return undefined;
  const day = dayIn(reading, i + 1);
  const after = day !== undefined && isOrdinalEnd(reading, i + 2) ? i + 3 : i + 2;
  const year = day === undefined ? yearIn(reading, i + 1) : yearIn(reading, after);
  if (day !== undefined && year !== undefined) return { to: after + 1, date: { year, month, day }, isWhole: true };
  // `may 5 people`: only a capital makes a month of what lacks its year.
  if ((word.form.bits & is.capital) === 0) return undefined;
  if (year !== undefined) return { to: i + 2, date: { year, month, day: null }, isWhole: false };
  if (day !== undefined) return { to: after, date: { year: null, month, day }, isWhole: false };
  const isSaid = word.form.folded.length > 3 && yearLabels.has(reading.words[i - 1]?.form.folded ?? '');
  return isSaid ? { to: i + 1, date: { year: null, month, day: null }, isWhole: false } : undefined;
};

/** `ngày 14 tháng 1 năm 2020`, `ngày 14/1`, `tháng 3/2021`, `tháng ba năm 2021`. */
const labelledDate = (reading: Reading, i: number): Dated | undefined => {
  const parts: (number | undefined)[] = [];
  let at = i;
  const take = (
    label: 'ngay' | 'thang' | 'nam',
    most: number,
    named?: ReadonlyMap<string, number>,
  ): number | undefined => {
    const form = reading.words[at]?.form;
    if (
      form === undefined ||
      gapBefore(reading, at) === '/' ||
      (form.accented !== labels[label] && form.accented !== label)
    )
      return undefined;
    const value = wholeNumber(reading, at + 1, most) ?? named?.get(reading.words[at + 1]?.form.accented ?? '');
    if (value === undefined) return undefined;
    at += 2;
    while (gapBefore(reading, at) === '/' && wholeNumber(reading, at, 2100) !== undefined) {
      parts.push(wholeNumber(reading, at, 2100));
      at++;
    }
    return value;
  };
  const day = take('ngay', 31);
  const joined = parts.splice(0);
  const month = joined.length > 0 ? joined[0] : take('thang', 12, vietnamese);
  if (day === undefined && month === undefined) return undefined;
  const year = joined[1] ?? parts[0] ?? take('nam', 2100);
  return { to: at, date: saidDate(year, month, day), isWhole: true };
};

const saidDate = (year: number | undefined, month: number | undefined, day: number | undefined): SaidDate => ({
  year: year !== undefined && year >= 1000 && year <= 2100 ? year : null,
  month: month !== undefined && month >= 1 && month <= 12 ? month : null,
  day: day !== undefined && day >= 1 && day <= 31 ? day : null,
});

/** `20/10/2021`, `20-10-2021`, `20.10.2021`, `2021-10-20`, and `3/2021`. */
const joinedDate = (reading: Reading, i: number): Dated | undefined => {
  const written = reading.words[i]?.form.folded ?? '';
  const dotted = written.length < 8 ? null : /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written);
  if (dotted !== null) return numericDate(reading, i + 1, dotted.slice(1).map(Number));
  const gap = gapBefore(reading, i + 1);
  if (gap !== '/' && gap !== '-' && gap !== '.') return undefined;
  const [a, b] = [wholeNumber(reading, i, 9999), wholeNumber(reading, i + 1, 9999)];
  if (a === undefined || b === undefined) return undefined;
  const c = gapBefore(reading, i + 2) === gap ? wholeNumber(reading, i + 2, 9999) : undefined;
  if (c !== undefined) return numericDate(reading, i + 3, [a, b, c]);
  const isMonth = gap === '/' && a >= 1 && a <= 12 && b >= 1900 && b <= 2100;
  return isMonth ? { to: i + 2, date: { year: b, month: a, day: null }, isWhole: true } : undefined;
};

const numericDate = ({ lang }: Reading, to: number, [a = 0, b = 0, c = 0]: readonly number[]): Dated | undefined => {
  if (a >= 1900 && a <= 2100) return { to, date: saidDate(a, b, c), isWhole: true };
  const year = c < 100 ? 2000 + c : c;
  if (year < 1900 || year > 2100) return undefined;
  const isEither = lang === 'en' && a <= 12 && b <= 12 && a !== b;
  if (isEither) return { to, date: { year, month: null, day: null }, isWhole: true };
  return { to, date: b > 12 ? saidDate(year, a, b) : saidDate(year, b, a), isWhole: true };
};

/** Whether the numeral at word `i`, 1900 to 2100 and bare, reads as a year: `in 2020`, `the 2016 election`, not `2000 people`. */
export const isYear = (reading: Reading, i: number): boolean => {
  const { words, visible } = reading;
  const word = words[i] as Word;
  if (yearIn(reading, i) === undefined || /[$€£¥₫]/.test(visible[word.span.start - 1] ?? '')) return false;
  const next = words[i + 1];
  if (surely.has(words[i - 1]?.form.folded ?? '') || next === undefined) return true;
  const isNear = next.span.start - word.span.end === 1 && visible[word.span.end] === ' ';
  if (!isNear) return true;
  return !countedEnglish.has(next.form.folded) && !countedVietnamese.has(next.form.folded);
};

/** Whether what starts here only says when a quoted message was sent: `— Name (@handle) January 14, 2020`. */
export const isByline = ({ source }: Reading, start: number): boolean =>
  /\(@\w{1,30}\)[\s,|·—–-]{0,6}$/.test(source.slice(Math.max(0, start - 44), start));
