// Somebody takes back what they practised: one attempt, or all of their own.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** Gives how many attempts are gone; safe to repeat. */
export const forgetPractice = async (
  world: Pick<World, 'practice'>,
  { actor, attempt }: { readonly actor: Actor; readonly attempt: Id | 'all' },
): Promise<Result<number, Refusal<'forbidden'>>> =>
  may(actor.role, 'desk.see') ? ok(await world.practice.forget(actor.id, attempt)) : refuse('forbidden');
