// Tries at practice. Each statement names whose they are, so that no way of asking gives another's.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { PracticeAttempt, PracticeCandidate } from '../core/practice.ts';
import type { Practice } from '../desk/practice-ports.ts';
import { type Database, rows } from './database.ts';

const columns = sql`id, check_id as "check", lang, begun_on as "begunOn", checkable, independent, verdict, short, done_on as "doneOn"`;

export const practiceIn = (database: Database): Practice => ({
  candidates: () =>
    database.all<PracticeCandidate>(sql`
      select c.id as "check", c.slug, c.verdict,
        (select array_agg(v.lang) from check_versions v where v.check_id = c.id and v.current) as langs,
        count(*)::int as sources, sum(length(e.shows::text))::int as "toRead"
      from checks c join evidence e on e.check_id = c.id
      where c.source_id is null and c.verdict is not null and c.withdrawn_on is null
      group by c.id order by c.slug`),

  ofMine: (staff) =>
    database.all<PracticeAttempt>(sql`
      select ${columns} from practice_attempts where staff_id = ${staff} order by begun_on desc, done_on desc nulls first, id`),

  attempt: async (staff, id) =>
    (
      await database.all<PracticeAttempt>(sql`
        select ${columns} from practice_attempts where staff_id = ${staff} and id = ${id}`)
    )[0],

  begin: (staff, { id, check, lang, begunOn }) =>
    database.atomically(async (tx) => {
      await tx.all(sql`
        insert into practice_attempts (id, staff_id, check_id, lang, begun_on)
        values (${id}, ${staff}, ${check}, ${lang}, ${begunOn})
        on conflict (staff_id, check_id) where done_on is null do nothing`);
      const [open] = await tx.all<{ id: Id }>(sql`
        select id from practice_attempts where staff_id = ${staff} and check_id = ${check} and done_on is null`);
      return open?.id ?? id;
    }),

  answer: async (staff, id, answer) => {
    const mine = sql`id = ${id} and staff_id = ${staff} and verdict is null`;
    const changed =
      answer.step === 'checkable'
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
