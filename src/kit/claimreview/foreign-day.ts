import { type Day, dayOf, parseDay } from '../../base/clock.ts';
import { firstWords, type Loose } from './loose-json.ts';
import months from './months.json' with { type: 'json' };

/**
 * The calendar day a foreign date names, as written there (its own time zone), or undefined.
 * Reads ISO 8601, RFC 2822 (section 3.3), day-month-year in words (en, es, pt, fr, de, it, id, ar, vi), numeric
 * dates, and Unix time in seconds or milliseconds. `03/04/2024` is dropped as ambiguous unless `dayFirst` is known.
 * @example foreignDay('ngày 5 tháng 3 năm 2024') // '2024-03-05'
 */
export const foreignDay = (value: Loose, dayFirst = false): Day | undefined => {
  const raw = firstWords(value);
  if (raw === undefined) return undefined;
  const text = asciiDigits(raw.trim().slice(0, 120)).normalize('NFC').toLowerCase();
  return unixDay(text) ?? yearFirst(text) ?? vietnamese(text) ?? numeric(text, dayFirst) ?? inWords(text);
};

const asciiDigits = (text: string): string =>
  text
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u0966-\u096F]/g, (digit) => String(digit.charCodeAt(0) - 0x966));

const day = (year: string, month: string | number, date: string): Day | undefined => {
  if (Number(year) < 1900 || Number(year) > 2100) return undefined;
  return parseDay(`${year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`);
};

// Nine digits and more only: below that a number is a year, a compact date, or an id.
const unixDay = (text: string): Day | undefined => {
  if (!/^\d{9,13}(\.\d+)?$/.test(text)) return undefined;
  const milliseconds = Number(text) * (/^\d{12,13}/.test(text) ? 1 : 1000);
  return milliseconds < 4_102_444_800_000 ? dayOf(new Date(milliseconds)) : undefined;
};

const yearFirst = (text: string): Day | undefined => {
  const parts =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})(?:t\d|$)/.exec(text) ??
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/.exec(text) ??
    /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/.exec(text);
  return parts === null ? undefined : day(parts[1] ?? '', parts[2] ?? '', parts[3] ?? '');
};

const vietnamese = (text: string): Day | undefined => {
  const parts =
    /(?<!\d)(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:,|năm)?\s*(\d{4})(?!\d)/.exec(text) ??
    /ngày\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)/.exec(text);
  return parts === null ? undefined : day(parts[3] ?? '', parts[2] ?? '', parts[1] ?? '');
};

const numeric = (text: string, dayFirst: boolean): Day | undefined => {
  const parts = /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
  if (parts === null) return undefined;
  const [first, mark, second, year] = [parts[1] ?? '', parts[2], parts[3] ?? '', parts[4] ?? ''];
  // Dots are written day first everywhere; for slashes the order shows only when one number is no month.
  if (dayFirst || mark === '.' || Number(first) > 12 || first === second) return day(year, second, first);
  return Number(second) > 12 ? day(year, first, second) : undefined;
};

const monthNumbers: ReadonlyMap<string, number> = new Map(
  Object.values(months).flatMap((names) =>
    names.flatMap((spellings, index) => spellings.map((name): [string, number] => [name.normalize('NFC'), index + 1])),
  ),
);

const inWords = (text: string): Day | undefined => {
  const dayThenMonth =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:of |de )?\s*(\p{L}{3,})\.?,?\s*(?:de |del )?\s*(\d{4})(?!\d)/gu;
  for (const [, date = '', name = '', year = ''] of text.matchAll(dayThenMonth)) {
    const month = monthNumbers.get(name);
    if (month !== undefined) return day(year, month, date);
  }
  for (const [, name = '', date = '', year = ''] of text.matchAll(
    /(\p{L}{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/gu,
  )) {
    const month = monthNumbers.get(name);
    if (month !== undefined) return day(year, month, date);
  }
  return undefined;
};
