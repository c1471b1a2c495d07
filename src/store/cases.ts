// Cases as a whole: opened, given to somebody, put aside, joined, parted and ended.
import { sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { type CaseState, isLive } from '../core/case.ts';
import type { Cases } from '../desk/case-ports.ts';
import { closingsIn } from './case-closing.ts';
import { noteOn } from './case-history.ts';
import { movesIn } from './case-moves.ts';
import { ourselvesIn } from './case-ourselves.ts';
import { oneAtATime, refigure } from './case-rank.ts';
import type { Database, Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';

export const casesIn = (database: Database, enqueue: Enqueue): Cases => ({
  open: (made, done) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const { id, origin, requestedBy, title, lang, worth, harm, aboutOurselves } = made;
      const day = dayOf(done.at);
      const [opened] = await tx.all<{ id: Id; number: number }>(sql`
        insert into cases (id, origin, requested_by, title, lang, opened_on, assigned_to, worth, harm, about_ourselves, changed_at)
        values (${id}, ${origin}, ${requestedBy}, ${title}, ${lang}, ${day}, ${done.by}, ${worth},
          array(select jsonb_array_elements_text(${JSON.stringify(harm)}::jsonb)), ${aboutOurselves}, ${done.at.toISOString()})
        returning id, number`);
      if (opened === undefined) throw new Error('a case that was inserted is there');
      await noteOn(tx, id, done, 'opened', { origin });
      await refigure(tx, [id], day);
      await tell(tx, [toldAt({ type: 'case.opened', v: 1, data: { case: id } }, done.at)], enqueue);
      return opened;
    }),

  assign: (of, to, done) =>
    onLive(database, of, async (tx) => {
      const [member] = await tx.all(sql`select from staff where id = ${to} and state = 'active'`);
      if (to !== null && member === undefined) return refuse('not-in-team');
      await tx.all(sql`update cases set assigned_to = ${to}, changed_at = ${done.at.toISOString()} where id = ${of}`);
      await noteOn(tx, of, done, to === null ? 'unassigned' : 'assigned', to === null ? {} : { to });
      return ok(null);
    }),

  snooze: (of, until, done) =>
    onLive(database, of, async (tx) => {
      await tx.all(
        sql`update cases set snoozed_until = ${until}, changed_at = ${done.at.toISOString()} where id = ${of}`,
      );
      await noteOn(tx, of, done, until === null ? 'woken' : 'snoozed', until === null ? {} : { until });
      return ok(null);
    }),

  ...closingsIn(database, enqueue),
  ...movesIn(database, enqueue),
  ...ourselvesIn(database, enqueue),
});

/** Work on a case that nobody ends meanwhile. */
const onLive = <T>(database: Database, of: Id, work: (tx: Transaction) => Promise<T>) =>
  database.atomically(async (tx) => {
    const [found] = await tx.all<{ state: CaseState }>(sql`select state from cases where id = ${of} for update`);
    if (found === undefined) return refuse('not-found');
    return isLive(found.state) ? work(tx) : refuse('case-ended');
  });
