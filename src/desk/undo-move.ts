// A joining or a parting of cases is taken back, as long as everything is where it was put.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export const undoMove = async (
  world: Pick<World, 'cases' | 'now'>,
  actor: Actor,
  move: Id,
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'move-outdated'>>> =>
  may(actor.role, 'case.work') ? world.cases.undoMove(move, { by: actor.id, at: world.now() }) : refuse('forbidden');
