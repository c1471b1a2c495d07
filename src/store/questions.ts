// Questions back to those who asked a case, the letters about them, and what was replied.
import { type SQL, sql } from 'drizzle-orm';
import { type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type CaseState, mostQuestionsAnHour } from '../core/case.ts';
import { takes } from '../core/case-open.ts';
import type { AskedBack } from '../core/question.ts';
import type { CaseQuestion, Questions } from '../desk/question-ports.ts';
import type { Deed } from '../desk/work-ports.ts';
import { tellHistory } from './case-deeds.ts';
import { deedsWithinHour, noteOn } from './case-history.ts';
import type { Database, Runner, Transaction } from './database.ts';
import { type Enqueue, tell, toldAt, toldOn } from './events.ts';

/** Replies that the page of a case shows. */
const mostShown = 100;

export const questionsIn = (database: Database, enqueue: Enqueue): Questions => ({
  ask: (deed, { id, template }) =>
    onAsked(database, deed, async (tx) => {
      const [of] = await tx.all<{ asked: number; before: boolean }>(
        sql`select asked, exists (select from questions_of(id)) as before from cases where id = ${deed.case}`,
      );
      if (of?.before !== false) return 'question-asked-before';
      if (of.asked === 0) return 'question-nobody-asked';
      if ((await deedsWithinHour(tx, deed, ['asked-back'])) >= mostQuestionsAnHour) return 'deeds-too-many';
      await tx.all(sql`
        insert into case_questions (id, case_id, template, asked_by, asked_on)
        values (${id}, ${deed.case}, ${template}, ${deed.by}, ${dayOf(deed.at)})`);
      await tx.all(sql`update cases set changed_at = ${deed.at.toISOString()} where id = ${deed.case}`);
      await tellHistory(tx, deed, 'asked-back', { question: id, template });
      await tell(tx, [toldAt({ type: 'case.asked-back', v: 1, data: { case: deed.case } }, deed.at)], enqueue);
      return 'done';
    }),

  undo: (deed) =>
    onAsked(database, deed, async (tx) => {
      const [question] = await tx.all<{ id: Id }>(
        sql`select id from case_questions where case_id = ${deed.case} and undone_on is null for update`,
      );
      if (question === undefined) return 'not-found';
      const [replied] = await tx.all(sql`select from tip_replies where question_id = ${question.id} limit 1`);
      if (replied !== undefined) return 'question-replied';
      await tx.all(sql`update case_questions set undone_on = ${dayOf(deed.at)} where id = ${question.id}`);
      await dropOvertaken(tx, dayOf(deed.at));
      await tellHistory(tx, deed, 'asked-back-undone', { question: question.id });
      return 'done';
    }),

  ofCase: async (id) => {
    const [found] = await database.all<
      Omit<CaseQuestion, 'replies' | 'replied' | 'gone'> & { readonly told: boolean }
    >(sql`
      select q.id, q.template, q.asked_by as "askedBy", q.asked_on::text as "askedOn",
        exists (select from questions_of(${id}) o join case_questions p on p.id = o.question
          join case_history h on h.case_id = p.case_id and h.what = 'question-replied'
            and h.detail ->> 'question' = p.id::text) as told
      from questions_of(${id}) s join case_questions q on q.id = s.question order by s.step, q.id limit 1`);
    if (found === undefined) return null;
    const replies = sql`from tip_replies r join questions_of(${id}) s on s.question = r.question_id`;
    const [[count], texts] = await Promise.all([
      database.all<{ replied: number }>(sql`select count(*)::int as replied ${replies}`),
      database.all<CaseQuestion['replies'][number]>(
        sql`select r.text, r.day::text as day ${replies} order by r.day, r.text limit ${mostShown}`,
      ),
    ]);
    const { told, ...question } = found;
    const replied = count?.replied ?? 0;
    return { ...question, replied, gone: told && replied === 0, replies: texts };
  },

  ofTicket: (ticketHash) => askedOf(database, ticketHash),

  reply: (ticketHash, { question, text, day }, most) =>
    database.atomically(async (tx) => {
      const [tip] = await tx.all<{ id: Id }>(sql`select id from tips where ticket_hash = ${ticketHash} for update`);
      const asked = tip && (await askedOf(tx, ticketHash)).find((one) => one.question === question);
      if (tip === undefined || asked === undefined || !(asked.open || asked.reply !== null)) return 'not-found';
      if (asked.reply !== null) return 'question-replied';
      // One after another on a question, so that none is one too many, and none comes while it is taken back.
      const [of] = await tx.all<{ case: Id }>(sql`
        select case_id as "case" from case_questions where id = ${question} and undone_on is null for no key update`);
      if (of === undefined) return 'not-found';
      const [held] = await tx.all<{ replies: number }>(
        sql`select count(*)::int as replies from tip_replies where question_id = ${question}`,
      );
      if ((held?.replies ?? 0) >= most) return 'question-full';
      await tx.all(sql`
        insert into tip_replies (tip_id, question_id, text, day) values (${tip.id}, ${question}, ${text}, ${day})`);
      // The case tells that somebody replied, by day and once: more would say when somebody sat at it.
      const [told] = await tx.all(sql`
        select from case_history where case_id = ${of.case} and what = 'question-replied' limit 1`);
      if (told === undefined)
        await noteOn(tx, of.case, { by: null, at: new Date(`${day}T00:00:00Z`) }, 'question-replied', { question });
      await tell(tx, [toldOn({ type: 'tip.replied', v: 1, data: { tip: tip.id } }, day)], enqueue);
      return 'replied';
    }),

  takeBack: async (ticketHash, question) =>
    (
      await database.all(sql`
        delete from tip_replies r using tips t
        where t.id = r.tip_id and t.ticket_hash = ${ticketHash} and r.question_id = ${question} returning r.tip_id`)
    ).length > 0,
});

