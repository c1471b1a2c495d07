// The latest cards of checks in memory, so that an answer needs no database.
import type { Id } from '../base/ids.ts';
import type { CheckCard } from '../core/check.ts';
import type { Cards, Checks } from '../desk/index.ts';
import { StoreAway } from '../desk/store-away.ts';

/** Holds at most `most` cards, dropping the one longest unused; asks the store for others, and does without while it is away. */
export const cardsInMemory = (checks: Pick<Checks, 'documentsOf'>, most: number): Cards => {
  const held = new Map<Id, CheckCard>();

  const put = (card: CheckCard): void => {
    held.delete(card.id);
    held.set(card.id, card);
    if (held.size <= most) return;
    const oldest = held.keys().next();
    if (!oldest.done) held.delete(oldest.value);
  };

  const fetched = async (ids: readonly Id[]): Promise<readonly CheckCard[]> => {
    try {
      return (await checks.documentsOf(ids)).map((d) => d.card);
    } catch (error) {
      if (error instanceof StoreAway) return [];
      throw error;
    }
  };

  return {
    get: async (ids) => {
      const found = new Map<Id, CheckCard>();
      const missing: Id[] = [];
      for (const id of ids) {
        const card = held.get(id);
        if (card) found.set(id, card);
        else missing.push(id);
      }
      if (missing.length > 0)
        for (const card of await fetched(missing)) {
          put(card);
          found.set(card.id, card);
        }
      return found;
    },
    remembered: () => [...held.values()],
    put,
    remove: (id) => {
      held.delete(id);
    },
  };
};
