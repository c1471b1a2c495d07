// An appeal against a declined claim was upheld: its case is opened again, by somebody who did not decline it.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type TakeUpRefusal = Refusal<'forbidden' | 'not-found' | 'case-stays-closed' | 'declined-own' | 'let-in-lately'>;

/** The answer to the appeal took its people; this does what it says. Where all who may declined it, one of them does. */
export const takeUpDeclined = async (
  world: Pick<World, 'declinedClaims' | 'team' | 'now'>,
  actor: Actor,
  of: Id,
): Promise<Result<null, TakeUpRefusal>> => {
  if (!may(actor.role, 'submission.review')) return refuse('forbidden');
  const asked = await world.declinedClaims.ofCase(of);
  if (asked === undefined) return refuse('case-stays-closed');
  const at = world.now();
  const others = (await world.team.members()).some(
    ({ id, state, role }) => state === 'active' && may(role, 'submission.review') && !asked.part.includes(id),
  );
  if (others && asked.part.includes(actor.id)) return refuse('declined-own');
  const apart = keptApart(await world.team.hand(asked.part, at), actor.id, 'submission.review');
  if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  const taken = await world.declinedClaims.takeUp(asked, { by: actor.id, at });
  return taken ? ok(null) : refuse('case-stays-closed');
};
