// Where people want to hear from us, sealed before it comes here, and what they want to hear of.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { ContactOfTicket, Contacts, NewSubscription, Reached, Subscription } from '../desk/contact-ports.ts';
import { type Database, rows, type Transaction } from './database.ts';

export const contactsIn = (database: Database): Contacts => ({
  leave: (ticketHash, { code, id, day, sealed, lang, corrections, leftOn }) =>
    database.atomically(async (tx) => {
      const [tip] = await tx.all<{ id: Id }>(sql`
        select id from tips where ticket_hash = ${ticketHash} and state = 'waiting' for update`);
      if (tip === undefined) return false;
      if (!(await useCode(tx, code, leftOn))) {
        const kept = await tx.all(sql`select from contacts where tip_id = ${tip.id} and sealed is not null`);
        return kept.length > 0;
      }
      await tx.all(sql`delete from contacts where tip_id = ${tip.id}`);
      await tx.all(sql`
        insert into contacts (id, tip_id, key_day, sealed, lang, corrections, left_on)
        values (${id}, ${tip.id}, ${day}, ${Buffer.from(sealed)}, ${lang}, ${corrections}, ${leftOn})`);
      return true;
    }),

  ofTicket: async (ticketHash) =>
    (
      await database.all<ContactOfTicket>(sql`
        select t.id as tip, t.lang, (
            select coalesce(jsonb_agg(distinct c.answered_by), '[]') from tip_claims tc join claims c on c.id = tc.claim_id
            where tc.tip_id = t.id and c.answered_by is not null) as checks,
          case when ct.sealed is null then null
            else jsonb_build_object('leftOn', ct.left_on, 'corrections', ct.corrections, 'told', ticket_undoable(t.id) and exists (
              select from outbox o where o.tip_id = t.id and o.template = 'ticket-closed' and o.state = 'sent')) end as held,
          ct.used_on::text as "goneOn"
        from tips t left join contacts ct on ct.tip_id = t.id where t.ticket_hash = ${ticketHash}`)
    )[0],

  running: (lookups) =>
    lookups.length === 0
      ? Promise.resolve([])
      : database.all(sql`
          select lookup, since::text as since from subscriptions
          where ended_on is null and lookup in (select jsonb_array_elements_text(${rows(lookups)})) order by since, id`),

  withdraw: async (of) => {
    const gone = await database.all(
      'ticketHash' in of
        ? sql`delete from contacts where tip_id = (select id from tips where ticket_hash = ${of.ticketHash}) returning id`
        : sql`delete from contacts where appeal_id = (select id from appeals where lookup = ${of.appealLookup}) returning id`,
    );
    return gone.length > 0;
  },

  subscribe: (subscription, code) =>
    database.atomically(async (tx) => (await useCode(tx, code, subscription.since)) && (await begin(tx, subscription))),

  subscription: async (lookup) =>
    (
      await database.all<Subscription>(sql`
        select c.slug, s.since, s.ended_on as "endedOn", (select coalesce(jsonb_object_agg(v.lang, v.title), '{}')
          from check_versions v where v.check_id = c.id and v.current) as titles
        from subscriptions s join checks c on c.id = s.check_id where s.lookup = ${lookup}`)
    )[0],

  unsubscribe: (lookup, day) =>
    database.atomically(async (tx) => {
      const [found] = await tx.all<{ id: Id }>(sql`
        update subscriptions set ended_on = coalesce(ended_on, ${day}) where lookup = ${lookup} returning id`);
      if (found === undefined) return false;
      await tx.all(sql`delete from contacts where subscription_id = ${found.id}`);
      return true;
    }),

  wishes: (limit) =>
    database.all(sql`
      select ct.id, ct.key_day as day, ct.sealed, ct.lang, ct.tip_id as tip, c.answered_by as "check"
      from contacts ct cross join lateral (
        select c.answered_by from tip_claims tc join claims c on c.id = tc.claim_id join checks k on k.id = c.answered_by
        where tc.tip_id = ct.tip_id and k.source_id is null and k.withdrawn_on is null order by tc.position limit 1) c
      where ct.corrections and ct.sealed is not null order by ct.id limit ${limit}`),

  grant: (contact, subscription) =>
    database.atomically(async (tx) => {
      const wished = await tx.all(
        sql`update contacts set corrections = false where id = ${contact} and corrections returning id`,
      );
      if (wished.length > 0 && subscription !== null) await begin(tx, subscription);
    }),

  reached: (check) =>
    database.all<Reached>(sql`
      select o.correction, count(*) filter (where o.state = 'sent') as reached,
        count(*) filter (where o.state in ('unknown', 'failed')) as unreachable
      from (
        select correction, state from outbox where check_id = ${check} and correction is not null
        union all
        select null, w.state from subscriptions s join outbox w on w.subscription_id = s.id and w.template = 'check-withdrawn'
        where s.check_id = ${check}) o
      group by o.correction order by o.correction`),
});

/** Whether it was never used before. Remembered for as long as it would work. */
const useCode = async (tx: Transaction, code: Id, on: Day): Promise<boolean> => {
  const fresh = await tx.all(sql`
    insert into address_codes_used (code, used_on) values (${code}, ${on}) on conflict do nothing returning code`);
  return fresh.length > 0;
};

const begin = async (
  tx: Transaction,
  { id, check, lang, lookup, since, contact }: NewSubscription,
): Promise<boolean> => {
  const begun = await tx.all(sql`
    insert into subscriptions (id, check_id, lang, lookup, since, seen)
    select ${id}::uuid, c.id, ${lang}, ${lookup}, ${since}::date, (select count(*) from corrections k where k.check_id = c.id)
    from checks c where c.id = ${check} and c.source_id is null and c.withdrawn_on is null
    on conflict (id) do update set ended_on = null, since = excluded.since, seen = excluded.seen
      where subscriptions.ended_on is not null returning id`);
  if (begun.length === 0) return false;
  await tx.all(sql`
    insert into contacts (id, subscription_id, key_day, sealed, lang, left_on)
    values (${contact.id}, ${id}, ${contact.day}, ${Buffer.from(contact.sealed)}, ${lang}, ${since as Day})`);
  return true;
};
