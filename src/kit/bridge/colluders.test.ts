// Fifty of one hand whose ratings count like everybody's: what the guards hold without the lot, and what they do not.
import { expect, test } from 'vitest';
import { brigadeOutcome } from './brigades.ts';
import { canonical, type Ratings } from './ratings.ts';
import { type Community, simulate } from './simulate.ts';
import type { Standing } from './standing.ts';
import { standingsOfRecord } from './standings.ts';

const community: Community = { seed: 3, notes: 60, raters: 150, camp: 0.6, bridging: 0.3, perNote: 40, by: 'lot' };

const standings = (ratings: Ratings): readonly Standing[] => {
  const noteIds = Array.from({ length: ratings.notes }, (_, note) => String(note));
  const { explain, record } = standingsOfRecord({ ratings, noteIds }, { before: new Map() });
  // All of them make the standings: no lot, no age sets anybody apart.
  expect(record.level.length).toBe(ratings.level.length);
  return noteIds.map((_, note) => explain(note).standing);
};

/** An instance without lots: everybody rates what they choose. */
const byChoice = () => {
  const { ratings, kinds } = simulate(community);
  const { lot: _, ...chosen } = ratings;
  return { ratings: chosen, kinds };
};

/** Fifty more raters who rate the targets within one hour, the one way on some and the other on others. */
const withFifty = (ratings: Ratings, down: readonly number[], up: readonly number[]): Ratings => {
  const hour = 100 * 86_400_000;
  const crowd = [...down, ...up].flatMap((note, nth) =>
    Array.from({ length: 50 }, (_, i) => ({
      note,
      rater: ratings.raters + i,
      level: down.includes(note) ? 0 : 2,
      at: hour + nth * 240_000 + i * 4000,
    })),
  );
  return canonical({
    notes: ratings.notes,
    raters: ratings.raters + 50,
    noteOf: Uint32Array.from([...ratings.noteOf, ...crowd.map(({ note }) => note)]),
    raterOf: Uint32Array.from([...ratings.raterOf, ...crowd.map(({ rater }) => rater)]),
    level: Uint8Array.from([...ratings.level, ...crowd.map(({ level }) => level)]),
    at: Float64Array.from([...(ratings.at ?? []), ...crowd.map(({ at }) => at)]),
  }).ratings;
};

const targetsIn = (calm: readonly Standing[], kinds: readonly string[], each: number) => ({
  down: calm.flatMap((standing, n) => (standing === 'helpful' ? [n] : [])).slice(0, each),
  up: calm.flatMap((standing, n) => (kinds[n] === 'one-camp' && standing === 'needs-more' ? [n] : [])).slice(0, each),
});

test('without lots, fifty who come within one hour and rate six checks alike count once and move no standing', () => {
  const { ratings, kinds } = byChoice();
  const calm = standings(ratings);
  const { down, up } = targetsIn(calm, kinds, 3);
  expect([down.length, up.length]).toEqual([3, 3]);
  const crowded = standings(withFifty(ratings, down, up));
  for (const note of [...down, ...up]) expect(crowded[note], String(note)).toBe(calm[note]);
});

test('without lots, fifty who rate two checks alone are too few ratings to be known by, and hide one: only the lot helps', () => {
  const { ratings, kinds } = byChoice();
  const calm = standings(ratings);
  const { down, up } = targetsIn(calm, kinds, 1);
  const crowded = standings(withFifty(ratings, down, up));
  expect(crowded[down[0] as number]).not.toBe('helpful');
  // To be shown, what one side alone likes would still have to please the other.
  expect(crowded[up[0] as number]).not.toBe('helpful');
});

test('where a seventh of the drawn are of one hand, next to nothing wrong is shown and few checks are hidden', () => {
  for (const aim of ['push', 'suppress'] as const) {
    const brigade = { share: 0.14, aim, tactic: 'concentrated', isCamouflaged: true } as const;
    const { shown, lost, wronglyShown } = brigadeOutcome({ ...community, raters: 300, notes: 120, brigade }, 2);
    expect(shown).toBeGreaterThan(0.5);
    expect(lost).toBeLessThanOrEqual(0.08);
    expect(wronglyShown.with).toBeLessThanOrEqual(0.05);
  }
});

test('what fails, as the method page says: three in ten, camouflaged and by choice, hide nearly every check, by lot most', () => {
  const brigade = { share: 0.3, aim: 'suppress', tactic: 'spread', isCamouflaged: true } as const;
  const outcome = (by: 'self' | 'lot') => brigadeOutcome({ ...community, raters: 300, notes: 120, by, brigade }, 2);
  expect(outcome('self').lost).toBeGreaterThan(0.9);
  expect(outcome('lot').lost).toBeGreaterThan(0.5);
});
