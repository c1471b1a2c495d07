// An ending that one person gave is taken back.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** Not what was about a private person, of which nothing is left, nor what two people declined, nor what was joined to another case. */
export const reopenCase = async (
  world: Pick<World, 'cases' | 'now'>,
  actor: Actor,
  of: Id,
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'case-stays-closed'>>> =>
  may(actor.role, 'case.close') ? world.cases.reopen(of, { by: actor.id, at: world.now() }) : refuse('forbidden');
