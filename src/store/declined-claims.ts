// Declined claims whose appeals were upheld: what waits to be taken up again, and how it is.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { DeclinedClaims, RightlyAsked } from '../desk/declined-ports.ts';
import { reopenIn } from './case-closing.ts';
import { noteOn } from './case-history.ts';
import { oneAtATime, titleFrom } from './case-rank.ts';
import type { Database, Runner } from './database.ts';
import { type Enqueue, tell, toldAt, toldOn } from './events.ts';

export const declinedClaimsIn = (database: Database, enqueue: Enqueue): DeclinedClaims => ({
  due: (limit) => rightlyAsked(database, sql`true`, limit),
  ofCase: async (of) => (await rightlyAsked(database, sql`k.id = ${of}`, 1))[0],

  takeUp: ({ case: of, appeal }, done) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      await tx.all(sql`select from cases where id = ${of} for update`);
      const [still] = await rightlyAsked(tx, sql`k.id = ${of}`, 1);
      if (still?.appeal !== appeal) return false;
      const day = dayOf(done.at);
      // Its leaf follows that of the declining, which it is told after.
      await tx.all(sql`
        insert into claims_taken_up (submission_id, case_id, appeal_id, taken_up_by, taken_up_on)
        values (declined_by(${of}), ${of}, ${appeal}, ${done.by}, ${day})`);
      await reopenIn(tx, of, done.at);
      // The words of whoever asked are gone; it is called by those in which it was declined.
      await tx.all(sql`
        update cases k set title = ${titleFrom(sql`coalesce(s.content::jsonb -> 'claim' ->> k.lang, (
          select t.value from jsonb_each_text(s.content::jsonb -> 'claim') t order by t.key desc limit 1))`)}
        from submissions s where k.id = ${of} and k.title is null and s.id = declined_by(k.id)`);
      await noteOn(tx, of, done, 'reopened', { appeal });
      const told = [
        toldOn({ type: 'claim.reopened', v: 1, data: { case: of, appeal } }, day),
        toldAt({ type: 'case.reopened', v: 1, data: { case: of } }, done.at),
      ];
      await tell(tx, told, enqueue);
      return true;
    }),
});

/** Of each case `k` that is declined: the first appeal against what declined it that was upheld. */
const rightlyAsked = (on: Runner, which: SQL, limit: number): Promise<readonly RightlyAsked[]> =>
  on.all<RightlyAsked & { readonly case: Id }>(sql`
    select k.id as "case", k.number as "caseNumber", a.id as appeal, a.outcome, a.answered_on::text as "answeredOn",
      s.content::jsonb -> 'claim' as claim, to_jsonb(part_in_declining(s.id)) as part
    from cases k join submissions s on s.id = declined_by(k.id)
      cross join lateral (
        select a.id, a.outcome, a.answered_on from appeals a
        where a.case_id = k.id and a.joined_to is null and a.outcome in ('upheld', 'partly')
          and a.opened_on >= (s.published_at at time zone 'UTC')::date
        order by a.answered_on, a.id limit 1) a
    where k.state = 'closed' and k.closed_as = 'not-checkable' and ${which}
    order by a.answered_on, k.number limit ${limit}`);
