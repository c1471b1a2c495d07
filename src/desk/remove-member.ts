// Somebody leaves the team, by their own wish or an owner's.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may, type StaffId } from '../core/rights.ts';
import type { World } from './world.ts';

/** Ends every session at once; what they decided stays, and says so. Everybody may leave, but not the last owner. */
export const removeMember = async (
  world: Pick<World, 'team' | 'now'>,
  actor: Actor,
  member: StaffId,
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'last-owner'>>> => {
  if (actor.id !== member && !may(actor.role, 'team.manage')) return refuse('forbidden');
  const done = await world.team.remove(member, world.now());
  return done === 'done' ? ok(null) : refuse(done);
};
