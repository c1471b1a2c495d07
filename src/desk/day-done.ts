// The day of something that was done: it is not still to come.
import { addDays, type Day, dayOf, parseDay } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';

/** As typed; `otherwise` where nothing was. A day ahead of UTC is today where the team sits. */
export const dayDone = <Otherwise extends Day | null>(
  field: string,
  typed: string | undefined,
  at: Date,
  otherwise: Otherwise,
): Result<Day | Otherwise, Refusal<'day-unreadable' | 'day-in-future'>> => {
  if (!typed) return ok(otherwise);
  const day = parseDay(typed);
  if (day === undefined) return refuse('day-unreadable', { field });
  return day > addDays(dayOf(at), 1) ? refuse('day-in-future', { field }) : ok(day);
};
