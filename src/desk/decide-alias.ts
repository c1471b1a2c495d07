// The operator says whether words that askers share are this check: confirmed, they may answer; refused, they find nothing.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { World } from './world.ts';

export const decideAlias = async (
  world: Pick<World, 'aliases' | 'now'>,
  alias: Id,
  decision: 'confirmed' | 'refused',
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.aliases.decide(alias, decision, world.now())) ? ok(null) : refuse('not-found');
