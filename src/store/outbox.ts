// What goes out: put in from what was decided, taken out one by one, and settled for good.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { isUiLang } from '../base/lang.ts';
import { type CorrectionKind, textIn } from '../core/check.ts';
import { accountChanges, type Letter, type Outgoing, type ToldCheck } from '../core/outgoing.ts';
import { isQuestionKey } from '../core/question.ts';
import { outgoing as goesOut, shippedTemplate } from '../core/template.ts';
import type { Outbox } from '../desk/contact-ports.ts';
import { noteOn } from './case-history.ts';
import { idsIn, nameAsAgreed } from './case-rank.ts';
import { renewLeaders } from './claim-groups.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';
import { lockKeys } from './locks.ts';
import { dropOvertaken, lettersAboutQuestions } from './questions.ts';

export const outboxIn = (database: Database, enqueue: Enqueue): Outbox => ({
  fill: (day) =>
    database.atomically(async (tx) => {
      await letGo(tx, day);
      let put = 0;
      await dropOvertaken(tx, day);
      for (const due of [answers, closings, corrections, withdrawals, appeals, lettersAboutQuestions])
        put += (await tx.all(sql`${due(day)} on conflict do nothing returning id`)).length;
      await letUsedGo(tx, day);
      return put;
    }),

  eraseDecided: (day) =>
    database.atomically(async (tx) => {
      const erased = await tx.all<{ id: Id }>(sql`
        update tips t set text = null, erased_on = ${day}
        where t.id in (${decidedLately}) and t.text is not null and t.state = 'waiting' and ${settledTip(sql`t.id`)}
          and not ticket_undoable(t.id)
        returning t.id`);
      if (erased.length === 0) return 0;
      const tips = erased.map(({ id }) => id);
      await forgetClaims(tx, tips);
      await dropUnused(tx, tips);
      // Nor does the title go on saying what they said.
      await nameAsAgreed(
        tx,
        sql`k.id in (select g.case_id from tip_claims tc join claims c on c.id = tc.claim_id
          join case_groups g on g.group_id = coalesce(c.group_id, c.id) where tc.tip_id in ${idsIn(tips)})`,
      );
      await tell(tx, [toldOn({ type: 'texts.erased', v: 1, data: { day, tips: erased.length } }, day)], enqueue);
      return erased.length;
    }),

  alone: async (day, work) => {
    const client = await database.connect();
    try {
      const got = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lockKeys.sending]);
      if (got.rows[0]?.got !== true) return undefined;
      // Somebody died with these in hand: whether they went out is not known, and they are not sent twice.
      const left = await database.all<{ id: Id }>(sql`select id from outbox where state = 'sending'`);
      for (const { id } of left) await database.atomically((tx) => settle(tx, id, 'unknown', day));
      return await work();
    } finally {
      client.release(true);
    }
  },

  next: async () => {
    const [taken] = await database.all<{ id: Id }>(sql`
      update outbox set state = 'sending' where id = (
        select id from outbox o where state = 'queued' and kind in ('ticket', 'subscription', 'appeal', 'account', 'reply-request')
          and (kind <> 'reply-request' or ${caseGoesOn})
        order by queued_on, id limit 1 for update skip locked) returning id`);
    return taken && (await outgoing(database, taken.id));
  },

  overtaken: (id, at) =>
    database.atomically(async (tx) => {
      const [over] = await tx.all<{ of: Id }>(sql`
        select r.case_id as "of" from outbox o join case_replies r on r.id = o.reply_id where o.id = ${id} and not ${caseGoesOn}`);
      if (over === undefined) return false;
      await noteOn(tx, over.of, { by: null, at }, 'letter-cancelled', {});
      return true;
    }),

  settle: (id, state, day, wording) => database.atomically((tx) => settle(tx, id, state, day, wording)),
});

/** Of a letter `o` that asks for a side: its case is not over. */
const caseGoesOn = sql`exists (
  select from case_replies g join cases k on k.id = g.case_id where g.id = o.reply_id and k.state in ('open', 'review', 'decided'))`;

