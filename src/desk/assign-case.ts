// A case is given to somebody of the team, or back to everybody.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may, type StaffId } from '../core/rights.ts';
import type { World } from './world.ts';

/** `to` null: nobody has it any more. Safe to repeat. */
export const assignCase = async (
  world: Pick<World, 'cases' | 'now'>,
  actor: Actor,
  { of, to }: { readonly of: Id; readonly to: StaffId | null },
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'case-ended' | 'not-in-team'>>> =>
  may(actor.role, 'case.work') ? world.cases.assign(of, to, { by: actor.id, at: world.now() }) : refuse('forbidden');
