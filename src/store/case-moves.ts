// Joining and parting cases, and taking both back. A group is in one case; what moves are groups.
import { sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { type CaseState, isLive, mostMovesAnHour } from '../core/case.ts';
import type { Cases, DoneBy } from '../desk/case-ports.ts';
import { closeCaseIn, reopenIn } from './case-closing.ts';
import { deedsWithinHour, noteOn } from './case-history.ts';
import { idsIn, oneAtATime, refigure, titleFrom } from './case-rank.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';

type Moves = Pick<Cases, 'merge' | 'split' | 'undoMove'>;
type Move = {
  readonly id: Id;
  readonly from: Id;
  readonly to: Id;
  readonly groups: readonly Id[];
  readonly kind: 'merge' | 'split';
};

export const movesIn = (database: Database, enqueue: Enqueue): Moves => ({
  merge: (from, into, newId, done) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const joined = [...new Set(from)].filter((id) => id !== into);
      const states = await statesOf(tx, [...joined, into]);
      if (joined.length === 0 || states.size !== joined.length + 1) return refuse('not-found');
      // Whoever reads what was handed in there would answer questions that they have not seen.
      if (states.get(into) !== 'open')
        return refuse(isLive(states.get(into) ?? 'closed') ? 'case-under-review' : 'case-ended');
      for (const id of joined)
        if (states.get(id) !== 'open')
          return refuse(isLive(states.get(id) ?? 'closed') ? 'case-under-review' : 'case-ended');
      if ((await moved(tx, done)) + joined.length > mostMovesAnHour) return refuse('deeds-too-many');
      const moves: Id[] = [];
      for (const id of joined) {
        const move = newId();
        await join(tx, { id: move, from: id, to: into, kind: 'merge' }, done, enqueue);
        moves.push(move);
      }
      await refigure(tx, [...joined, into], dayOf(done.at));
      return ok(moves);
    }),

  split: (of, groups, { move, made }, done) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const state = (await statesOf(tx, [of])).get(of);
      if (state === undefined) return refuse('not-found');
      if (!isLive(state)) return refuse('case-ended');
      if (state !== 'open') return refuse('case-under-review');
      const held = await groupsOf(tx, of);
      const parted = held.filter((group) => groups.includes(group));
      if (parted.length === 0 || parted.length === held.length) return refuse('split-leaves-nothing');
      if ((await moved(tx, done)) >= mostMovesAnHour) return refuse('deeds-too-many');
      const day = dayOf(done.at);
      const [opened] = await tx.all<{ number: number }>(sql`
        insert into cases (id, origin, requested_by, title, lang, opened_on, about_ourselves, changed_at)
        select ${made}::uuid, 'asked', null, (
            select ${titleFrom(sql`m.text`)} from case_groups g join claims m on coalesce(m.group_id, m.id) = g.group_id
            where g.group_id in ${idsIn(parted)} and m.text is not null
            order by g.asked desc, (select count(*) from tip_claims t where t.claim_id = m.id) desc, m.first_day, m.id limit 1),
          lang, ${day}::date, about_ourselves, ${done.at.toISOString()}::timestamptz
        from cases where id = ${of} returning number`);
      if (opened === undefined) throw new Error('a case that was inserted is there');
      await tx.all(sql`update case_groups set case_id = ${made} where group_id in ${idsIn(parted)}`);
      await keep(tx, { id: move, from: of, to: made, groups: parted, kind: 'split' }, done);
      await noteOn(tx, of, done, 'split', { move, made, groups: parted.length });
      await noteOn(tx, made, done, 'split-off', { move, from: of, groups: parted.length });
      await refigure(tx, [of, made], day);
      await tell(tx, [toldAt({ type: 'case.split', v: 1, data: { case: of, made } }, done.at)], enqueue);
      return ok({ number: opened.number });
    }),

  undoMove: (id, done) =>
    database.atomically(async (tx) => {
      await oneAtATime(tx);
      const [move] = await tx.all<Move & { readonly undone: boolean }>(sql`
        select id, from_case as "from", to_case as "to", to_jsonb(groups) as groups, kind, undone_at is not null as undone
        from case_moves where id = ${id} for update`);
      if (move === undefined) return refuse('not-found');
      if (move.undone || !(await canUndo(tx, move))) return refuse('move-outdated');
      await takeBack(tx, move, done, enqueue);
      await refigure(tx, [move.from, move.to], dayOf(done.at));
      await tell(
        tx,
        [toldAt({ type: 'case.move-undone', v: 1, data: { case: move.from, other: move.to } }, done.at)],
        enqueue,
      );
      return ok(null);
    }),
});

