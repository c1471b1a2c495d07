// Somebody leaves the team, by their own wish or an owner's.
import { type Day, dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may, type StaffId } from '../core/rights.ts';
import type { SealedContact } from './contact-ports.ts';
import type { World } from './world.ts';

/** Ends every session at once; what they decided stays, and says so. Everybody may leave, but not the last owner. */
export const removeMember = async (
  world: Pick<World, 'team' | 'now' | 'vault' | 'newId'>,
  actor: Actor,
  member: StaffId,
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'last-owner'>>> => {
  if (actor.id !== member && !may(actor.role, 'team.manage')) return refuse('forbidden');
  const at = world.now();
  const email = (await world.team.member(member))?.email ?? null;
  const address = email === null ? null : await sealed(world, dayOf(at), email);
  const done = await world.team.remove(member, { address, by: actor.id }, at);
  return done === 'done' ? ok(null) : refuse(done);
};

const sealed = async (world: Pick<World, 'vault' | 'newId'>, day: Day, email: string): Promise<SealedContact> => {
  const id = world.newId();
  return { id, day, sealed: await world.vault.seal(day, id, email) };
};
