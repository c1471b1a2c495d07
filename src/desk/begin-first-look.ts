// After a cut, or at start: what is needed to tell what ratings say from there on.
import type { Id } from '../base/ids.ts';
import type { Told } from '../kit/bridge/index.ts';
import { type FirstLook, firstLook } from './so-far.ts';
import { stoodUntil } from './stood-until.ts';
import type { World } from './world.ts';

/** The first look from a cut on; undefined where there is no such cut. Nothing of it is stored. */
export const beginFirstLook = async (
  world: Pick<World, 'ratings' | 'standings' | 'fitting' | 'now'>,
  n: number,
): Promise<FirstLook | undefined> => {
  const cut = await world.standings.cut(n);
  if (cut === undefined) return undefined;
  const standings = await world.standings.at(n);
  const before = stoodUntil(world.now(), standings);
  const guarded = new Set(standings.filter(({ rule }) => guards.has(rule)).map(({ check }) => check));
  const [first] = standings;
  return firstLook({
    fitted: await world.fitting.fit(await world.ratings.until(cut.at)),
    // Of the whole community: the same of every check of a cut.
    hasSides: first !== undefined && (JSON.parse(first.why) as Told).hasSides,
    stood: (check: Id) => {
      const stood = before.get(check);
      return stood && { ...stood, isGuarded: guarded.has(check) };
    },
  });
};

const guards: ReadonlySet<string> = new Set(['near-cliques', 'one-cluster']);
