// Answers to standings: who wrote them, who agreed, and what of them is public.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { StandingAnswer, StandingAnswers, WaitingAnswer } from '../desk/standing-answer-ports.ts';
import type { Database } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { tellLetIn } from './hands.ts';

export const standingAnswersIn = (database: Database, enqueue: Enqueue): StandingAnswers => ({
  of: (check) =>
    database.all<StandingAnswer>(sql`
      select a.id, a.says, a.cut, s.standing, (a.settled_at at time zone 'utc')::date::text as "answeredOn", a.let_in as "letIn"
      from standing_answers a join standings s on s.cut = a.cut and s.check_id = a.check_id
      where a.check_id = ${check} and a.state = 'agreed' order by a.settled_at desc, a.id limit 50`),

  waiting: () =>
    database.all<WaitingAnswer>(sql`${answers} where a.state = 'waiting' order by a.written_at, a.id limit 500`),

  find: async (id) => (await database.all<WaitingAnswer>(sql`${answers} where a.id = ${id}`))[0],

  write: async ({ id, check, says, by, at }) =>
    (
      await database.all(sql`
        insert into standing_answers (id, check_id, cut, says, written_by, written_at)
        select ${id}, s.check_id, s.cut, ${JSON.stringify(says)}::jsonb, ${by}, ${at.toISOString()}
        from standings s where s.check_id = ${check} and s.cut = (select max(n) from standing_cuts) returning id`)
    ).length > 0,

  settle: (id, as, { by, at }) =>
    database.atomically(async (tx) => {
      const [settled] = await tx.all<{ letIn: boolean }>(sql`
        update standing_answers set state = ${as}, settled_by = ${by}, settled_at = ${at.toISOString()}
        where id = ${id} and state = 'waiting' returning let_in as "letIn"`);
      if (settled === undefined) return false;
      if (as === 'agreed')
        await tell(tx, [toldAt({ type: 'standing.answered', v: 1, data: { answer: id } }, at)], enqueue);
      await tellLetIn(tx, settled.letIn, { by, on: dayOf(at), agreed: { of: 'standing-answer', id } }, enqueue);
      return true;
    }),
});

const answers: SQL = sql`
  select a.id, a.says, a.cut, a.state, a.written_by as "writtenBy", (a.written_at at time zone 'utc')::date::text as "writtenOn",
    (select s.standing from standings s where s.cut = a.cut and s.check_id = a.check_id) as standing,
    (select jsonb_build_object('slug', c.slug, 'titles', (
       select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current))
     from checks c where c.id = a.check_id) as check
  from standing_answers a`;
