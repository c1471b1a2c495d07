// Tips and their claims: written in shared transactions, read by ticket, erased when due.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { StoreAway } from '../desk/store-away.ts';
import type { Tips } from '../desk/world.ts';
import { renewLeaders } from './claim-groups.ts';
import type { Database } from './database.ts';
import { type Enqueue, tell, toldAt, toldOn } from './events.ts';
import { afterWriters } from './locks.ts';
import { rememberedRows, replayOf, tipWriter } from './tip-batch.ts';
import { afterWithdrawal, uncount } from './triage.ts';

export const tipsIn = (database: Database, enqueue: Enqueue): Tips => ({
  save: tipWriter(database, enqueue),

  remembered: async (asked) => {
    try {
      const before = (await rememberedRows(database, [asked.key])).get(asked.key);
      return before ? replayOf(before, asked) : ok({ replay: null });
    } catch (error) {
      if (error instanceof StoreAway) return refuse('store-away');
      throw error;
    }
  },

  withdraw: (ticketHash, day) =>
    database.atomically(async (tx) => {
      const [tip] = await tx.all<{ id: Id; withdrawn: boolean }>(sql`
        select id, state = 'withdrawn' as withdrawn from tips where ticket_hash = ${ticketHash} for update`);
      if (tip === undefined) return false;
      if (tip.withdrawn) return true;
      await tx.all(sql`delete from feedback where answer_id = (select answer_id from tips where id = ${tip.id})`);
      await tx.all(
        sql`update tips set text = null, answer_id = null, lang = null, state = 'withdrawn', erased_on = ${day} where id = ${tip.id}`,
      );
      const countedIn = await uncount(tx, tip.id);
      const asked = await tx.all<{ claim_id: Id }>(
        sql`delete from tip_claims where tip_id = ${tip.id} returning claim_id`,
      );
      await tx.all(sql`delete from tip_links where tip_id = ${tip.id}`);
      await tx.all(sql`delete from contacts where tip_id = ${tip.id}`);
      const gone = await tx.all<{ group: Id }>(sql`
        delete from claims c where c.id in (select jsonb_array_elements_text(${JSON.stringify(asked.map((a) => a.claim_id))}::jsonb)::uuid)
          and not exists (select from tip_claims t where t.claim_id = c.id)
        returning coalesce(c.group_id, c.id) as "group"`);
      if (gone.length > 0)
        await renewLeaders(
          tx,
          gone.map((g) => g.group),
        );
      await afterWithdrawal(tx, countedIn, day, enqueue);
      await tx.all(sql`delete from remembered_replies where tip_id = ${tip.id}`);
      await tell(tx, [toldOn({ type: 'tip.withdrawn', v: 1, data: { tip: tip.id } }, day)], enqueue);
      return true;
    }),

  waiting: async (after, limit) => {
    // Once at the beginning: a check that is public by now answers every tip that was matched without it.
    if (after === null) await afterWriters(database);
    return database.all(sql`
      select id as claim, text from claims
      where answered_by is null and text is not null and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${limit}`);
  },

  answered: (claim, check, at) =>
    database.atomically(async (tx) => {
      const changed = await tx.all(
        sql`update claims set answered_by = ${check} where id = ${claim} and answered_by is null
          and not exists (
            select from withheld_answers w join claims h on h.id = w.claim_id
            where w.check_id = ${check} and w.held and coalesce(h.group_id, h.id) = coalesce(claims.group_id, claims.id))
          returning id`,
      );
      if (changed.length > 0)
        await tell(tx, [toldAt({ type: 'claim.answered', v: 1, data: { claim, check } }, at)], enqueue);
    }),

  erase: ({ answeredBefore, allBefore, today }) =>
    database.atomically(async (tx) => {
      const erased = await tx.all(sql`
        update tips set text = null, erased_on = ${today}
        where text is not null and ((state = 'answered' and day < ${answeredBefore}) or day < ${allBefore}) returning id`);
      await tx.all(sql`
        with forgotten as (
          update claims c set text = null, likeness = null
          where text is not null and not exists (
            select from tip_claims tc join tips t on t.id = tc.tip_id where tc.claim_id = c.id and t.text is not null)
          returning id)
        delete from claim_likeness l using forgotten where l.claim_id = forgotten.id`);
      await renewLeaders(tx, null);
      await tx.all(sql`delete from remembered_replies where day < ${answeredBefore}`);
      if (erased.length > 0)
        await tell(
          tx,
          [toldOn({ type: 'texts.erased', v: 1, data: { day: today, tips: erased.length } }, today)],
          enqueue,
        );
      return erased.length;
    }),
});
