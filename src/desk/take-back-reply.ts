// Whoever replied to the team's question takes the reply back; what they asked stays asked.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { ticketHash } from './ticket.ts';
import type { World } from './world.ts';

export const takeBackReply = async (
  world: Pick<World, 'questions' | 'keyed'>,
  { ticket, question }: { readonly ticket: string; readonly question: Id },
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.questions.takeBack(ticketHash(world.keyed, ticket), question)) ? ok(null) : refuse('not-found');
