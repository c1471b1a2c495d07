/** Time as the rest of the house may know it: handed in, never read. */
export type Clock = () => Date;

/** A calendar day in UTC, `YYYY-MM-DD`. Everything about an asker is this coarse. */
export type Day = string & { readonly day: unique symbol };

export const dayOf = (at: Date): Day => at.toISOString().slice(0, 10) as Day;

/** Reads a real calendar day; `2026-02-30` is none. */
export const parseDay = (text: string): Day | undefined => {
  // There is no year 0; PostgreSQL refuses it.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? undefined : (text as Day);
};

const instant = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** Reads a moment as RFC 3339 writes it, from any offset and to the millisecond; seconds may be left out. Years of four digits only. */
export const parseInstant = (text: string): Date | undefined => {
  const [, date = '', hour, minute, second = '00', part = '', sign = '+', offHour = '00', offMinute = '00'] =
    instant.exec(text) ?? [];
  if (parseDay(date) === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  if (Number(offHour) > 23 || Number(offMinute) > 59) return undefined;
  // Section 5.6: a leap second is written as the sixtieth; our clock counts it as the next minute's first.
  if (Number(second) > 60) return undefined;
  const off = (sign === '-' ? -1 : 1) * (Number(offHour) * 60 + Number(offMinute)) * 60_000;
  const at = new Date(`${date}T${hour}:${minute}:00Z`).getTime() - off + Number(second) * 1000;
  const exact = new Date(at + Math.floor(Number(`0${part}`) * 1000));
  return /^\d{4}-/.test(exact.toISOString()) && parseDay(dayOf(exact)) !== undefined ? exact : undefined;
};

export const addDays = (day: Day, days: number): Day => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return dayOf(at);
};
