// Keeps the first look at ratings between cuts in step with the store, in every process alike: within a second of each rating.
import type { Id } from '../base/ids.ts';
import { beginFirstLook, type World } from '../desk/index.ts';
import type { FirstLook } from '../desk/so-far.ts';
import { StoreAway } from '../desk/store-away.ts';
import { again } from './again.ts';

/** It looks after a time nobody knows, so that no moment at which a page changes tells the moment of a rating. */
const shortestMs = 100;
const spreadMs = 300;
const page = 2000;
/** A number that is missing belongs to a rating that is being written, or to none: so long it is waited for. */
const patienceMs = 2000;

type Place = {
  readonly cut: number;
  readonly at: Date;
  readonly look: FirstLook;
  n: number;
  /** Since when the next number is missing. */
  missing: number | undefined;
};

/** `changed` is told of checks that were rated. */
export const followRatings = (
  world: Pick<World, 'ratings' | 'standings' | 'fitting' | 'soFars' | 'now'>,
  changed: (checks: readonly Id[]) => Promise<void>,
  log: (line: Readonly<Record<string, unknown>>) => void,
  chance: () => number,
): { readonly stop: () => Promise<void> } => {
  let place: Place | undefined;

  const step = async (wake: () => void): Promise<void> => {
    const cut = await world.standings.lastCut();
    if (cut === undefined) return;
    const isNew = place?.cut !== cut.n;
    if (place === undefined || isNew) {
      const look = await beginFirstLook(world, cut.n);
      if (look === undefined) return;
      place = { cut: cut.n, at: cut.at, look, n: 0, missing: undefined };
    }
    const rows = await world.ratings.since(place, page);
    const touched = new Set<Id>();
    for (const rating of rows) {
      if (isAwaited(place, rating, world.now().getTime())) break;
      place.n = rating.n;
      place.look.take(rating);
      touched.add(rating.check);
    }
    // What is read whole is told: never a half of what came before this process did.
    if (rows.length < page) world.soFars.put(place.look);
    else wake();
    if (touched.size > 0) await changed([...touched]);
  };

  const loop = again(
    async (wake) => {
      try {
        await step(wake);
      } catch (error) {
        if (!(error instanceof StoreAway)) log({ level: 'error', what: 'following ratings', error: String(error) });
      }
    },
    () => shortestMs + chance() * spreadMs,
  );
  return { stop: loop.stop };
};

/** Numbers are given before they are committed: one that is missing in front of a fresh rating may still come. */
const isAwaited = (place: Place, { n, at }: { readonly n: number; readonly at: Date }, now: number): boolean => {
  const isWhole = n === place.n + 1 || place.n === 0 || now - at.getTime() > 2 * 60_000;
  if (isWhole) {
    place.missing = undefined;
    return false;
  }
  place.missing ??= now;
  if (now - place.missing < patienceMs) return true;
  place.missing = undefined;
  return false;
};
