// The operator lets another publisher's checks answer by themselves, or no longer.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { World } from './world.ts';

export const optSource = async (
  world: Pick<World, 'checks' | 'now'>,
  source: Id,
  answers: boolean,
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.checks.opt(source, answers, world.now())) ? ok(null) : refuse('not-found');
