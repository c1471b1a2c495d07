// An ending that one person gave is taken back.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/**
 * What was about a private person comes back whole as long as it is sealed, and never after. Not what two people declined, nor
 * what was joined to another case.
 */
export const reopenCase = async (
  world: Pick<World, 'cases' | 'vault' | 'now'>,
  actor: Actor,
  of: Id,
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'case-stays-closed'>>> =>
  may(actor.role, 'case.close')
    ? world.cases.reopen(of, { by: actor.id, at: world.now() }, (day, sealed) => world.vault.open(day, of, sealed))
    : refuse('forbidden');