const moved = (tx: Transaction, done: DoneBy): Promise<number> => deedsWithinHour(tx, done, ['merged', 'split']);

const statesOf = async (tx: Transaction, ids: readonly Id[]): Promise<ReadonlyMap<Id, CaseState>> =>
  new Map(
    (
      await tx.all<{ id: Id; state: CaseState }>(
        sql`select id, state from cases where id in ${idsIn(ids)} order by id for update`,
      )
    ).map(({ id, state }) => [id, state]),
  );

const groupsOf = async (tx: Transaction, of: Id): Promise<readonly Id[]> =>
  (await tx.all<{ id: Id }>(sql`select group_id as id from case_groups where case_id = ${of} order by group_id`)).map(
    ({ id }) => id,
  );

/** A case of our own that nobody asked has no groups; its move is kept all the same, to be undone by. */
const join = async (
  tx: Transaction,
  { id, from, to, kind }: Omit<Move, 'groups'>,
  done: DoneBy,
  enqueue: Enqueue,
): Promise<void> => {
  const groups = await groupsOf(tx, from);
  await tx.all(sql`update case_groups set case_id = ${to} where case_id = ${from}`);
  await keep(tx, { id, from, to, groups, kind }, done);
  await closeCaseIn(tx, from, { as: 'duplicate', joinedTo: to, check: null }, done, enqueue);
  await noteOn(tx, to, done, 'merged', { move: id, from, groups: groups.length });
  await tell(tx, [toldAt({ type: 'case.merged', v: 1, data: { case: from, into: to } }, done.at)], enqueue);
};

const keep = async (tx: Transaction, { id, from, to, groups, kind }: Move, { by, at }: DoneBy): Promise<void> => {
  await tx.all(sql`
    insert into case_moves (id, from_case, to_case, groups, kind, moved_by, moved_at)
    values (${id}, ${from}, ${to}, array(select jsonb_array_elements_text(${rows(groups)})::uuid), ${kind}, ${by}, ${at.toISOString()})`);
};

/** Only where everything is still as the move left it: both cases there, its groups where they went. */
const canUndo = async (tx: Transaction, { from, to, groups, kind }: Move): Promise<boolean> => {
  const [now] = await tx.all<{ joined: boolean; fromState: CaseState; toState: CaseState }>(sql`
    select f.joined_to is not distinct from t.id as joined, f.state as "fromState", t.state as "toState"
    from cases f, cases t where f.id = ${from} and t.id = ${to} for update of f, t`);
  if (now === undefined || !isLive(now.toState)) return false;
  const held = new Set(await groupsOf(tx, to));
  if (!groups.every((group) => held.has(group))) return false;
  // What was parted off comes back whole, with what was asked of it since; never what others moved into it.
  return kind === 'merge'
    ? now.fromState === 'closed' && now.joined
    : now.fromState === 'open' && now.toState === 'open' && held.size === groups.length;
};

const takeBack = async (tx: Transaction, move: Move, done: DoneBy, enqueue: Enqueue): Promise<void> => {
  const { id, from, to, groups, kind } = move;
  await tx.all(sql`update case_groups set case_id = ${from} where group_id in ${idsIn(groups)}`);
  await tx.all(sql`update case_moves set undone_at = ${done.at.toISOString()} where id = ${id}`);
  if (kind === 'merge') await reopenIn(tx, from, done.at);
  else await closeCaseIn(tx, to, { as: 'duplicate', joinedTo: from, check: null }, done, enqueue);
  await noteOn(tx, from, done, 'move-undone', { move: id });
  await noteOn(tx, to, done, 'move-undone', { move: id });
};
