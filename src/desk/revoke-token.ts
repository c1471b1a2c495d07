// Somebody ends a token of their own; from this moment it does nothing.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export const revokeToken = async (
  world: Pick<World, 'tokens' | 'now'>,
  { actor, token }: { readonly actor: Actor; readonly token: Id },
): Promise<Result<null, Refusal<'forbidden' | 'not-found'>>> => {
  if (!may(actor.role, 'desk.see')) return refuse('forbidden');
  return (await world.tokens.revoke(actor.id, token, dayOf(world.now()))) ? ok(null) : refuse('not-found');
};
