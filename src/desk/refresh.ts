// Keeps memory in step with the store: the index and the cards, at start and after every event that touches a check.
import type { Id } from '../base/ids.ts';
import type { IndexedCheck, World } from './world.ts';

type Memory = Pick<World, 'checks' | 'index' | 'cards' | 'sight'>;

const page = 1000;

/** Reads every check into memory; returns how many. */
export const remember = async (world: Memory): Promise<number> => {
  let after: Id | null = null;
  let read = 0;
  for (;;) {
    const checks: readonly IndexedCheck[] = await world.checks.documents(after, page);
    for (const check of checks) put(world, check);
    read += checks.length;
    const last = checks.at(-1);
    if (last === undefined || checks.length < page) return read;
    after = last.card.id;
  }
};

/** Reads anew what verdicts and topics are called here. */
export const refreshLabels = async ({ labels }: Pick<World, 'labels'>): Promise<void> => {
  const [[inUse], topics] = await Promise.all([labels.published(), labels.publishedTopics()]);
  labels.put(inUse?.labels ?? {}, topics);
};

/** Reads some checks anew; one that is gone from the store is forgotten. */
export const refresh = async (world: Memory, ids: readonly Id[]): Promise<void> => {
  const found = await world.checks.documentsOf(ids);
  const there = new Set(found.map((f) => f.card.id));
  for (const check of found) put(world, check);
  for (const id of ids) {
    if (there.has(id)) continue;
    world.index.remove(id);
    world.cards.remove(id);
    world.sight.put(id, []);
  }
};

const put = (world: Memory, { card, doc, pictures = [] }: IndexedCheck): void => {
  // What was taken back is found by nobody any more; whoever was answered with it still sees it, and that it was taken back.
  if (card.withdrawnOn === undefined) world.index.put(doc);
  else world.index.remove(card.id);
  world.sight.put(card.id, card.withdrawnOn === undefined ? pictures : []);
  world.cards.put(card);
};
