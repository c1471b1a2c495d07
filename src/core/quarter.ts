// Quarters of the year: for so long a rater goes by one pseudonym.
import type { Day } from '../base/clock.ts';

/** `2026-Q4`, in UTC. */
export type Quarter = string & { readonly quarter: unique symbol };

export const quarterOf = (day: Day): Quarter =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` as Quarter;

/** Reads a quarter; `2026-Q5` is none. */
export const parseQuarter = (text: string): Quarter | undefined =>
  /^(?!0000)\d{4}-Q[1-4]$/.test(text) ? (text as Quarter) : undefined;

/** The last day of a quarter. */
export const lastDayOf = (quarter: Quarter): Day => {
  const month = Number(quarter[6]) * 3;
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-${month === 3 || month === 12 ? 31 : 30}` as Day;
};
