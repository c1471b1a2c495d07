// The asker takes the message back: its text, its answer and its place among the askers are gone.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { ticketHash } from './ticket.ts';
import type { World } from './world.ts';

export const withdraw = async (
  world: Pick<World, 'tips' | 'keyed' | 'now'>,
  ticket: string,
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.tips.withdraw(ticketHash(world.keyed, ticket), dayOf(world.now()))) ? ok(null) : refuse('not-found');
