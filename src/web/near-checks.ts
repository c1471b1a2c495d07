// Checks that are clearly near some words: what may stand beside a check, offered to the team and shown where nobody named any.
import { parseId } from '../base/ids.ts';
import type { CheckCard } from '../core/check.ts';
import type { World } from '../desk/index.ts';
import { steadyCards } from './ask.ts';

/**
 * The probability from which a check is near enough, by itself and where both are of one topic. Measured on the demo, where
 * two agreeing words alone reach 0.01: of one topic, what is above 0.02 is about the same kind of claim.
 */
const near = { alone: 0.1, ofOneTopic: 0.02 } as const;
const fewestWords = 2;
/** Where no topic is shared, this much of what the claim says: `tháng` and `máy` make a fee for motorbikes no matter of medicine. */
const leastOfClaim = 1 / 3;

/** In the order found; none that was taken back. None is better than one that has nothing to do with it. */
export const nearChecks = async (
  world: Pick<World, 'index' | 'cards'>,
  words: readonly string[],
  topics: readonly string[],
  most: number,
): Promise<readonly CheckCard[]> => {
  const proposed = words.filter((text) => text !== '').flatMap((text) => world.index.propose(text, most));
  const ids = [...new Set(proposed.flatMap((p) => parseId(p.checkId) ?? []))];
  const cards = await steadyCards(world.cards).get(ids);
  const isNear = (card: CheckCard): boolean =>
    proposed.some(({ checkId, probability, spans, features }) => {
      if (checkId !== card.id || spans.query.length < fewestWords) return false;
      // Words that agree by their letters alone, with other accents, are other words.
      if (features.conflicts.includes('accents')) return false;
      return card.topics.some((topic) => topics.includes(topic))
        ? probability >= near.ofOneTopic
        : probability >= near.alone && features.coverage >= leastOfClaim;
    });
  return ids.flatMap((id) => cards.get(id) ?? []).filter((card) => card.withdrawnOn === undefined && isNear(card));
};
