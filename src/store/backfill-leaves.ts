// Leaves of what was decided before there was a log, in the order in which it happened, and marked so.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { SangtoEvent } from '../core/event.ts';
import { publicEvents } from '../core/leaf.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Decided, pageOf, requestDecisionLeaves } from './decision-leaves.ts';
import { leafOfEvent } from './leaf-requests.ts';
import { lockKeys } from './locks.ts';

type Missing =
  | {
      readonly of: 'decision';
      readonly id: Id;
      readonly day: Day;
      readonly decided: Decided;
      readonly shown: Id | null;
    }
  | { readonly of: 'event'; readonly id: number; readonly day: Day; readonly event: SangtoEvent };

/** Asks for every leaf that is missing; how many. Safe to run at each start, and by two processes at once. */
export const backfillLeaves = (database: Database): Promise<number> =>
  database.atomically(async (tx) => {
    await tx.all(sql`select pg_advisory_xact_lock(${lockKeys.backfill})`);
    const missing = await missingLeaves(tx);
    for (const one of missing) await tellOfOld(tx, one);
    return missing.length;
  }, patience);

/** Ten years of decisions are told in one go. */
const patience = 600_000;

const missingLeaves = (tx: Transaction): Promise<readonly Missing[]> =>
  tx.all<Missing>(sql`
    select 'decision' as of, s.id::text as id, s.published_at as at, (s.published_at at time zone 'UTC')::date as day,
      jsonb_build_object('id', s.id, 'caseId', s.case_id, 'kind', s.kind, 'content', s.content::jsonb) as decided,
      (select c.id from checks c where c.submission_id = s.id) as shown, null::jsonb as event
    from submissions s where s.state = 'published' and not exists (select from log_leaves l where l.submission_id = s.id)
    union all
    select 'event', e.id::text, coalesce(e.at, e.day), e.day, null, null, jsonb_build_object('type', e.type, 'v', e.v, 'data', e.data)
    from events e where e.type in (select jsonb_array_elements_text(${rows(publicEvents)}))
      and not exists (select from log_leaves l where l.event_id = e.id)
    order by at, of, id`);

const tellOfOld = async (tx: Transaction, one: Missing): Promise<void> => {
  if (one.of === 'event') return leafOfEvent(tx, one.event, { event: Number(one.id), on: one.day, backfilled: true });
  const page = one.shown === null ? null : await pageOf(tx, one.shown);
  await requestDecisionLeaves(tx, one.decided, { on: one.day, page, backfilled: true });
};
