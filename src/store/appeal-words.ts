// What is said in public of an appeal, as one wrote it and another agreed: the answer, another wording of it, or why nothing changes.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { AppealTarget, AppealWordKind } from '../core/appeal.ts';
import type { EventOf } from '../core/event.ts';
import type { StaffId } from '../core/rights.ts';
import type { ProposedWords } from '../desk/appeal-ports.ts';
import { kindIn } from './appeal-rows.ts';
import type { Transaction } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';
import { tellLetIn } from './hands.ts';

export type Words = Pick<ProposedWords, 'kind' | 'outcome' | 'reasons' | 'why' | 'by'>;

/** What is left to say of an appeal, and what it is about. */
export type Left = { readonly about: AppealTarget } & { readonly [kind in AppealWordKind]: boolean };
export const left: SQL = sql`
  select jsonb_build_object('kind', ${kindIn}, 'id', coalesce(a.check_id, a.case_id, a.explainer_id, a.note_case_id)) as about,
    a.joined_to is null and a.outcome is null as answer, a.joined_to is null and a.outcome is not null as correction,
    a.joined_to is null and a.outcome in ('upheld', 'partly') and a.settled_on is null and a.check_id is not null as settling
  from appeals a`;

export const jsonb = (words: object): SQL => sql`${JSON.stringify(words)}::jsonb`;

type Of = { readonly id: Id; readonly about: AppealTarget };
type Agreed = { readonly by: StaffId; readonly at: Date };

/** Writes it where everybody reads it, of what was joined as well, and tells it. */
export const sayInPublic = async (
  tx: Transaction,
  of: Of,
  words: Words,
  agreed: Agreed,
  enqueue: Enqueue,
): Promise<void> => {
  const letIn = await says[words.kind](tx, of, words, agreed, enqueue);
  await tx.all(sql`delete from appeal_answers_proposed where appeal_id = ${of.id} and kind = ${words.kind}`);
  const what = { of: `appeal-${words.kind}`, id: of.id } as const;
  await tellLetIn(tx, letIn, { by: agreed.by, on: dayOf(agreed.at), agreed: what }, enqueue);
};

/** Each gives whether two of whom one lately let the other in said it. */
type Say = (tx: Transaction, of: Of, words: Words, agreed: Agreed, enqueue: Enqueue) => Promise<boolean>;

const answer: Say = async (tx, { id, about }, { outcome, reasons, by: writer }, { by, at }, enqueue) => {
  let letIn = false;
  for (const which of [sql`id = ${id}`, sql`joined_to = ${id}`]) {
    const answered = await tx.all<{ letIn: boolean }>(sql`
      update appeals set outcome = ${outcome}, reasons = ${jsonb(reasons)},
        answered_by = ${by}, agreed_with = ${writer}, answered_on = ${dayOf(at)} where ${which} returning let_in as "letIn"`);
    letIn ||= answered.some((one) => one.letIn);
  }
  await tell(tx, [toldOn({ type: 'appeal.answered', v: 1, data: toldOf(id, about) }, dayOf(at))], enqueue);
  return letIn;
};

const correction: Say = async (tx, { id, about }, { reasons, why, by: writer }, { by, at }, enqueue) => {
  const [made] = await tx.all<{ letIn: boolean }>(sql`
    insert into appeal_corrections (appeal_id, position, reasons_before, reasons, why, proposed_by, agreed_by, corrected_on)
    select a.id, (select count(*) from appeal_corrections c where c.appeal_id = a.id), a.reasons, ${jsonb(reasons)},
      ${jsonb(why ?? {})}, ${writer}::uuid, ${by}::uuid, ${dayOf(at)}::date
    from appeals a where a.id = ${id} returning let_in as "letIn"`);
  await tx.all(sql`update appeals set reasons = ${jsonb(reasons)} where id = ${id} or joined_to = ${id}`);
  await tell(tx, [toldOn({ type: 'appeal.corrected', v: 1, data: toldOf(id, about) }, dayOf(at))], enqueue);
  return made?.letIn === true;
};

const settling: Say = async (tx, { id, about }, { reasons, by: writer }, { by, at }, enqueue) => {
  const [settled] = await tx.all<{ letIn: boolean }>(sql`
    update appeals set settled_because = ${jsonb(reasons)}, settled_by = ${by}, settled_with = ${writer}, settled_on = ${dayOf(at)}
    where id = ${id} returning settled_let_in as "letIn"`);
  const on = dayOf(at);
  await tell(tx, [toldOn({ type: 'appeal.settled', v: 1, data: toldOf(id, about) }, on)], enqueue);
  await tell(tx, [toldOn({ type: 'answer.released', v: 1, data: { check: about.id } }, on)], enqueue);
  // Whoever waited for the answer gets it now.
  await enqueue(tx, 'reply-to-askers');
  return settled?.letIn === true;
};

const says: { readonly [kind in AppealWordKind]: Say } = { answer, correction, settling };

/** What an event tells of it. */
export const toldOf = (appeal: Id, { kind, id }: AppealTarget): EventOf<'appeal.opened'>['data'] => {
  switch (kind) {
    case 'check':
      return { appeal, check: id };
    case 'case':
      return { appeal, case: id };
    case 'explainer':
      return { appeal, explainer: id };
    case 'note':
      return { appeal, note: id };
  }
};
