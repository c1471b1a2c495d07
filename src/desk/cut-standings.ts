// The cut: all ratings are fitted anew, and what follows is the standing of record until the next cut.

import { toHex } from '../base/bytes.ts';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { dayOf } from '../base/clock.ts';
import { sha256 } from '../kit/tlog/index.ts';
import type { Cut } from './rating-ports.ts';
import { stoodUntil } from './stood-until.ts';
import type { World } from './world.ts';

type Cutting = Pick<World, 'ratings' | 'standings' | 'fitting' | 'now'>;

/**
 * Fits and keeps, the public files with it. Gives the cut; undefined where nobody rated since the last one, or another process was
 * faster. `version` is the software that does it.
 */
export const cutStandings = async (world: Cutting, version: string): Promise<Cut | undefined> => {
  const at = momentOf(world);
  const all = await world.ratings.until(at);
  const last = await world.standings.lastCut();
  if (all.length === (last?.ratings ?? 0)) return undefined;
  const [before, checks] = await Promise.all([
    last === undefined ? [] : world.standings.at(last.n),
    world.standings.rated(at),
  ]);
  const { files, standings, raters } = await world.fitting.cut({
    ratings: all,
    before: stoodUntil(at, before),
    checks,
  });
  const texts = Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }));
  const named = texts.map(({ name, bytes }) => ({ name, bytes, hash: toHex(sha256(bytes)) }));
  const cut: Cut = {
    n: (last?.n ?? 0) + 1,
    on: dayOf(at),
    at,
    version,
    ratings: all.length,
    raters,
    files: Object.fromEntries(named.map(({ name, hash }) => [name, hash])),
  };
  const rows = standings.map(({ check, standing, rule, told }) => {
    const why = canonicalJson(told as unknown as Json);
    return { check, standing, rule, why };
  });
  return (await world.standings.keep(cut, rows, named)) ? cut : undefined;
};

/**
 * Whether a cut is due: a week after the last one, or after the first rating where there is none yet. Asked by the hour, so that an
 * instance that slept makes its cut when it wakes.
 */
export const isCutOfWeekDue = async (world: Pick<World, 'ratings' | 'standings' | 'now'>): Promise<boolean> => {
  const at = momentOf(world);
  const since = (await world.standings.lastCut())?.at ?? (await world.ratings.firstAt());
  return since !== undefined && at.getTime() - since.getTime() >= week;
};

const week = 7 * 86_400_000;

/** No transaction takes longer: by then whatever was rated before is there, and nothing is added to a cut afterwards. */
const settling = 2 * 60_000;

const momentOf = ({ now }: Pick<World, 'now'>): Date => {
  const settled = now().getTime() - settling;
  return new Date(settled - (settled % 60_000));
};
