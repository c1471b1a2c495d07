// Drafts, field by field, each save a state of its own; what two people typed at once waits side by side.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import { type DraftField, onlyAdds, place, waiting } from '../core/draft.ts';
import type { Deed, Done, Drafts, FieldState, NotDone, SavedField } from '../desk/work-ports.ts';
import { onCase, tellHistory } from './case-deeds.ts';
import type { Database, Runner, Transaction } from './database.ts';

type Field = { readonly lang: string; readonly field: DraftField };

export const draftsIn = (database: Database): Drafts => ({
  of: (id) => draftStatesOf(database, id),

  save: (deed, typed) =>
    onCase<SavedField | NotDone>(database, deed, 'draft', async (tx) => {
      const states = await statesLocked(tx, deed, typed);
      const placed = place(states, { ...typed, by: deed.by });
      if (placed.as === 'kept') return placed.conflict ? { as: 'conflict', n: placed.n } : { as: 'kept', n: placed.n };
      const current = placed.as === 'current';
      const over = states.find(({ n }) => n === typed.base);
      const n = await write(tx, deed, states, typed, { base: typed.base, settles: null, current });
      // A state that this one only adds to holds nothing that is not here: typing must not fill the disk.
      const held = over && over.writtenBy === deed.by && onlyAdds(over.text, typed.text) && isLeaf(states, over);
      if (held) await absorb(tx, deed, typed, over, n);
      const goesOn = over !== undefined && waiting(states).includes(over);
      if (placed.as === 'conflict' && !goesOn) await tellHistory(tx, deed, 'draft-conflict', fieldOf(typed));
      if (current) await tellWriting(tx, deed, typed);
      return { as: placed.as, n };
    }),

  settle: (deed, { lang, field, standing, waiting: other, text }) =>
    onCase<Done | 'draft-moved'>(database, deed, 'draft', async (tx) => {
      const states = await statesLocked(tx, deed, { lang, field });
      const stands = states.find(({ current }) => current)?.n ?? 0;
      if (stands !== standing || !waiting(states).some(({ n }) => n === other)) return 'draft-moved';
      await write(tx, deed, states, { lang, field, text }, { base: standing, settles: other, current: true });
      await tellHistory(tx, deed, 'draft-settled', { lang, field });
      return 'done';
    }),
});

/** Every state of every field of a case that is kept, in order. */
export const draftStatesOf = (on: Runner, id: Id): Promise<readonly FieldState[]> =>
  statesWhere(on, sql`case_id = ${id}`);

const statesWhere = async (on: Runner, wanted: ReturnType<typeof sql>): Promise<readonly FieldState[]> =>
  (
    await on.all<Omit<FieldState, 'writtenAt'> & { readonly writtenAt: string }>(sql`
      select lang, field, n, text, written_by as "writtenBy", written_at as "writtenAt", base, settles, current
      from draft_fields where ${wanted} order by lang, field, n`)
  ).map((state) => ({ ...state, writtenAt: new Date(state.writtenAt) }));

const fieldOf = ({ lang, field }: Field): Field => ({ lang, field });

/** The states of one field, with nobody else saving to it until the transaction ends. */
const statesLocked = async (tx: Transaction, deed: Deed, { lang, field }: Field): Promise<readonly FieldState[]> => {
  await tx.all(sql`select pg_advisory_xact_lock(hashtextextended(${`draft ${deed.case} ${lang} ${field}`}, 0))`);
  return statesWhere(tx, sql`case_id = ${deed.case} and lang = ${lang} and field = ${field}`);
};

const write = async (
  tx: Transaction,
  deed: Deed,
  states: readonly FieldState[],
  { lang, field, text }: Field & { readonly text: string },
  { base, settles, current }: Pick<FieldState, 'base' | 'settles' | 'current'>,
): Promise<number> => {
  const n = Math.max(0, ...states.map((state) => state.n)) + 1;
  // A base that is no state (of a case, or a browser, that was set back) is taken for the empty field.
  const over = base < n ? base : 0;
  if (current)
    await tx.all(sql`
      update draft_fields set current = false where case_id = ${deed.case} and lang = ${lang} and field = ${field} and current`);
  await tx.all(sql`
    insert into draft_fields (case_id, lang, field, n, text, written_by, written_at, base, settles, current)
    values (${deed.case}, ${lang}, ${field}, ${n}, ${text}, ${deed.by}, ${deed.at.toISOString()}, ${over}, ${settles}, ${current})`);
  return n;
};

/** Nobody else's state was typed over it. */
const isLeaf = (states: readonly FieldState[], { n }: FieldState): boolean =>
  states.every(({ base, settles }) => base !== n && settles !== n);

const absorb = async (
  tx: Transaction,
  deed: Deed,
  { lang, field }: Field,
  over: FieldState,
  n: number,
): Promise<void> => {
  const here = sql`case_id = ${deed.case} and lang = ${lang} and field = ${field}`;
  await tx.all(sql`update draft_fields set base = ${over.base}, settles = ${over.settles} where ${here} and n = ${n}`);
  await tx.all(sql`delete from draft_fields where ${here} and n = ${over.n}`);
};

/** Typing is told once an hour per field, not at every pause. */
const tellWriting = async (tx: Transaction, deed: Deed, field: Field): Promise<void> => {
  const [told] = await tx.all(sql`
    select 1 from case_history where case_id = ${deed.case} and done_by = ${deed.by} and what = 'draft-written'
      and detail = ${JSON.stringify(fieldOf(field))}::jsonb and at > ${deed.at.toISOString()}::timestamptz - interval '1 hour' limit 1`);
  if (told === undefined) await tellHistory(tx, deed, 'draft-written', fieldOf(field));
};
