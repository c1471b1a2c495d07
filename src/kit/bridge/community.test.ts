// Groups, the ladder, simulations and replay on small made-up communities.
import { expect, test } from 'vitest';
import { brigadeOutcome } from './brigades.ts';
import { cliqueGrain, countedOnce, groupsOf } from './groups.ts';
import { ladderOf, meanHeldOutR2 } from './held-out.ts';
import { canonical, weightAt } from './ratings.ts';
import { isCutDue, replay } from './replay.ts';
import { type Brigade, simulate } from './simulate.ts';
import { referenceFilter, referenceStandings } from './standings.ts';

const community = { seed: 5, notes: 100, raters: 200, camp: 0.6, bridging: 0.3, perNote: 40, by: 'lot' } as const;
const brigade: Brigade = { share: 0.1, aim: 'push', tactic: 'concentrated', isCamouflaged: false };

test('the same seed gives the same ratings, another one others', () => {
  expect(simulate(community)).toEqual(simulate(community));
  expect(simulate({ ...community, seed: 6 }).ratings).not.toEqual(simulate(community).ratings);
});

test('a stampede is one group and counts once; a peaceful community is nobody’s group', () => {
  const { ratings, socks, targets } = simulate({ ...community, by: 'self', brigade });
  const groups = groupsOf(ratings, cliqueGrain);
  expect([socks, groups.grouped]).toEqual([20, 20]);
  expect(new Set(groups.of.subarray(0, socks)).size).toBe(1);
  const once = countedOnce(ratings);
  const [target] = targets;
  const ofSocks = Array.from(once.level, (_, k) => k).filter(
    (k) => (once.raterOf[k] as number) < socks && once.noteOf[k] === target,
  );
  expect(ofSocks).toHaveLength(20);
  expect(ofSocks.reduce((sum, k) => sum + weightAt(once.weight, k), 0)).toBeCloseTo(1, 9);
  expect(countedOnce(simulate(community).ratings).weight).toBeUndefined();
  const { at: _, ...untimed } = ratings;
  expect(countedOnce(untimed)).toBe(untimed);
});

test('the ladder: people where few are active, the factor where camps are, plain where there are none', () => {
  expect(ladderOf(simulate({ ...community, raters: 25, perNote: 20 }).ratings).rung).toBe('people');
  const camps = ladderOf(simulate(community).ratings);
  expect(camps).toMatchObject({ rung: 'factor', activeRaters: 200 });
  expect(camps.factor ?? 0).toBeGreaterThan(camps.plain ?? 1);
  expect(ladderOf(simulate({ ...community, bridging: 1 }).ratings).rung).toBe('plain');
});

test('near-cliques bring nobody up the ladder: forty who do everything alike at once are one', () => {
  const rows = Array.from({ length: 40 }, (_, rater) =>
    Array.from({ length: 6 }, (_, note) => ({ note, rater })),
  ).flat();
  const { ratings } = canonical({
    notes: 6,
    raters: 40,
    noteOf: Uint32Array.from(rows, ({ note }) => note),
    raterOf: Uint32Array.from(rows, ({ rater }) => rater),
    level: Uint8Array.from(rows, ({ note }) => note % 3),
    at: Float64Array.from(rows, ({ note, rater }) => note * 86_400_000 + rater * 1000),
  });
  expect(ladderOf(ratings).activeRaters).toBe(40);
  expect(ladderOf(countedOnce(ratings))).toEqual({ rung: 'people', activeRaters: 0 });
});

test('where camps are, the factor tells unseen ratings better than intercepts do', () => {
  const { ratings } = simulate(community);
  expect(meanHeldOutR2(ratings)).toBeGreaterThan(0.2 + meanHeldOutR2(ratings, { factor: false }));
});

test('a brigade of a twentieth shows nothing wrong and hides next to nothing, by lot', () => {
  const small: Brigade = { ...brigade, share: 0.05, isCamouflaged: true };
  for (const aim of ['push', 'suppress'] as const)
    for (const tactic of ['concentrated', 'spread'] as const) {
      const outcome = brigadeOutcome({ ...community, notes: 200, raters: 600, brigade: { ...small, aim, tactic } }, 2);
      expect(outcome.wronglyShown.with).toBeLessThanOrEqual(0.03);
      expect(outcome.lost).toBeLessThanOrEqual(0.05);
      expect(outcome.shown).toBeGreaterThan(0.9);
    }
});

test('by lot a seventh of all raters hides few bridging notes, though all of them are targets', () => {
  const seventh: Brigade = { share: 0.14, aim: 'suppress', tactic: 'spread', isCamouflaged: true };
  const outcome = brigadeOutcome({ ...community, seed: 21, notes: 200, raters: 600, brigade: seventh }, 2);
  expect(outcome.lost).toBeLessThanOrEqual(0.08);
  expect(outcome.shown).toBeGreaterThan(0.9);
});

test('a replay ends with the standings of the whole, and counts what turned on the way', () => {
  const { ratings, kinds } = simulate({ ...community, by: 'self' });
  const { ours, reference, cuts } = replay(ratings, 24, 20);
  expect(cuts).toBe(20);
  expect(ours.settled).toBeGreaterThan(0.7 * kinds.filter((kind) => kind === 'bridging').length);
  expect(ours.flips).toBeLessThanOrEqual(ours.reached);
  const last = [...referenceStandings(ratings, { tolerance: 1e-7 }).values()];
  expect(reference.settled).toBe(last.filter((standing) => standing !== 'needs-more').length);
});

test('with weekly cuts alone ours never speaks twice within a week, and the reference is as it was', () => {
  const { ratings } = simulate({ ...community, by: 'self' });
  const at = Float64Array.from(ratings.level, (_, k) => ((k * 37) % 21) * 86_400_000);
  const timed = { ...ratings, at };
  const [sooner, weekly] = (['sooner', 'weekly'] as const).map((cuts) => replay(timed, 24, 2000, cuts));
  expect(weekly?.reference).toEqual(sooner?.reference);
  // A week after the first rating, a week later, and the end.
  expect(weekly?.ourCuts).toBe(3);
  expect(sooner?.ourCuts).toBeGreaterThan(3);
  expect(isCutDue({ ratings: 200, at: 1 }, { ratings: 100, at: 0 }, 'weekly')).toBe(false);
  expect(isCutDue({ ratings: 200, at: 1 }, { ratings: 100, at: 0 })).toBe(true);
  expect(isCutDue({ ratings: 101, at: 7 * 86_400_000 }, { ratings: 100, at: 0 }, 'weekly')).toBe(true);
});

test('the filter of the reference: notes of five, raters of ten, notes of five again', () => {
  const part = referenceFilter(simulate({ ...community, perNote: 8 }).ratings);
  const rated = new Uint32Array(part.ratings.notes);
  for (const n of part.ratings.noteOf) rated[n]!++;
  expect(Math.min(...rated)).toBeGreaterThanOrEqual(5);
  expect(part.ratings.notes).toBeLessThan(100);
});
