// Asking, as both doors do it: matched from memory, stored when the database is there, answered either way.

import type { Id } from '../base/ids.ts';
import type { Refusal, Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import type { TipInput } from '../core/tip.ts';
import {
  doubted,
  type Matched,
  match,
  matchPages,
  type Received,
  type Remembered,
  type ReplyOf,
  receive,
  type World,
} from '../desk/index.ts';
import { isStoreAway } from './problem.ts';

type AskWorld = Pick<World, 'index' | 'meaning' | 'knownFrom' | 'cards' | 'now' | 'keyed' | 'pages' | 'tips' | 'newId'>;

export type Answered = { readonly matched: Matched; readonly received: Received };

/** Cards that fall back to what memory holds while the database is away. */
export const steadyCards = (cards: World['cards']): World['cards'] => ({
  ...cards,
  get: async (ids) => {
    try {
      return await cards.get(ids);
    } catch (error) {
      if (!isStoreAway(error)) throw error;
      const wanted = new Set<Id>(ids);
      return new Map(cards.remembered().flatMap((card) => (wanted.has(card.id) ? [[card.id, card] as const] : [])));
    }
  },
});

/** Matches without storing: the look again at a message that is known already. */
export const look = (
  world: Pick<AskWorld, 'index' | 'meaning' | 'knownFrom' | 'cards' | 'now' | 'keyed'>,
  input: TipInput,
): Promise<Matched> => match({ ...world, cards: steadyCards(world.cards) }, input);

/**
 * Matches and takes in a message. `remembered` makes a retry with the same key and text the same message: `replyOf`
 * gives what is kept with it, and comes back as `received.replay`. `anyway`: the asker saw the answer and meant another question.
 */
export const ask = async (
  world: AskWorld,
  input: TipInput,
  remembered: (matched: Matched) => (Remembered & { readonly replyOf: ReplyOf }) | null,
  anyway = false,
): Promise<Result<Answered, Refusal<'idempotency-key-reused'>>> => {
  const found = await matchPages({ ...world, cards: steadyCards(world.cards) }, await look(world, input));
  const matched = anyway ? doubted(found) : found;
  const received = await receive(world, matched, remembered(matched));
  return received.ok ? ok({ matched, received: received.value }) : received;
};
