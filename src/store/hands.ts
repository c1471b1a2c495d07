// Accounts of the team that count as one for a while: the database says which, for its own rules and for the pages alike.
import { type SQL, sql } from 'drizzle-orm';
import { type Day, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { EventOf } from '../core/event.ts';
import { type AgreedThing, type Agreeing, type Hand, whoMayAgree } from '../core/let-in.ts';
import { type Right, type Role, rolesWith, type StaffId } from '../core/rights.ts';
import type { Runner, Transaction } from './database.ts';
import { rows } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';

/** What stands between these writers and who decides on their work on the day of `at`. */
export const handOf = async (runner: Runner, writers: readonly StaffId[], at: Date): Promise<Hand> => {
  const of = sql`array(select jsonb_array_elements_text(${rows(writers)})::uuid), ${dayOf(at)}::date`;
  const close = await runner.all<Hand['close'][number]>(
    sql`select member, until::text as until, through from one_hand(${of}) order by member`,
  );
  // Most of the time nobody came in this week, and nobody has to be looked for.
  if (close.length === 0) return { close, free: [], elders: [] };
  return {
    close,
    free: await runner.all<Hand['free'][number]>(
      sql`select member, role, here from free_hands(${of}) order by member, here desc`,
    ),
    elders: await runner.all<Hand['elders'][number]>(
      sql`select member, role, here, came from elders(${of}) order by came, member, here desc`,
    ),
  };
};

/** Who of the team may agree to the work of somebody on the day of `at`; nobody where they hold the right no more themselves. */
export const agreeingOn = async (runner: Runner, writer: StaffId, needs: Right, at: Date): Promise<Agreeing> => {
  if (!(await holdsRight(runner, writer, needs))) return { may: [], from: null, alone: false };
  const team = await runner.all<{ id: StaffId; role: Role }>(
    sql`select id, role from staff where state = 'active' order by id`,
  );
  const [found] = await runner.all<{ alone: boolean }>(
    sql`select nobody_else_may(array[${writer}::uuid], ${dayOf(at)}::date, ${rolesIn(needs)}) as alone`,
  );
  const agreeing = whoMayAgree(await handOf(runner, [writer], at), team, writer, needs);
  return { ...agreeing, alone: found?.alone === true };
};

/** Whether an account holds a right now; the database asks the same of the first of two in the moment of the second's yes. */
export const holdsRight = async (runner: Runner, member: StaffId, right: Right): Promise<boolean> => {
  const [found] = await runner.all<{ holds: boolean }>(sql`select holds_right(${member}, ${rolesIn(right)}) as holds`);
  return found?.holds === true;
};

/** Roles that hold a right, as the database reads them. */
export const rolesIn = (right: Right): SQL => sql`array(select jsonb_array_elements_text(${rows(rolesWith(right))}))`;

export type TeamDeed = {
  readonly member: StaffId;
  /** Null for a link that was printed where the instance runs. */
  readonly by: StaffId | null;
  readonly deed: 'let-in' | 'raised' | 'lowered' | 'removed';
  /** Null for somebody new. */
  readonly roleBefore: Role | null;
};

/** Keeps what was done to an account. */
export const keepDeed = async (tx: Transaction, { member, by, deed, roleBefore }: TeamDeed, on: Day): Promise<void> => {
  await tx.all(sql`
    insert into team_deeds (member, made_by, deed, role_before, done_on)
    values (${member}, ${by}, ${deed}, ${roleBefore}, ${on})`);
};

/** What two agreed to: its kind, and the id that leads to its page where it has one. */
export type Agreed = { readonly of: AgreedThing; readonly id: Id };

/** Who it was is not told: two are close, and everybody may know that much, and of what. */
export const letInAgreed = (role: Role, { of, id }: Agreed): EventOf<'team.changed'> => ({
  type: 'team.changed',
  v: 1,
  data: { change: 'let-in-agreed', role, of, id },
});

/** Tells the public, and the log, that two of whom one lately let the other in decided together, where the database noted it. */
export const tellLetIn = async (
  tx: Transaction,
  letIn: boolean,
  { by, on, agreed }: { readonly by: StaffId | null; readonly on: Day; readonly agreed: Agreed },
  enqueue: Enqueue,
): Promise<void> => {
  const [who] = letIn ? await tx.all<{ role: Role }>(sql`select role from staff where id = ${by}`) : [];
  if (who !== undefined) await tell(tx, [toldOn(letInAgreed(who.role, agreed), on)], enqueue);
};