/** After a week without a mail server, what happened to an account is no news any more, and the last address of who left goes. */
const letGo = async (tx: Transaction, day: Day): Promise<void> => {
  const old = sql`${day}::date - 7`;
  await tx.all(sql`
    update outbox set state = 'failed', settled_on = ${day} where kind = 'account' and state = 'queued' and queued_on < ${old}`);
  // Nobody is asked for their side by a day that is over.
  await tx.all(sql`
    update outbox o set state = 'failed', settled_on = ${day} from case_replies r
    where o.kind = 'reply-request' and o.state = 'queued' and r.id = o.reply_id and (r.due_on < ${day} or r.said is not null)`);
  await tx.all(sql`
    update contacts ct set sealed = null, key_day = null, used_on = ${day} where ct.sealed is not null and exists (
      select from outbox o where o.reply_id = ct.reply_id and o.state = 'failed')`);
  await tx.all(sql`
    update contacts set sealed = null, key_day = null, used_on = ${day}
    where staff_id is not null and sealed is not null and left_on < ${old}`);
};

/** An address whose ending could be undone when its letter went out goes once that is over, and nothing more is to be told. */
const letUsedGo = async (tx: Transaction, day: Day): Promise<void> => {
  await tx.all(sql`
    update contacts ct set sealed = null, key_day = null, used_on = ${day}
    where ct.tip_id is not null and ct.sealed is not null
      and exists (select from outbox o where o.tip_id = ct.tip_id and o.template = 'ticket-closed' and o.settled_on is not null)
      and not exists (select from outbox o where o.tip_id = ct.tip_id and o.state in ('queued', 'sending'))
      and ${settledTip(sql`ct.tip_id`)} and not ticket_undoable(ct.tip_id)`);
};

/**
 * A case `k` has ended for those who asked it: not while what was about a private person can be brought back, nor while what somebody
 * called spam can, which nobody is written to about, nor while the case it was joined to goes on.
 */
const hasEnded = sql`k.state = 'closed' and not exists (select from case_seals z where z.case_id = k.id)
  and not (k.closed_as = 'spam' and k.undo_until is not null)
  and not exists (select from cases j where j.id = k.joined_to and k.check_id is null and j.state in ('open', 'review', 'decided'))`;

/** Nothing of the tip waits any more: each of its claims is answered, or its case has ended, and so has the one that it is the same as. */
const settledTip = (tip: SQL): SQL => sql`
  exists (select from tip_claims tc where tc.tip_id = ${tip}) and not exists (
    select from tip_claims tc join claims c on c.id = tc.claim_id
      left join case_groups g on g.group_id = coalesce(c.group_id, c.id) left join cases k on k.id = case_in_the_end(g.case_id)
    where tc.tip_id = ${tip} and c.answered_by is null and tc.check_id is null and (${hasEnded}) is not true)`;

/** Tips with a claim that was decided and still has its words: few, however many wait. */
const decidedLately = sql`
  select tc.tip_id from claims c join tip_claims tc on tc.claim_id = c.id where c.answered_by is not null and c.text is not null
  union select tc.tip_id from cases k join case_groups g on g.case_id = k.id
    join claims c on coalesce(c.group_id, c.id) = g.group_id join tip_claims tc on tc.claim_id = c.id
  where k.state = 'closed' and c.text is not null`;

/** The version of a check in the language a letter is written in, or else another one. */
const versionFor = (check: SQL, lang: SQL): SQL => sql`
  cross join lateral (select v.lang, v.n from check_versions v where v.check_id = ${check} and v.current
    order by v.lang = ${lang} desc, v.lang limit 1) v`;

const answers = (day: Day): SQL => sql`
  insert into outbox (kind, tip_id, check_id, lang, version, queued_on)
  select distinct 'ticket', ct.tip_id, c.answered_by, v.lang, v.n, ${day}::date
  from contacts ct join tip_claims tc on tc.tip_id = ct.tip_id join claims c on c.id = tc.claim_id
    join checks k on k.id = c.answered_by ${versionFor(sql`k.id`, sql`ct.lang`)}
  where ct.sealed is not null and k.withdrawn_on is null and (k.source_id is not null or ${answersOn(day)})`;

