// That a case is about whoever runs the instance, its owner or a funder: marked by one, taken off by two.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { type CaseState, isLive } from '../core/case.ts';
import type { StaffId } from '../core/rights.ts';
import type { Cases, DoneBy, StillWaits } from '../desk/case-ports.ts';
import { waitsOn } from './case-closing.ts';
import { noteOn } from './case-history.ts';
import type { Database, Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';

type Marked = { readonly state: CaseState; readonly about: boolean; readonly offBy: StaffId | null };

export const ourselvesIn = (
  database: Database,
  enqueue: Enqueue,
): Pick<Cases, 'markOurselves' | 'askOff' | 'takeOff'> => ({
  markOurselves: (of, done) =>
    marking(database, of, async (tx, found) => {
      if (found.about && found.offBy === null) return ok(null);
      // Whoever reads what waits would agree to what nobody may publish.
      const waits = found.about ? undefined : await waitsOn(tx, of);
      if (waits !== undefined) return refuse(waits);
      await tx.all(sql`
        update cases set about_ourselves = true, ourselves_off_by = null, changed_at = ${done.at.toISOString()} where id = ${of}`);
      return told(tx, of, done, found.about ? 'ourselves-kept' : 'ourselves-marked', enqueue);
    }),

  askOff: (of, done) =>
    marking(database, of, async (tx, found) => {
      if (!found.about || found.offBy !== null) return ok(null);
      await tx.all(sql`
        update cases set ourselves_off_by = ${done.by}, changed_at = ${done.at.toISOString()} where id = ${of}`);
      return told(tx, of, done, 'ourselves-off-asked', enqueue);
    }),

  takeOff: (of, askedBy, done) =>
    marking(database, of, async (tx, found) => {
      if (found.offBy !== askedBy) return refuse('not-found');
      await tx.all(sql`
        update cases set about_ourselves = false, ourselves_off_agreed = ${done.by}, changed_at = ${done.at.toISOString()}
        where id = ${of}`);
      return told(tx, of, done, 'ourselves-off', enqueue);
    }),
});

type Answer = Awaited<ReturnType<Cases['markOurselves']>>;

const marking = (
  database: Database,
  of: Id,
  work: (tx: Transaction, found: Marked) => Promise<Answer>,
): Promise<Answer> =>
  database.atomically(async (tx) => {
    const [found] = await tx.all<Marked>(sql`
      select state, about_ourselves as about, ourselves_off_by as "offBy" from cases where id = ${of} for update`);
    if (found === undefined) return refuse('not-found');
    return isLive(found.state) ? work(tx, found) : refuse<StillWaits | 'case-ended'>('case-ended');
  });

const told = async (tx: Transaction, of: Id, done: DoneBy, what: string, enqueue: Enqueue): Promise<Answer> => {
  await noteOn(tx, of, done, what, {});
  await tell(tx, [toldAt({ type: 'case.ourselves', v: 1, data: { case: of } }, done.at)], enqueue);
  return ok(null);
};
