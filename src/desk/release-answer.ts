// The operator lets a check answer a claim by itself, against those who said that it is another question.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { World } from './world.ts';

/** Ends a held answer's hold, or dismisses what askers proposed; `not-found` when it is neither. */
export const releaseAnswer = async (
  world: Pick<World, 'aliases' | 'now'>,
  { check, claim }: { readonly check: Id; readonly claim: Id },
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.aliases.release(check, claim, world.now())) ? ok(null) : refuse('not-found');
