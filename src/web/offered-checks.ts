// Checks that may stand beside the one of a case: those that do already, then what is near its words. None is better than
// one that has nothing to do with it: whoever ticks without reading would send readers there.
import type { CheckCard } from '../core/check.ts';
import type { DecisionCase, World } from '../desk/index.ts';
import { steadyCards } from './ask.ts';
import { nearChecks } from './near-checks.ts';

const most = 8;

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
  const own = [...new Set([...topics, ...(check?.topics ?? [])])];
  const named = check?.related ?? [];
  const [standing, found] = await Promise.all([
    steadyCards(world.cards).get(named),
    nearChecks(world, words, own, most),
  ]);
  const beside = named.flatMap((id) => standing.get(id) ?? []).filter(({ withdrawnOn }) => withdrawnOn === undefined);
  const others = found.filter(({ id }) => !named.includes(id));
  return [...beside, ...others].filter(({ id }) => id !== check?.id).slice(0, named.length + most);
};
