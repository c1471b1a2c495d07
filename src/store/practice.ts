// Tries at practice. Each statement names whose they are, so that no way of asking gives another's.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { type PracticeAttempt, type PracticeCandidate, practisedReasons } from '../core/practice.ts';
import type { DeclinedClaim, Practice } from '../desk/practice-ports.ts';
import { type Database, rows } from './database.ts';

const columns = sql`id, check_id as "check", case_id as "case", lang, begun_on as "begunOn", checkable, independent, verdict, short, done_on as "doneOn"`;

/** What two people declined for a reason that lies in the claim; of each case what stands now. */
const declinedClaims = sql`
  select distinct on (s.case_id) s.case_id, s.content::jsonb as content from submissions s join cases k on k.id = s.case_id
  where s.kind = 'closing' and s.state = 'published' and k.state = 'closed' and k.closed_as = 'not-checkable'
    and s.content::jsonb ->> 'reason' in (select jsonb_array_elements_text(${rows(practisedReasons)}))
  order by s.case_id, s.published_at desc`;

export const practiceIn = (database: Database): Practice => ({
  candidates: () =>
    database.all<PracticeCandidate>(sql`
      select c.id as subject, c.slug as name, c.verdict,
        (select array_agg(v.lang) from check_versions v where v.check_id = c.id and v.current) as langs,
        count(*)::int as sources, sum(length(e.shows::text))::int as "toRead"
      from checks c join evidence e on e.check_id = c.id
      where c.source_id is null and c.verdict is not null and c.withdrawn_on is null
      group by c.id
      union all
      select k.id, lpad(k.number::text, 10, '0'), null, array(select jsonb_object_keys(d.content -> 'claim')), 0, 0
      from cases k join (${declinedClaims}) d on d.case_id = k.id
      order by name`),

  declined: async (of) =>
    (
      await database.all<DeclinedClaim>(sql`
        select k.number as "caseNumber", d.content ->> 'reason' as reason, d.content -> 'claim' as claim,
          d.content -> 'explain' as explain
        from cases k join (${declinedClaims}) d on d.case_id = k.id where k.id = ${of}`)
    )[0],

  ofMine: (staff) =>
    database.all<PracticeAttempt>(sql`
      select ${columns} from practice_attempts where staff_id = ${staff} order by begun_on desc, done_on desc nulls first, id`),

  attempt: async (staff, id) =>
    (
      await database.all<PracticeAttempt>(sql`
        select ${columns} from practice_attempts where staff_id = ${staff} and id = ${id}`)
    )[0],

  begin: (staff, { id, subject, lang, begunOn }) =>
    database.atomically(async (tx) => {
      await tx.all(sql`
        insert into practice_attempts (id, staff_id, check_id, case_id, lang, begun_on)
        select ${id}::uuid, ${staff}::uuid, c.id, k.id, ${lang}, ${begunOn}::date
        from (select ${subject}::uuid as id) s left join checks c on c.id = s.id left join cases k on k.id = s.id
        on conflict do nothing`);
      const [open] = await tx.all<{ id: Id }>(sql`
        select id from practice_attempts
        where staff_id = ${staff} and ${subject}::uuid in (check_id, case_id) and done_on is null`);
      return open?.id ?? id;
    }),

  answer: async (staff, id, answer) => {
    const mine = sql`id = ${id} and staff_id = ${staff} and done_on is null`;
    const changed =
      answer.step === 'explain'
        ? await database.all(sql`
            update practice_attempts set short = ${answer.short}, done_on = ${answer.on}
            where ${mine} and case_id is not null and checkable is not null returning id`)
        : answer.step === 'checkable'
          ? await database.all(sql`
            update practice_attempts set checkable = ${answer.checkable} where ${mine} and checkable is null returning id`)
          : answer.step === 'evidence'
            ? await database.all(sql`
              update practice_attempts set independent = array(
                select value::int from jsonb_array_elements_text(${rows(answer.independent)}) order by value::int)
              where ${mine} and checkable is not null and independent is null returning id`)
            : await database.all(sql`
              update practice_attempts set verdict = ${answer.verdict}, short = ${answer.short}, done_on = ${answer.on}
              where ${mine} and independent is not null returning id`);
    return changed.length > 0;
  },

  forget: async (staff, id) =>
    (
      await database.all(
        id === 'all'
          ? sql`delete from practice_attempts where staff_id = ${staff} returning id`
          : sql`delete from practice_attempts where staff_id = ${staff} and id = ${id} returning id`,
      )
    ).length,
});
