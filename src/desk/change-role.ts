// An owner gives somebody of the team another role.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may, type Role, type StaffId } from '../core/rights.ts';
import type { World } from './world.ts';

/** Told to the public without a name. `last-owner`: nobody would be left who could let others in. */
export const changeRole = async (
  world: Pick<World, 'team' | 'now'>,
  actor: Actor,
  { member, role }: { readonly member: StaffId; readonly role: Role },
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'last-owner'>>> => {
  if (!may(actor.role, 'team.manage')) return refuse('forbidden');
  const done = await world.team.changeRole(member, { role, by: actor.id }, world.now());
  return done === 'done' ? ok(null) : refuse(done);
};
