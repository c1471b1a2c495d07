// The operator takes away a wording that was added here.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { World } from './world.ts';

export const removeAlias = async (
  world: Pick<World, 'aliases' | 'now'>,
  alias: Id,
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.aliases.remove(alias, world.now())) ? ok(null) : refuse('not-found');