/** Work on a case of which those who asked can still be asked: one after another, so that the second finds what the first did. */
const onAsked = <T>(
  database: Database,
  deed: Deed,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | 'not-found' | 'case-not-open'> =>
  database.atomically(async (tx) => {
    const [of] = await tx.all<{ state: CaseState }>(
      sql`select state from cases where id = ${deed.case} for no key update`,
    );
    if (of === undefined) return 'not-found';
    return takes(of.state, 'ask') ? work(tx) : 'case-not-open';
  });

/** What a ticket is asked, and what it replied; a question that was replied to stays beside its reply. */
const askedOf = (on: Runner, ticketHash: string): Promise<readonly AskedBack[]> =>
  on.all<AskedBack>(sql`
    with tip as (select id, state, text from tips where ticket_hash = ${ticketHash}),
    asked as (
      select distinct s.question from tip join tip_claims tc on tc.tip_id = tip.id join claims c on c.id = tc.claim_id
        join case_groups g on g.group_id = coalesce(c.group_id, c.id)
        cross join lateral (select question from questions_of(g.case_id) order by step, question limit 1) s
      where tip.state = 'waiting' and tip.text is not null and tip_is_asked(tip.id, s.question)
      union select r.question_id from tip join tip_replies r on r.tip_id = tip.id)
    select q.id as question, q.template, q.asked_on::text as "askedOn", r.text as reply, tip_is_asked(tip.id, q.id) as open
    from asked join case_questions q on q.id = asked.question cross join tip
      left join tip_replies r on r.tip_id = tip.id and r.question_id = q.id
    order by q.asked_on, q.id`);

/** Letters about questions that became due: to whoever left an address, was asked and has not replied. */
export const lettersAboutQuestions = (day: Day): SQL => sql`
  with recursive reach (case_id, question) as (
    select case_id, id from case_questions where undone_on is null
    union select k.joined_to, r.question from reach r join cases k on k.id = r.case_id where k.joined_to is not null)
  insert into outbox (kind, tip_id, question_id, lang, template, queued_on)
  select distinct 'ticket', ct.tip_id, s.question, ct.lang, s.template, ${day}::date
  from (select distinct case_id as id from reach) w join cases k on k.id = w.id and k.state in ('open', 'review', 'decided')
    join case_groups g on g.case_id = k.id join claims c on coalesce(c.group_id, c.id) = g.group_id
    join tip_claims tc on tc.claim_id = c.id join tips t on t.id = tc.tip_id and t.state = 'waiting' and t.text is not null
    join contacts ct on ct.tip_id = t.id and ct.sealed is not null
    cross join lateral (select question, template from questions_of(k.id) order by step, question limit 1) s
  where tip_is_asked(t.id, s.question)
    and not exists (select from tip_replies r where r.tip_id = t.id and r.question_id = s.question)`;

/** A letter about a question that was taken back, replied to or overtaken by the answer is not sent any more. */
export const dropOvertaken = async (tx: Transaction, day: Day): Promise<void> => {
  await tx.all(sql`
    update outbox o set state = 'failed', settled_on = ${day} where o.state = 'queued' and o.question_id is not null and (
      exists (select from tip_replies r where r.tip_id = o.tip_id and r.question_id = o.question_id)
      or exists (select from case_questions q where q.id = o.question_id and q.undone_on is not null)
      or not tip_is_asked(o.tip_id, o.question_id))`);
};
