// Checks that may stand beside the one of a case: those that do already, then what the search finds near its words.
import { parseId } from '../base/ids.ts';
import type { CheckCard } from '../core/check.ts';
import type { DecisionCase, World } from '../desk/index.ts';
import { steadyCards } from './ask.ts';

const most = 8;

/** Neither the check of the case itself nor one that was taken back. */
export const offeredTo = async (
  world: Pick<World, 'index' | 'cards'>,
  { check, material, title, lang }: DecisionCase,
): Promise<readonly CheckCard[]> => {
  // The language it was asked in comes first.
  const worded = Object.entries(material.wording ?? {})
    .sort(([a], [b]) => Number(b === lang) - Number(a === lang))
    .map(([, text]) => text);
  const words = worded.length > 0 ? worded : [title ?? ''];
  const near = words
    .filter((text) => text !== '')
    .flatMap((text) => world.index.propose(text, most).flatMap((p) => parseId(p.checkId) ?? []));
  const standing = check?.related ?? [];
  const ids = [...new Set([...standing, ...near])].filter((id) => id !== check?.id).slice(0, standing.length + most);
  const cards = await steadyCards(world.cards).get(ids);
  return ids.flatMap((id) => cards.get(id) ?? []).filter(({ withdrawnOn }) => withdrawnOn === undefined);
};
