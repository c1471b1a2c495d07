import { expect, test } from 'vitest';
import { chanceFrom } from './chance.ts';
import { type Fit, fitRatings } from './fit.ts';
import type { Objective } from './objective.ts';
import { canonical, type Ratings } from './ratings.ts';
import { simulate } from './simulate.ts';

const community = { seed: 3, notes: 60, raters: 120, camp: 0.6, bridging: 0.3, perNote: 30, by: 'lot' } as const;
const { ratings } = simulate(community);
const objectives = ['constant', 'reference'] as const;

/** The loss as its authors print it: means, and the ridges of ours spelled out. */
const lossOf = (of: Ratings, fit: Fit): number => {
  let error = 0;
  for (let k = 0; k < of.level.length; k++) {
    const [n, u] = [of.noteOf[k] as number, of.raterOf[k] as number];
    const told =
      fit.mu +
      (fit.raterIntercept[u] as number) +
      (fit.noteIntercept[n] as number) +
      (fit.raterFactor[u] as number) * (fit.noteFactor[n] as number);
    error += ((of.level[k] as number) / 2 - told) ** 2;
  }
  const mean = (column: Float64Array, from = 0) => column.reduce((sum, x) => sum + (x - from) ** 2, 0) / column.length;
  const size = of.level.length;
  if (fit.objective === 'reference')
    return (
      error / size +
      0.03 * (mean(fit.raterFactor) + mean(fit.noteFactor)) +
      0.15 * (mean(fit.raterIntercept) + mean(fit.noteIntercept) + fit.mu ** 2)
    );
  const { raterIntercept, noteIntercept, raterFactor, noteFactor } = fit.ridges;
  return (
    (error +
      of.raters * (raterIntercept * mean(fit.raterIntercept, fit.mu) + raterFactor * mean(fit.raterFactor)) +
      of.notes * (noteIntercept * mean(fit.noteIntercept, fit.mu) + noteFactor * mean(fit.noteFactor))) /
    size
  );
};

const largest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0);
const bytesOf = (fit: Fit): string =>
  JSON.stringify([fit, ...[fit.noteIntercept, fit.noteFactor, fit.raterIntercept, fit.raterFactor].map((c) => [...c])]);

test.each(objectives)(
  'the %s loss is the one that is printed, and no step away from the fit lowers it',
  (objective) => {
    const fit = fitRatings(ratings, { objective });
    expect(fit.isSettled).toBe(true);
    expect(lossOf(ratings, fit)).toBeCloseTo(fit.loss, 10);
    const chance = chanceFrom(11);
    for (const step of [1e-2, 1e-4])
      for (let tries = 0; tries < 30; tries++) {
        const moved = (column: Float64Array) => column.map((x) => x + step * chance.normal());
        const other = {
          ...fit,
          noteIntercept: moved(fit.noteIntercept),
          noteFactor: moved(fit.noteFactor),
          raterIntercept: moved(fit.raterIntercept),
          raterFactor: moved(fit.raterFactor),
          ...(objective === 'reference' ? { mu: fit.mu + step * chance.normal() } : {}),
        };
        expect(lossOf(ratings, other)).toBeGreaterThan(fit.loss);
      }
  },
);

test.each(objectives)(
  'the %s fit is within a millionth of the optimum from any start, and the same bytes from its own',
  (objective: Objective) => {
    const fit = fitRatings(ratings, { objective });
    expect(bytesOf(fitRatings(ratings, { objective }))).toBe(bytesOf(fit));
    const exact = fitRatings(ratings, { objective, tolerance: 1e-12, mostSweeps: 5000 });
    expect(largest(fit.noteIntercept, exact.noteIntercept)).toBeLessThan(1e-8);
    for (const start of [1, 2, 3]) {
      const other = fitRatings(ratings, { objective, start });
      expect(largest(other.noteIntercept, fit.noteIntercept)).toBeLessThan(1e-7);
      expect(largest(other.noteFactor, fit.noteFactor)).toBeLessThan(1e-7);
    }
  },
);