/**
 * Whether a check of ours answers by itself on a day (`mayAnswer` in core/check.ts): not past its day, and no appeal holds it. What
 * waits for it goes out once it does again.
 */
const answersOn = (day: Day): SQL => sql`(k.review_by is null or k.review_by >= ${day}::date)
  and not answer_held(k.id)`;

/** As which kind of help a case `k` ended; null for other endings. */
const helpOf = sql`case when k.closed_as in ('scam-victim', 'crisis', 'emergency') then k.closed_as end`;

/**
 * That a question is over, once, and once more where its case was opened again in between; but of each kind of help one letter, however
 * often a case ends so.
 */
const closings = (day: Day): SQL => sql`
  insert into outbox (kind, tip_id, lang, template, occasion, help, queued_on)
  select distinct 'ticket', ct.tip_id, ct.lang, 'ticket-closed', k.reopened_as, ${helpOf}, ${day}::date
  from contacts ct join tip_claims tc on tc.tip_id = ct.tip_id join claims c on c.id = tc.claim_id
    join case_groups g on g.group_id = coalesce(c.group_id, c.id) join cases k on k.id = case_in_the_end(g.case_id)
    cross join lateral (select count(*) as told from outbox o where o.tip_id = ct.tip_id and o.template = 'ticket-closed') t
  where ct.sealed is not null and c.answered_by is null and k.closed_as <> 'spam' and t.told < most_endings_told() and ${hasEnded}
    and not exists (select from outbox o where o.tip_id = ct.tip_id and o.help = ${helpOf})`;

const corrections = (day: Day): SQL => sql`
  insert into outbox (kind, subscription_id, check_id, lang, version, correction, queued_on)
  select 'subscription', s.id, s.check_id, v.lang, v.n, k.position, ${day}::date
  from subscriptions s join contacts ct on ct.subscription_id = s.id join checks c on c.id = s.check_id
    join corrections k on k.check_id = s.check_id ${versionFor(sql`c.id`, sql`s.lang`)}
  where s.ended_on is null and ct.sealed is not null and c.withdrawn_on is null and k.position >= s.seen and k.kind <> 'minor'`;

const withdrawals = (day: Day): SQL => sql`
  insert into outbox (kind, subscription_id, lang, template, queued_on)
  select 'subscription', s.id, s.lang, 'check-withdrawn', ${day}::date
  from subscriptions s join contacts ct on ct.subscription_id = s.id join checks c on c.id = s.check_id
  where s.ended_on is null and ct.sealed is not null and c.withdrawn_on is not null`;

const appeals = (day: Day): SQL => sql`
  insert into outbox (kind, appeal_id, lang, template, queued_on)
  select 'appeal', a.id, a.lang, 'appeal-answered', ${day}::date
  from appeals a join contacts ct on ct.appeal_id = a.id where a.outcome is not null and ct.sealed is not null`;

/** Addresses left with these tips that no letter will use: all that waited was called spam, and nobody took that back. */
const dropUnused = (tx: Transaction, tips: readonly Id[]): Promise<unknown> =>
  tx.all(sql`
    delete from contacts ct where ct.tip_id in ${idsIn(tips)} and ct.sealed is not null
      and not exists (select from outbox o where o.tip_id = ct.tip_id and o.state in ('queued', 'sending'))
      and not exists (
        select from tip_claims tc join claims c on c.id = tc.claim_id
          left join case_groups g on g.group_id = coalesce(c.group_id, c.id) left join cases k on k.id = case_in_the_end(g.case_id)
        where tc.tip_id = ct.tip_id and (c.answered_by is not null or k.closed_as <> 'spam')
          and not exists (select from outbox o where o.tip_id = ct.tip_id
            and case when c.answered_by is null then o.template = 'ticket-closed' else o.check_id = c.answered_by end))`);

