// What raters propose: kept under a pseudonym, weighed by one of the team, settled by another.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { AcceptedProposal, OwnProposal, RaterProposals, WaitingProposal } from '../desk/rater-proposal-ports.ts';
import type { Database } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { tellLetIn } from './hands.ts';

export const raterProposalsIn = (database: Database, enqueue: Enqueue): RaterProposals => ({
  propose: ({ id, pseudonym, quarter, to, kind, says, url, lang, on }, perDay) =>
    database.atomically(async (tx) => {
      const [check, ofCase] = 'check' in to ? [to.check, null] : [null, to.case];
      await tx.all(sql`select pg_advisory_xact_lock(hashtextextended(${pseudonym}, 50))`);
      const [found] = await tx.all<{ known: boolean; today: number }>(sql`
        select case when ${check}::uuid is null then has_public_note(${ofCase}::uuid) else exists (
            select from checks c where c.id = ${check} and c.source_id is null and c.published_on is not null and c.withdrawn_on is null) end as known,
          (select count(*)::int from rater_proposals p where p.pseudonym = ${pseudonym} and p.proposed_on = ${on}) as today`);
      if (found?.known !== true) return 'gone';
      if (found.today >= perDay) return 'full';
      await tx.all(sql`
        insert into rater_proposals (id, pseudonym, quarter, check_id, case_id, kind, lang, says, url, proposed_on)
        values (${id}, ${pseudonym}, ${quarter}, ${check}, ${ofCase}, ${kind}, ${lang}, ${says}, ${url}, ${on})`);
      return 'proposed';
    }),

  of: (pseudonym) =>
    database.all<OwnProposal>(sql`
      select p.id, p.kind, p.proposed_on::text as "proposedOn", p.state, case when p.state = 'declined' then p.reason end as reason, ${about}
      from rater_proposals p where p.pseudonym = ${pseudonym} order by p.proposed_on desc, p.id limit 200`),

  waiting: () => database.all<WaitingProposal>(sql`${waiting} order by p.proposed_on, p.id limit 500`),

  find: async (id) => (await database.all<WaitingProposal>(sql`${waiting} and p.id = ${id}`))[0],

  weigh: async (id, { as, reason, by, at }) =>
    (
      await database.all(sql`
        update rater_proposals set weighed_as = ${as}, reason = ${reason}, weighed_by = ${by}, weighed_at = ${at.toISOString()}
        where id = ${id} and state = 'waiting' and weighed_as is null returning id`)
    ).length > 0,

  settle: (id, as, { by, at }) =>
    database.atomically(async (tx) => {
      if (as === 'refused') {
        const again = await tx.all(sql`
          update rater_proposals set weighed_as = null, reason = null, weighed_by = null, weighed_at = null
          where id = ${id} and state = 'waiting' and weighed_as is not null returning id`);
        return again.length > 0;
      }
      const [settled] = await tx.all<{ state: string; letIn: boolean }>(sql`
        update rater_proposals set state = weighed_as, settled_by = ${by}, settled_at = ${at.toISOString()},
          says = case when weighed_as = 'accepted' then says end, url = case when weighed_as = 'accepted' then url end
        where id = ${id} and state = 'waiting' and weighed_as is not null returning state, let_in as "letIn"`);
      if (settled === undefined) return false;
      if (settled.state === 'accepted')
        await tell(tx, [toldAt({ type: 'proposal.accepted', v: 1, data: { proposal: id } }, at)], enqueue);
      await tellLetIn(tx, settled.letIn, { by, on: dayOf(at), agreed: { of: 'proposal', id } }, enqueue);
      return true;
    }),

  accepted: (check) =>
    database.all<AcceptedProposal>(sql`
      select p.id, p.kind, p.says, p.url, p.lang, (p.settled_at at time zone 'utc')::date::text as "acceptedOn", p.let_in as "letIn"
      from rater_proposals p where p.state = 'accepted' and (p.check_id = ${check} or p.case_id in (
        select s.case_id from checks c join submissions s on s.id = c.submission_id where c.id = ${check}))
      order by p.settled_at desc, p.id limit 50`),

  endBefore: async (day) =>
    (
      await database.all(sql`
        update rater_proposals set state = 'over', says = null, url = null, weighed_as = null, reason = null, weighed_by = null, weighed_at = null
        where state = 'waiting' and (proposed_on < ${day} or case_id is not null and not has_public_note(case_id)) returning id`)
    ).length,
});

const about: SQL = sql`
  (select jsonb_build_object('slug', c.slug, 'titles', (
     select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current))
   from checks c where c.id = p.check_id) as check,
  (select k.number from cases k where k.id = p.case_id) as note`;

const waiting: SQL = sql`
  select p.id, p.kind, p.says, p.url, p.lang, p.proposed_on::text as "proposedOn", ${about},
    case when p.weighed_as is not null then jsonb_build_object('as', p.weighed_as, 'reason', p.reason, 'by', p.weighed_by,
      'on', (p.weighed_at at time zone 'utc')::date::text) end as weighed
  from rater_proposals p where p.state = 'waiting'`;
