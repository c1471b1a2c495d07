// A wording that two agreed to is taken out of use, or brought back.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { World } from './world.ts';

/** One person is enough: the check then answers less. It can be brought back. */
export const removeAlias = async (
  world: Pick<World, 'aliases' | 'now'>,
  alias: Id,
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.aliases.remove(alias, world.now())) ? ok(null) : refuse('not-found');

/** One person is enough here as well: it comes back as two agreed to it. */
export const bringBackAlias = async (
  world: Pick<World, 'aliases' | 'now'>,
  alias: Id,
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.aliases.bringBack(alias, world.now())) ? ok(null) : refuse('not-found');
