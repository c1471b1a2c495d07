// Checks that may stand beside the one of a case: those that do already, then what is near its words. None is better than
// one that has nothing to do with it: whoever ticks without reading would send readers there.
import { parseId } from '../base/ids.ts';
import type { CheckCard } from '../core/check.ts';
import type { DecisionCase, World } from '../desk/index.ts';
import { steadyCards } from './ask.ts';

const most = 8;
/**
 * The probability from which a check is near enough, by itself and where both are of one topic. Measured on the demo, where
 * two agreeing words alone reach 0.01: of one topic, what is above 0.02 is about the same kind of claim.
 */
const near = { alone: 0.1, ofOneTopic: 0.02 } as const;
const fewestWords = 2;
/** Where no topic is shared, this much of what the claim says: `tháng` and `máy` make a fee for motorbikes no matter of medicine. */
const leastOfClaim = 1 / 3;

/** Neither the check of the case itself nor one that was taken back. */
export const offeredTo = async (
  world: Pick<World, 'index' | 'cards'>,
  { check, material, title, lang, topics }: Pick<DecisionCase, 'check' | 'material' | 'title' | 'lang' | 'topics'>,
): Promise<readonly CheckCard[]> => {
  // The language it was asked in comes first.
  const worded = Object.entries(material.wording ?? {})
    .sort(([a], [b]) => Number(b === lang) - Number(a === lang))
    .map(([, text]) => text);
  const words = worded.length > 0 ? worded : [title ?? ''];
  const proposed = words.filter((text) => text !== '').flatMap((text) => world.index.propose(text, most));
  const standing = check?.related ?? [];
  const found = proposed.flatMap((p) => parseId(p.checkId) ?? []);
  const ids = [...new Set([...standing, ...found])].filter((id) => id !== check?.id);
  const cards = await steadyCards(world.cards).get(ids);
  const own = new Set([...topics, ...(check?.topics ?? [])]);
  const isNear = (card: CheckCard): boolean =>
    proposed.some(({ checkId, probability, spans, features }) => {
      if (checkId !== card.id || spans.query.length < fewestWords) return false;
      // Words that agree by their letters alone, with other accents, are other words.
      if (features.conflicts.includes('accents')) return false;
      return card.topics.some((topic) => own.has(topic))
        ? probability >= near.ofOneTopic
        : probability >= near.alone && features.coverage >= leastOfClaim;
    });
  return ids
    .flatMap((id) => cards.get(id) ?? [])
    .filter((card) => card.withdrawnOn === undefined && (standing.includes(card.id) || isNear(card)))
    .slice(0, standing.length + most);
};
