// Lists of checks for pages and the API: searched in memory, else read from the store, else from what memory holds.

import { parseId } from '../base/ids.ts';
import { type Check, type CheckCard, textIn } from '../core/check.ts';
import type { CheckFilter, World } from '../desk/index.ts';
import { steadyCards } from './ask.ts';
import { nearChecks } from './near-checks.ts';
import { isStoreAway } from './problem.ts';

export type Listing = {
  readonly cards: readonly CheckCard[];
  readonly total: number;
  /** Cursor of the next page, opaque. */
  readonly next: string | null;
  /** The database is away: only the latest checks could be listed. */
  readonly fromMemory: boolean;
};

export const mostProposed = 200;
type ListWorld = Pick<World, 'index' | 'cards' | 'reads'>;

export const listChecks = async (
  world: ListWorld,
  query: string,
  filter: CheckFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<Listing> => {
  if (query !== '') return cut(await searched(world, query, filter), page, 's', false);
  try {
    return { ...(await world.reads.list(filter, page)), fromMemory: false };
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    return cut(newestFirst(world.cards.remembered().filter((card) => fits(card, filter))), page, 'm', true);
  }
};

/** Cards of the checks a query finds, best first. */
export const searched = async (
  world: Pick<World, 'index' | 'cards'>,
  query: string,
  filter: CheckFilter,
): Promise<readonly CheckCard[]> => {
  const ids = world.index.order(query, mostProposed).flatMap((p) => parseId(p.checkId) ?? []);
  const cards = await steadyCards(world.cards).get(ids);
  return ids.flatMap((id) => cards.get(id) ?? []).filter((card) => fits(card, filter));
};

/** Whether a card is within a filter, by the same rules the store reads with. */
export const fits = (card: CheckCard, filter: CheckFilter): boolean =>
  (filter.verdicts.length === 0 || (card.verdict !== null && filter.verdicts.includes(card.verdict))) &&
  (filter.topic === null || card.topics.includes(filter.topic)) &&
  (filter.lang === null || card.texts[filter.lang] !== undefined) &&
  (filter.from === null || (card.publishedOn !== null && card.publishedOn >= filter.from)) &&
  (filter.to === null || (card.publishedOn !== null && card.publishedOn <= filter.to)) &&
  (filter.source === null || (filter.source === 'ours') === (card.source === null));

export const newestFirst = (cards: readonly CheckCard[]): readonly CheckCard[] =>
  cards
    .filter((card) => card.withdrawnOn === undefined)
    .sort((a, b) => compare(b.publishedOn ?? '', a.publishedOn ?? '') || compare(a.id, b.id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A page of a list held whole. A cursor of another kind (the store's) begins anew rather than failing. */
const cut = (
  cards: readonly CheckCard[],
  page: { after: string | null; limit: number },
  kind: 's' | 'm',
  fromMemory: boolean,
): Listing => {
  const after = new RegExp(`^${kind}(\\d{1,6})$`).exec(page.after ?? '')?.[1];
  const start = after === undefined ? 0 : Number(after);
  const end = start + page.limit;
  return {
    cards: cards.slice(start, end),
    total: cards.length,
    next: end < cards.length ? `${kind}${end}` : null,
    fromMemory,
  };
};

/** Checks that two people named beside this one; what was taken back since is left out. */
export const cardsBeside = async (
  world: Pick<World, 'cards'>,
  { related = [] }: Pick<Check, 'related'>,
): Promise<readonly CheckCard[]> => {
  if (related.length === 0) return [];
  const cards = await steadyCards(world.cards).get(related);
  return related.flatMap((id) => cards.get(id) ?? []).filter(({ withdrawnOn }) => withdrawnOn === undefined);
};

/** Checks clearly near this one, by the rule by which they are offered to the team; most have none. */
export const relatedTo = async (
  world: Pick<World, 'index' | 'cards'>,
  card: CheckCard,
  lang: string,
): Promise<readonly CheckCard[]> => {
  const found = await nearChecks(world, [textIn(card.texts, lang).text.claim], card.topics, 4);
  return found.filter(({ id }) => id !== card.id).slice(0, 3);
};