/** Opinions along two directions of nearly the same weight, of which one factor can follow one. */
const twoDirections = (seed: number): Ratings => {
  const chance = chanceFrom(seed);
  const pairs = (size: number) =>
    Array.from({ length: size }, () => [chance.next() - 0.5, chance.next() - 0.5] as const);
  const [notes, raters] = [pairs(30), pairs(40)];
  const rows: { note: number; rater: number; level: number }[] = [];
  for (const [note, [one, other]] of notes.entries())
    for (const [rater, [mine, its]] of raters.entries()) {
      if (chance.next() < 0.5) continue;
      const x = 0.5 + 2.4 * one * mine + 2.3 * other * its;
      rows.push({ note, rater, level: x > 0.6 ? 2 : x > 0.4 ? 1 : 0 });
    }
  return canonical({
    notes: 30,
    raters: 40,
    noteOf: Uint32Array.from(rows, ({ note }) => note),
    raterOf: Uint32Array.from(rows, ({ rater }) => rater),
    level: Uint8Array.from(rows, ({ level }) => level),
  }).ratings;
};

test('the fit does not rest on a saddle, where the factor follows the second direction and not the first', () => {
  for (const seed of [4, 19, 20, 24, 33, 37, 47]) {
    const losses = [0, 1, 2, 3].map((start) => fitRatings(twoDirections(seed), { start }).loss);
    expect(Math.max(...losses) - Math.min(...losses)).toBeLessThan(1e-9);
  }
});

test('a warm fit ends where a cold one does, in fewer sweeps', () => {
  const cold = fitRatings(ratings);
  const warm = fitRatings(ratings, { warm: cold });
  expect(largest(warm.noteIntercept, cold.noteIntercept)).toBeLessThan(1e-8);
  expect(warm.sweeps).toBeLessThan(cold.sweeps);
});

test.each(objectives)(
  'conventions of the %s fit: thirds of the mean, equal mean squares, at least half of the raters not above 0',
  (objective) => {
    const fit = fitRatings(ratings, { objective });
    const mean = (column: Float64Array) => column.reduce((sum, x) => sum + x, 0) / column.length;
    const square = (column: Float64Array) => mean(column.map((x) => x * x));
    expect(mean(fit.noteIntercept)).toBeCloseTo(fit.mu, 8);
    expect(mean(fit.raterIntercept)).toBeCloseTo(fit.mu, 8);
    expect(square(fit.raterFactor) / square(fit.noteFactor)).toBeCloseTo(1, 8);
    expect(fit.raterFactor.filter((f) => f <= 0).length).toBeGreaterThanOrEqual(ratings.raters / 2);
  },
);

test('camps that were put in come out: raters of one camp are on one side', () => {
  const fit = fitRatings(ratings);
  const bridging = simulate(community).kinds;
  const oneCamp = fit.noteFactor.filter((_, n) => bridging[n] === 'one-camp');
  const others = fit.noteFactor.filter((_, n) => bridging[n] !== 'one-camp');
  const size = (column: Float64Array) => column.reduce((sum, f) => sum + Math.abs(f), 0) / column.length;
  expect(size(oneCamp)).toBeGreaterThan(3 * size(others));
});

test('without a factor only intercepts are fitted; nothing at all is fitted to nothing', () => {
  const plain = fitRatings(ratings, { factor: false });
  expect(plain.noteFactor.every((f) => Math.abs(f) < 1e-9)).toBe(true);
  expect(plain.loss).toBeGreaterThan(fitRatings(ratings).loss);
  const none = new Uint32Array(0);
  const empty = fitRatings({ notes: 0, raters: 0, noteOf: none, raterOf: none, level: new Uint8Array(0) });
  expect([empty.isSettled, empty.mu, empty.loss]).toEqual([true, 0, 0]);
});
