import type { Amount } from '../../base/analyzer.ts';
import { accentForm, fold } from './fold.ts';
import type { Quantity } from './numbers.ts';
import { tidy } from './numerals.ts';
import type { Reading } from './reading.ts';
import table from './units.json' with { type: 'json' };
import { gapBefore, type Word } from './words.ts';

type Unit = { readonly unit: string; readonly factor: number; readonly accented: readonly string[] };

const pairs = (packed: string): readonly (readonly [string, string])[] =>
  packed.split(' ').map((pair) => {
    const colon = pair.lastIndexOf(':');
    return [pair.slice(0, colon), pair.slice(colon + 1)] as const;
  });

const byFolded = new Map<string, Unit[]>();
for (const [unit, names] of Object.entries(table.units))
  for (const [name, factor] of pairs(names)) {
    const key = fold(name).replaceAll('_', ' ');
    const entry = { unit, factor: Number(factor), accented: name.split('_').map(accentForm) };
    byFolded.set(key, [...(byFolded.get(key) ?? []), entry]);
  }
const before = new Map(pairs(table.before));
const behind = new Map(pairs(table.behind));

/**
 * The amount that the words `[from, quantity.to)` state, in canonical units: kg, m, m2, l, s (seconds to weeks), month
 * (months and years, ages too), °C, W, kWh, byte, `m/h`, currencies by ISO 4217 code, `%` with the value as a fraction;
 * null where no unit is said; undefined for the time of day. A unit per another is both, joined by a slash.
 */
export const amountOf = (
  reading: Reading,
  from: number,
  quantity: Quantity & { readonly value: number },
): Amount | undefined => {
  if (quantity.isPercent) return { value: quantity.value, unit: '%' };
  const { words, visible } = reading;
  const first = words[from] as Word;
  const value = isNegative(reading, from) ? -quantity.value : quantity.value;
  const currency = before.get(visible[first.span.start - 1] ?? '') ?? codeBefore(reading, from);
  if (currency !== undefined) return { value, unit: currency };
  const end = (words[quantity.to - 1] as Word).span.end;
  const sign = behind.get(visible[visible[end] === ' ' ? end + 1 : end] ?? '');
  if (sign !== undefined) return { value, unit: sign };
  return measured(reading, quantity.to, value);
};

const codeBefore = (reading: Reading, from: number): string | undefined =>
  from > 0 && gapBefore(reading, from) === ' ' ? before.get(reading.words[from - 1]?.form.lower ?? '') : undefined;

/** `-5 °C`, `âm 5 độ`, `minus 5`: a dash alone is a minus only before degrees. */
const isNegative = ({ words, visible }: Reading, from: number): boolean => {
  const said = words[from - 1]?.form;
  if (said?.lower === 'âm' || said?.lower === 'minus') return true;
  const start = (words[from] as Word).span.start;
  const end = (words[from] as Word).span.end;
  return (
    /(?:^|\s)[-−]$/.test(visible.slice(Math.max(0, start - 2), start)) && /^ ?[°º]/.test(visible.slice(end, end + 2))
  );
};

const measured = (reading: Reading, to: number, value: number): Amount | undefined => {
  const degrees = degreesAt(reading, to);
  if (degrees !== undefined) return inUnit(value, degrees, 1);
  const found = unitAt(reading, to);
  if (found === undefined) return { value, unit: null };
  if (isClock(reading, to, found.unit)) return undefined;
  const per = perAt(reading, found.to);
  return per === undefined
    ? inUnit(value, found.unit, found.factor)
    : { value: tidy(value * found.factor), unit: `${found.unit}/${per}` };
};

const inUnit = (value: number, unit: string, factor: number): Amount =>
  unit === '°F' ? { value: tidy(((value - 32) * 5) / 9), unit: '°C' } : { value: tidy(value * factor), unit };

/** `39°C`, `102 °F`: the sign stands between the numeral and the letter. */
const degreesAt = ({ words, visible }: Reading, to: number): string | undefined => {
  const end = words[to - 1]?.span.end ?? 0;
  return /^ ?[°º] ?([CF])(?![\p{L}\p{N}])/u.exec(visible.slice(end, end + 5))?.[1]?.replace(/^/, '°');
};

type Found = { readonly unit: string; readonly factor: number; readonly to: number };

const longestUnit = 3;

const unitAt = (reading: Reading, to: number): Found | undefined => {
  for (let length = longestUnit; length > 0; length--) {
    const run = reading.words.slice(to, to + length);
    if (run.length < length || !isAdjacent(reading, to, length)) continue;
    const found = byFolded
      .get(run.map((w) => w.form.folded).join(' '))
      ?.find((entry) => isMeant(reading, to, run, entry));
    if (found !== undefined) return { unit: found.unit, factor: found.factor, to: to + length };
  }
  return undefined;
};

const isAdjacent = (reading: Reading, to: number, length: number): boolean => {
  for (let i = to; i < to + length; i++) {
    const gap = gapBefore(reading, i);
    if (gap !== ' ' && gap !== '-' && gap !== '\u00a0' && !(gap === '' && i === to)) return false;
  }
  return true;
};

/** The accents agree, or there are none in the whole text; one letter like `d` or `w` is a unit only right behind the digits. */
const isMeant = (reading: Reading, to: number, run: readonly Word[], { accented }: Unit): boolean => {
  const [first] = run;
  if (first !== undefined && /^[dcfw]$/.test(first.form.lower) && gapBefore(reading, to) !== '') return false;
  return run.every(
    ({ form }, n) => form.accented === accented[n] || (reading.isBare && form.folded === fold(accented[n] ?? '')),
  );
};

/** `lúc 14 giờ`, `vào 5 giờ` tell the time. */
const isClock = ({ words }: Reading, to: number, unit: string): boolean =>
  unit === 's' &&
  /^(?:luc|at|vao|tu|truoc|sau)$/.test(words[to - 2]?.form.folded ?? '') &&
  words[to]?.form.folded === 'gio';

/** What follows a slash: `km/h`, `đồng/kg`. */
const perAt = (reading: Reading, i: number): string | undefined => {
  if (gapBefore(reading, i) !== '/') return undefined;
  const word = reading.words[i]?.form.lower ?? '';
  return /^(?:h|hr|hour|giờ|gio)$/.test(word) ? 'h' : word;
};
