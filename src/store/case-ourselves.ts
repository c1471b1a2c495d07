// That a case is about whoever runs the instance, its owner or a funder: marked by one, taken off by two.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { ok, type Result, refuse } from '../base/result.ts';
import { type CaseState, isLive, mostMarksAnHour } from '../core/case.ts';
import type { StaffId } from '../core/rights.ts';
import type { CaseRefusal, Cases, DoneBy, StillWaits } from '../desk/case-ports.ts';
import { waitsOn } from './case-closing.ts';
import { deedsWithinHour, noteOn } from './case-history.ts';
import { oneAtATime } from './case-rank.ts';
import type { Database, Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';

type Marked = { readonly state: CaseState; readonly about: boolean; readonly offBy: StaffId | null };

export const ourselvesIn = (
  database: Database,
  enqueue: Enqueue,
): Pick<Cases, 'markOurselves' | 'askOff' | 'takeOff'> => ({
  markOurselves: (of, done) =>
    marking<'deeds-too-many'>(database, of, async (tx, found) => {
      if (found.about && found.offBy === null) return ok(null);
      // Whoever reads what waits would agree to what nobody may publish.
      const waits = found.about ? undefined : await waitsOn(tx, of);
      if (waits !== undefined) return refuse(waits);
      if ((await deedsWithinHour(tx, done, ['ourselves-marked', 'ourselves-kept'])) >= mostMarksAnHour)
        return refuse('deeds-too-many');
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

type Answer<More extends string = never> = Result<null, { code: CaseRefusal | StillWaits | More }>;

const marking = <More extends string = never>(
  database: Database,
  of: Id,
  work: (tx: Transaction, found: Marked) => Promise<Answer<More>>,
): Promise<Answer<More>> =>
  database.atomically(async (tx) => {
    await oneAtATime(tx);
    const [found] = await tx.all<Marked>(sql`
      select state, about_ourselves as about, ourselves_off_by as "offBy" from cases where id = ${of} for update`);
    if (found === undefined) return refuse('not-found');
    return isLive(found.state) ? work(tx, found) : refuse<CaseRefusal | StillWaits>('case-ended');
  });

const told = async (tx: Transaction, of: Id, done: DoneBy, what: string, enqueue: Enqueue): Promise<Answer> => {
  await noteOn(tx, of, done, what, {});
  await tell(tx, [toldAt({ type: 'case.ourselves', v: 1, data: { case: of } }, done.at)], enqueue);
  return ok(null);
};
