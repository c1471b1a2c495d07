// What was done on a case, for its page: codes and ids, no word of a tip.
import { sql } from 'drizzle-orm';
import type { Json } from '../base/canonical-json.ts';
import type { Id } from '../base/ids.ts';
import type { StaffId } from '../core/rights.ts';
import type { Runner } from './database.ts';

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
