// A check page while the database is away: what its card holds, and a sentence that says so.

import type { UiLang } from '../base/lang.ts';
import { type Check, type CheckCard, cardOf } from '../core/check.ts';
import type { World } from '../desk/index.ts';
import { translate } from './locale.ts';
import { isStoreAway } from './problem.ts';

/** `fromMemory`: only what the card tells, everything longer is missing for now. */
export type ShownCheck = { readonly check: Check; readonly card: CheckCard; readonly fromMemory: boolean };

/** A whole check, or while the database is away its card in the form of one. */
export const findCheck = async (
  world: Pick<World, 'reads' | 'cards'>,
  wanted: { readonly slug: string } | { readonly id: string },
  lang: UiLang,
): Promise<ShownCheck | undefined> => {
  try {
    const check =
      'slug' in wanted ? await world.reads.check(wanted.slug) : await world.reads.checkById(wanted.id as Check['id']);
    return check && { check, card: cardOf(check), fromMemory: false };
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    const card = world.cards.remembered().find((c) => ('slug' in wanted ? c.slug === wanted.slug : c.id === wanted.id));
    // Not in memory is not the same as not there: who asks must hear that the database is away.
    if (card === undefined) throw error;
    return { check: fromCard(card, lang), card, fromMemory: true };
  }
};

const fromCard = ({ correctedOn: _when, ...card }: CheckCard, lang: UiLang): Check => ({
  ...card,
  claimant: null,
  appearances: [],
  aliases: [],
  searches: [],
  corrections: [],
  texts: Object.fromEntries(
    Object.entries(card.texts).map(([tag, text]) => [tag, { ...text, known: notice(lang), how: '', reply: '' }]),
  ),
  evidence: [],
});

const notice = (lang: UiLang): string => {
  const t = translate(lang);
  return `**${t('problem.store-away.title')}.** ${t('problem.store-away.next')}`;
};
