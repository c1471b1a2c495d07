// The cut: all ratings are fitted anew, and what follows is the standing of record until the next cut.

import { toHex } from '../base/bytes.ts';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { dayOf } from '../base/clock.ts';
import { parseId } from '../base/ids.ts';
import type { Rating } from '../core/rating.ts';
import { ratingsTable } from '../core/ratings-table.ts';
import { type Before, beforeTable, fitRatings, notesTable, ofRecord, standingsOfRecord } from '../kit/bridge/index.ts';
import { sha256 } from '../kit/tlog/index.ts';
import { readTable, stoodUntil } from './public-ratings.ts';
import type { Cut, StandingOfCheck } from './rating-ports.ts';
import type { World } from './world.ts';

/** The public files of a cut, by name. Whoever fits `ratings.tsv` with what stood before gets `notes.tsv`, byte for byte. */
export type CutFiles = Readonly<Record<'ratings.tsv' | 'before.tsv' | 'notes.tsv', string>>;

/**
 * Fits and keeps. Gives the cut; undefined where nobody rated since the last one, or another process was faster. `version` is
 * the software that does it.
 */
export const cutStandings = async (
  world: Pick<World, 'ratings' | 'standings' | 'now'>,
  version: string,
): Promise<Cut | undefined> => {
  const now = world.now().getTime() - settling;
  const at = new Date(now - (now % 60_000));
  const all = await world.ratings.until(at);
  const last = await world.standings.lastCut();
  if (all.length === (last?.ratings ?? 0)) return undefined;
  const before = last === undefined ? [] : await world.standings.at(last.n);
  const { files, standings, raters } = cutOf(all, stoodUntil(at, before));
  const cut: Cut = {
    n: (last?.n ?? 0) + 1,
    on: dayOf(at),
    at,
    version,
    ratings: all.length,
    raters,
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hashOf(text)])),
  };
  return (await world.standings.keep(cut, standings)) ? cut : undefined;
};

/** The public files of a kept cut, worked out again from what was rated until then; undefined where there is no such cut. */
export const filesOfCut = async (
  world: Pick<World, 'ratings' | 'standings'>,
  n: number,
): Promise<CutFiles | undefined> => {
  const cut = await world.standings.cut(n);
  if (cut === undefined) return undefined;
  const before = n === 1 ? [] : await world.standings.at(n - 1);
  return cutOf(await world.ratings.until(cut.at), stoodUntil(cut.at, before)).files;
};

/** No transaction takes longer: by then whatever was rated before is there, and nothing is added to a cut afterwards. */
const settling = 2 * 60_000;

const cutOf = (
  all: readonly Rating[],
  before: ReadonlyMap<string, Before>,
): {
  readonly files: CutFiles;
  readonly standings: readonly Omit<StandingOfCheck, 'since'>[];
  readonly raters: number;
} => {
  const table = ratingsTable(all);
  const read = readTable(table);
  const record = ofRecord(read.ratings);
  const fit = fitRatings(record);
  const { standings, suggestions } = standingsOfRecord(read, fit, { before });
  return {
    raters: new Set(record.raterOf).size,
    files: {
      'ratings.tsv': table,
      'before.tsv': beforeTable(before),
      'notes.tsv': notesTable(read, fit, standings, suggestions),
    },
    standings: standings.flatMap((one, note) => {
      const check = parseId(read.noteIds[note] ?? '');
      const why = canonicalJson(one as unknown as Json);
      return check === undefined ? [] : { check, standing: one.standing, rule: one.rule, why };
    }),
  };
};

const hashOf = (text: string): string => toHex(sha256(new TextEncoder().encode(text)));
