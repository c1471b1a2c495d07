// The operator holds back a check's automatic answer to one claim, after askers said that it is another question.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { World } from './world.ts';

/** From now on the check is only suggested for that claim; `not-found` when nobody proposed it. Safe to repeat. */
export const holdAnswer = async (
  world: Pick<World, 'aliases' | 'now'>,
  { check, claim }: { readonly check: Id; readonly claim: Id },
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.aliases.hold(check, claim, world.now())) ? ok(null) : refuse('not-found');
