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

export const addDays = (day: Day, days: number): Day => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return dayOf(at);
};
