// Groups, the ladder, simulations and replay on small made-up communities.
import { expect, test } from 'vitest';
import { brigadeOutcome } from './brigades.ts';
import { cliqueGrain, coalesced, groupsOf } from './groups.ts';
import { ladderOf, meanHeldOutR2 } from './held-out.ts';
import { canonical } from './ratings.ts';
import { replay } from './replay.ts';
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
  const once = coalesced(ratings, groups);
  const [target] = targets;
  const ofSocks = (all: typeof ratings) => all.raterOf.filter((u, k) => u < socks && all.noteOf[k] === target).length;
  expect([ofSocks(ratings), ofSocks(once)]).toEqual([20, 1]);
  expect(groupsOf(simulate(community).ratings, cliqueGrain).grouped).toBe(0);
  const { at: _, ...untimed } = ratings;
  expect(groupsOf(untimed, cliqueGrain).grouped).toBe(0);
});

test('of what a group said of a note the middle counts', () => {
  const rows = [0, 0, 2].map((level, rater) => ({ level, rater }));
  const { ratings } = canonical({
    notes: 1,
    raters: 3,
    noteOf: Uint32Array.of(0, 0, 0),
    raterOf: Uint32Array.from(rows, ({ rater }) => rater),
    level: Uint8Array.from(rows, ({ level }) => level),
  });
  expect([...coalesced(ratings, { of: Uint32Array.of(0, 0, 0), grouped: 3 }).level]).toEqual([0]);
});

test('the ladder: people where few are active, the factor where camps are, plain where there are none', () => {
  expect(ladderOf(simulate({ ...community, raters: 25, perNote: 20 }).ratings).rung).toBe('people');
  const camps = ladderOf(simulate(community).ratings);
  expect(camps).toMatchObject({ rung: 'factor', activeRaters: 200 });
  expect(camps.factor ?? 0).toBeGreaterThan(camps.plain ?? 1);
  expect(ladderOf(simulate({ ...community, bridging: 1 }).ratings).rung).toBe('plain');
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

test('the filter of the reference: notes of five, raters of ten, notes of five again', () => {
  const part = referenceFilter(simulate({ ...community, perNote: 8 }).ratings);
  const rated = new Uint32Array(part.ratings.notes);
  for (const n of part.ratings.noteOf) rated[n]!++;
  expect(Math.min(...rated)).toBeGreaterThanOrEqual(5);
  expect(part.ratings.notes).toBeLessThan(100);
});
