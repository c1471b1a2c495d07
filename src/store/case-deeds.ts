// One thing done on a case: in one transaction with its line of history, and only while the case takes it.
import { sql } from 'drizzle-orm';
import type { Json } from '../base/canonical-json.ts';
import type { CaseState } from '../core/case.ts';
import { type CaseDeed, takes } from '../core/case-open.ts';
import type { Deed, Done, NotDone } from '../desk/work-ports.ts';
import { noteOn } from './case-history.ts';
import type { Database, Transaction } from './database.ts';

/**
 * Runs work on a case that cannot be closed meanwhile. `not-found` and `case-not-open` come back as they are; what the work
 * gives is told in the case's history by the work itself.
 */
export const onCase = <T>(
  database: Database,
  deed: Deed,
  kind: CaseDeed,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | NotDone> =>
  database.atomically(async (tx) => {
    const [found] = await tx.all<{ state: CaseState }>(sql`select state from cases where id = ${deed.case} for share`);
    if (found === undefined) return 'not-found';
    if (!takes(found.state, kind)) return 'case-not-open';
    return work(tx);
  });

/** The same for one statement that gives a row when it changed something; nothing is told when it did not. */
export const changeOnCase = (
  database: Database,
  deed: Deed,
  kind: CaseDeed,
  what: string,
  detail: Readonly<Record<string, Json>>,
  change: (tx: Transaction) => Promise<readonly unknown[]>,
): Promise<Done> =>
  onCase<Done>(database, deed, kind, async (tx) => {
    if ((await change(tx)).length === 0) return 'not-found';
    await tellHistory(tx, deed, what, detail);
    return 'done';
  });

/** One line of the case's history: codes and ids, no words. */
export const tellHistory = (
  tx: Transaction,
  deed: Deed,
  what: string,
  detail: Readonly<Record<string, Json>> = {},
): Promise<void> => noteOn(tx, deed.case, deed, what, detail);
