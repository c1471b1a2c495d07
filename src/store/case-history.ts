// What was done on a case, for its page: codes and ids, no word of a tip.
import { sql } from 'drizzle-orm';
import type { Json } from '../base/canonical-json.ts';
import type { Id } from '../base/ids.ts';
import type { StaffId } from '../core/rights.ts';
import type { HistoryLine } from '../desk/work-ports.ts';
import { type Runner, rows } from './database.ts';

/** Adds a line to the history of a case, in the transaction that does the thing; `by` is null where triage did it. */
export const noteOn = async (
  tx: Runner,
  of: Id,
  done: { readonly by: StaffId | null; readonly at: Date },
  what: string,
  detail: Readonly<Record<string, Json>>,
): Promise<void> => {
  await tx.all(sql`
    insert into case_history (case_id, at, done_by, what, detail)
    values (${of}, ${done.at.toISOString()}, ${done.by}, ${what}, ${JSON.stringify(detail)}::jsonb)`);
};

/** How often an account did any of these within the hour, on whichever cases, undone since or not. */
export const deedsWithinHour = async (
  on: Runner,
  { by, at }: { readonly by: StaffId; readonly at: Date },
  whats: readonly string[],
): Promise<number> => {
  const [found] = await on.all<{ done: number }>(sql`
    select count(*)::int as done from case_history where done_by = ${by}
      and what in (select jsonb_array_elements_text(${rows(whats)}))
      and at > ${at.toISOString()}::timestamptz - interval '1 hour' and at <= ${at.toISOString()}`);
  return found?.done ?? 0;
};

/** A page of the history, the newest first. */
export const historyOf = async (
  on: Runner,
  of: Id,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<{ readonly lines: readonly HistoryLine[]; readonly next: number | null }> => {
  const found = await on.all<Omit<HistoryLine, 'at'> & { readonly n: number; readonly at: string }>(sql`
    select id as n, at, done_by as "by", what, detail from case_history
    where case_id = ${of} and id < coalesce(${before}::bigint, 9223372036854775807) order by id desc limit ${limit + 1}`);
  const shown = found.slice(0, limit);
  return {
    lines: shown.map(({ n: _n, at, ...line }) => ({ ...line, at: new Date(at) })),
    next: found.length > limit ? (shown.at(-1)?.n ?? null) : null,
  };
};