/** Claims of these tips lose their words where no tip with words asks them any more. */
const forgetClaims = async (tx: Transaction, tips: readonly Id[]): Promise<void> => {
  const groups = await tx.all<{ group: Id }>(sql`
    with forgotten as (
      update claims c set text = null, likeness = null
      where c.text is not null
        and c.id in (select tc.claim_id from tip_claims tc where tc.tip_id in (select jsonb_array_elements_text(${rows(tips)})::uuid))
        and not exists (select from tip_claims o join tips t on t.id = o.tip_id where o.claim_id = c.id and t.text is not null)
      returning c.id, coalesce(c.group_id, c.id) as "group"),
    gone as (delete from claim_likeness l using forgotten where l.claim_id = forgotten.id)
    select distinct "group" from forgotten`);
  if (groups.length > 0)
    await renewLeaders(
      tx,
      groups.map((g) => g.group),
    );
};

type Row = {
  readonly tip: Id | null;
  readonly subscription: Id | null;
  readonly appeal: Id | null;
  readonly reply: Id | null;
  /** What somebody is asked about, and until when. */
  readonly wording: Readonly<Record<string, string>> | null;
  readonly due: Day | null;
  readonly staff: Id | null;
  /** The address of somebody in the team. */
  readonly member: string | null;
  readonly lang: string;
  readonly template: string | null;
  /** The team's own text of the template, where there is one in use. */
  readonly words: string | null;
  readonly explain: Readonly<Record<string, string>> | null;
  /** Of which kind the change is that it explains. */
  readonly changed: CorrectionKind | null;
  readonly contact: Id | null;
  readonly day: Day | null;
  readonly sealed: Uint8Array | null;
  readonly check: ToldCheck | null;
  readonly more: boolean;
  readonly undoable: boolean;
  readonly answeredBy: readonly Id[];
};

const outgoing = async (database: Database, id: Id): Promise<Outgoing> => {
  const [row] = await database.all<Row>(sql`
    select o.tip_id as tip, o.subscription_id as subscription, o.appeal_id as appeal, o.staff_id as staff,
      m.email as member, o.reply_id as reply, r.due_on::text as due,
      (select w.wording from case_wordings w where w.case_id = r.case_id and w.approved_by is not null
       order by w.approved_at desc limit 1) as wording, o.lang, o.template, w.text as words, k.explain, k.kind as changed,
      ct.id as contact, ct.key_day as day, ct.sealed,
      case when c.id is null then null else jsonb_build_object('slug', c.slug, 'title', v.title, 'claim', v.claim,
        'short', v.short, 'verdict', c.verdict, 'label', c.label) end as "check",
      o.tip_id is not null and (not (${settledTip(sql`o.tip_id`)})
        or exists (select from outbox p where p.tip_id = o.tip_id and p.id <> o.id and p.state in ('queued', 'sending'))) as more,
      o.tip_id is not null and ticket_undoable(o.tip_id) as undoable,
      (select coalesce(jsonb_agg(distinct a.answered_by), '[]') from tip_claims tc join claims a on a.id = tc.claim_id
        where tc.tip_id = o.tip_id and a.answered_by is not null) as "answeredBy"
    from outbox o left join subscriptions s on s.id = o.subscription_id left join staff m on m.id = o.staff_id
      left join case_replies r on r.id = o.reply_id left join checks c on c.id = coalesce(o.check_id, s.check_id)
      left join lateral (select title, claim, short from check_versions v where v.check_id = c.id
        and case when o.check_id is null then v.current else (v.lang, v.n) = (o.lang, o.version) end
        order by v.lang = o.lang desc, v.lang limit 1) v on true
      left join corrections k on k.check_id = o.check_id and k.position = o.correction
      left join templates w on w.key = o.template and w.lang = o.lang and w.current
      left join contacts ct on ct.sealed is not null
        and (ct.tip_id = o.tip_id or ct.subscription_id = o.subscription_id or ct.appeal_id = o.appeal_id or ct.reply_id = o.reply_id
          or ct.staff_id = o.staff_id and o.template = 'account-removed')
    where o.id = ${id}`);
  if (row === undefined) throw new Error('a message vanished between two statements');
  const { contact, day, sealed, more, undoable, answeredBy } = row;
  return {
    id,
    contact: contact === null || day === null || sealed === null ? null : { id: contact, day, sealed },
    // Whoever came back meanwhile is not told at their new address that the old one was let go.
    member: row.template === 'account-removed' ? null : row.member,
    own: ownPage(row),
    more,
    undoable,
    answeredBy,
    letter: letterOf(row),
  };
};

