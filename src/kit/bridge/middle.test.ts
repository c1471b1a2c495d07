import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leftOut, middleOf, middleSums, noVoices, type Tally, withVoice } from './middle.ts';
import { estimateOf, type Prior } from './note-sums.ts';

const prior: Prior = { mu: 0.2, centre: 0.2, noteIntercept: 2, noteFactor: 2, variance: 0.05 };
const tally = fc.record({ helpful: fc.nat(60), somewhat: fc.nat(20), not: fc.nat(60) });
const sizeOf = ({ helpful, somewhat, not }: Tally): number => helpful + somewhat + not;

test('the middle speaks for all of a side, and a fifth at one end counts for nothing', () =>
  fc.assert(
    fc.property(tally, (side) => {
      const middle = middleOf(side);
      expect(sizeOf(middle)).toBeCloseTo(sizeOf(side), 9);
      for (const level of ['helpful', 'not'] as const)
        if (side[level] <= leftOut * sizeOf(side)) expect(middle[level]).toBe(0);
    }),
  ));

test('two sides that agree keep their intercept when a fifth of each turns', () => {
  const said = (turned: number) => {
    let voices = noVoices;
    for (let k = 0; k < 40; k++)
      voices = withVoice(voices, prior, { intercept: 0.2, factor: k % 2 ? 0.5 : -0.5 }, k < turned ? 0 : 1);
    return estimateOf(middleSums(voices), prior).intercept;
  };
  expect(said(8)).toBeCloseTo(said(0), 9);
  expect(said(20)).toBeLessThan(said(0) - 0.3);
});
