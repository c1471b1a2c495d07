import type { Amount, Facts, SaidDate } from '../../base/analyzer.ts';
import { isByline } from './dates.ts';
import { isNegated } from './negation.ts';
import { looseDateAt, quantityAt } from './numbers.ts';
import { tidy } from './numerals.ts';
import { placesIn } from './places.ts';
import type { Reading } from './reading.ts';
import { amountOf } from './units.ts';
import type { Word } from './words.ts';

/** What a text states that another text about the same thing must not contradict. Each value once, in the order said. */
export const factsOf = (reading: Reading): Facts => {
  const { amounts, dates } = valuesIn(reading);
  return {
    amounts: once(amounts, ({ value, unit }) => `${value} ${unit ?? ''}`),
    dates: once(dates, ({ year, month, day }) => `${year}-${month}-${day}`),
    places: placesIn(reading),
    negated: isNegated(reading),
  };
};

const once = <T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];

type Values = { readonly amounts: Amount[]; readonly dates: SaidDate[] };

const valuesIn = (reading: Reading): Values => {
  const values: Values = { amounts: [], dates: [] };
  let before: Stated | undefined;
  for (let i = 0; i < reading.words.length; ) {
    const loose = looseDateAt(reading, i);
    const quantity = loose === undefined || loose.to === i + 1 ? quantityAt(reading, i) : undefined;
    const amount =
      quantity?.value === undefined ? undefined : amountOf(reading, i, { ...quantity, value: quantity.value });
    // `2000 m` and `2000 triệu` are no years.
    const isLoose = loose !== undefined && amount?.unit == null && loose.to >= (quantity?.to ?? i);
    const date = quantity?.date ?? (isLoose ? loose.date : undefined);
    const to = Math.max(loose?.to ?? i + 1, quantity?.to ?? i + 1);
    if (date !== undefined && !isByline(reading, (reading.words[i] as Word).span.start)) values.dates.push(date);
    else if (quantity !== undefined && amount !== undefined && date === undefined) {
      const stated = { from: i, to, at: values.amounts.length, scale: quantity.scale };
      if (before !== undefined) completeRange(reading, before, stated, amount, values.amounts);
      values.amounts.push(amount);
      before = stated;
    }
    i = to;
  }
  return values;
};

type Stated = { readonly from: number; readonly to: number; readonly at: number; readonly scale: number };

/** `5-10 kg`, `from 5 to 10 million`: what is said of the second of a range holds for the first. */
const completeRange = (reading: Reading, before: Stated, here: Stated, amount: Amount, amounts: Amount[]): void => {
  const first = amounts[before.at];
  if (first === undefined || first.unit !== null || !isRange(reading, before, here.from)) return;
  const plain = amount.unit === '%' ? 100 : 1;
  const scale = before.scale === 1 && here.scale > 1 && first.value < here.scale ? here.scale : 1;
  const factor = factorOf(reading, here, amount) / plain;
  amounts[before.at] = { value: tidy(first.value * scale * factor), unit: amount.unit };
};

/** How many canonical units one of the stated unit is: the amount, divided by the number that was written. */
const factorOf = (reading: Reading, { from }: Stated, { value, unit }: Amount): number => {
  const written = quantityAt(reading, from)?.value;
  if (unit === null || unit === '%' || unit === '°C' || written === undefined || written === 0) return 1;
  return Math.abs(value / written);
};

const isRange = (reading: Reading, before: Stated, from: number): boolean => {
  const { words, visible } = reading;
  if (before.to === from) return /^ ?[-–—~] ?$/.test(visible.slice(words[from - 1]?.span.end, words[from]?.span.start));
  if (before.to + 1 !== from) return false;
  const link = words[before.to]?.form.folded ?? '';
  if (link === 'and') return words[before.from - 1]?.form.folded === 'between';
  return link === 'to' || link === 'den' || link === 'toi';
};
