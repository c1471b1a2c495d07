// Follows the store's events, so that a check imported or published by any process is found by this one within a second.
import type { Id } from '../base/ids.ts';
import type { EventType, SangtoEvent } from '../core/event.ts';
import { refresh, refreshLabels, remember, type World } from '../desk/index.ts';
import { StoreAway } from '../desk/store-away.ts';
import { type Cursor, currentCursor, type Database, eventsAfter, wakeChannel } from '../store/index.ts';
import { again } from './again.ts';
import { listen } from './listen.ts';

export type Follower = { readonly stop: () => Promise<void> };

/** What public pages tell of beside checks: the team's changes, what was declined, requests to look again, templates, background. */
const alsoPublic: ReadonlySet<EventType> = new Set<EventType>([
  'team.changed',
  'case.closed',
  'case.reopened',
  'appeal.opened',
  'appeal.answered',
  'appeal.corrected',
  'appeal.settled',
  'template.changed',
  'claim.reopened',
  'request.told',
  'proposal.accepted',
  'standing.answered',
  'words.published',
  'standings.cut',
  'source.asked',
  'source.declined',
]);
/** What verdicts are called comes by itself, a new topic's name with the check that has it. */
const namesAnew = (event: SangtoEvent): boolean =>
  event.type === 'check.published' || (event.type === 'words.published' && event.data.kind === 'labels');

const pollMs = 400;
const page = 1000;

/** Reads every check into memory, then keeps following. `changed` is called after memory has moved. */
export const follow = async (
  world: Pick<World, 'checks' | 'index' | 'cards' | 'sight' | 'labels'>,
  database: Database,
  changed: () => void,
  log: (line: Record<string, unknown>) => void,
): Promise<Follower> => {
  // The place is taken before reading: what commits meanwhile is read twice rather than never.
  let cursor: Cursor = await currentCursor(database);
  await remember(world);
  await refreshLabels(world);

  const listener = listen(database, wakeChannel, () => loop.wake());

  const step = async (): Promise<boolean> => {
    const events = await eventsAfter(database, cursor, page);
    const touched = new Set<Id>();
    let all = false;
    for (const { event } of events) {
      if (event.type === 'source.opted') all = true;
      else if ('check' in event.data) touched.add(event.data.check);
    }
    if (all) await remember(world);
    else if (touched.size > 0) await refresh(world, [...touched]);
    if (events.some(({ event }) => namesAnew(event))) await refreshLabels(world);
    cursor = events.at(-1)?.cursor ?? cursor;
    if (all || touched.size > 0 || events.some(({ event }) => alsoPublic.has(event.type))) changed();
    return events.length === page;
  };

  const loop = again(async (wake) => {
    try {
      await listener.ensure();
      if (await step()) wake();
    } catch (error) {
      if (!(error instanceof StoreAway)) log({ level: 'error', what: 'following events', error: String(error) });
    }
  }, pollMs);
  return {
    stop: async () => {
      await loop.stop();
      listener.close();
    },
  };
};