const ownPage = ({ tip, subscription, appeal, reply, staff }: Row): Outgoing['own'] => {
  if (staff !== null) return null;
  if (tip !== null) return { page: 'ticket', id: tip };
  if (subscription !== null) return { page: 'subscription', id: subscription };
  if (appeal !== null) return { page: 'appeal', id: appeal };
  if (reply !== null) return { page: 'reply', id: reply };
  throw new Error('a message that answers nothing');
};

const letterOf = ({ lang, template, words, check, explain, changed, wording, due }: Row): Letter => {
  const change = accountChanges.find((one) => template === `account-${one}`);
  if (change !== undefined) return { lang, about: 'account', change };
  if (template === 'reply-asked' && wording !== null && due !== null)
    return { lang, about: 'reply-request', claim: textIn(wording, lang).text, due };
  if (template !== null && isQuestionKey(template))
    return {
      lang,
      about: 'question',
      text: goesOut(words ?? shippedTemplate(template, isUiLang(lang) ? lang : 'en').text),
    };
  if (template === 'ticket-closed') return { lang, about: 'closed' };
  if (template === 'appeal-answered') return { lang, about: 'appeal' };
  if (check === null) throw new Error('a message about nothing');
  if (template === 'check-withdrawn') return { lang, about: 'withdrawn', check };
  return explain === null
    ? { lang, about: 'answer', check }
    : { lang, about: changed === 'update' ? 'update' : 'correction', check, explain };
};

/** Writes what became of a message. A contact that nothing more is to be told is forgotten with it. */
const settle = async (
  tx: Transaction,
  id: Id,
  state: 'queued' | 'sent' | 'unknown' | 'failed',
  day: Day,
  wording?: string,
): Promise<void> => {
  const [done] = await tx.all<{
    tip: Id | null;
    appeal: Id | null;
    subscription: Id | null;
    staff: Id | null;
    reply: Id | null;
    template: string | null;
  }>(sql`
    update outbox set state = ${state}, settled_on = ${state === 'queued' ? null : day}, wording = ${wording ?? null}
    where id = ${id} returning tip_id as tip, appeal_id as appeal, subscription_id as subscription, staff_id as staff,
      reply_id as reply, template`);
  if (done === undefined || state === 'queued') return;
  const used = sql`update contacts set sealed = null, key_day = null, used_on = ${day} where sealed is not null and`;
  if (done.reply !== null) await tx.all(sql`${used} reply_id = ${done.reply}`);
  if (done.template === 'account-removed') await tx.all(sql`${used} staff_id = ${done.staff}`);
  if (done.appeal !== null) await tx.all(sql`${used} appeal_id = ${done.appeal}`);
  if (done.tip !== null)
    await tx.all(sql`
      ${used} tip_id = ${done.tip} and ${settledTip(sql`${done.tip}::uuid`)} and not ticket_undoable(${done.tip}::uuid)
        and not exists (select from outbox o where o.tip_id = ${done.tip} and o.state in ('queued', 'sending'))`);
  if (done.template === 'check-withdrawn') {
    await tx.all(sql`${used} subscription_id = ${done.subscription}`);
    await tx.all(sql`update subscriptions set ended_on = ${day} where id = ${done.subscription} and ended_on is null`);
  }
};
