// However many threads solve the rows of a fit, its bytes are the same.
import { expect, test } from 'vitest';
import { createCrew } from '../../bench/bridge/crew.ts';
import { madeUp } from '../../bench/bridge/made-up.ts';
import { fitMatrix } from '../../src/kit/bridge/fit.ts';
import { matrixOf } from '../../src/kit/bridge/matrix.ts';
import type { Ratings } from '../../src/kit/bridge/ratings.ts';
import { simulate } from '../../src/kit/bridge/simulate.ts';

/** Every third rating counts half. */
const weighted = (ratings: Ratings): Ratings => ({
  ...ratings,
  weight: {
    kinds: Float64Array.of(1, 0.5),
    of: Uint16Array.from({ length: ratings.level.length }, (_, k) => (k % 3 === 0 ? 1 : 0)),
  },
});

const small = [1, 2, 3, 4].map(
  (seed) =>
    simulate({ seed, notes: 7 * seed, raters: 30 * seed, camp: 0.6, bridging: 0.3, perNote: 15, by: 'lot' }).ratings,
);
const middle = [madeUp(6000), madeUp(30_000)];

test.each(['constant', 'reference'] as const)(
  'one, two and three threads give the same bytes, on small and middle files, with and without weights: %s',
  async (objective) => {
    for (const ratings of [...small, ...middle, ...[...small, ...middle].map(weighted)]) {
      const matrix = matrixOf(ratings);
      const alone = fitMatrix(matrix, { objective });
      expect(alone.sweeps).toBeGreaterThan(5);
      for (const threads of [1, 2, 3]) {
        const crew = createCrew(matrix, threads);
        // Twice with one crew: what the first fit left in the shared memory changes nothing.
        expect(fitMatrix(matrix, { objective }, crew)).toEqual(alone);
        expect(fitMatrix(matrix, { objective }, crew)).toEqual(alone);
        await crew.end();
      }
    }
  },
);

test('a crew of more threads than rows leaves some of them without any, and says the same', async () => {
  const { ratings } = simulate({ seed: 9, notes: 2, raters: 6, camp: 0.5, bridging: 0.5, perNote: 5, by: 'lot' });
  const matrix = matrixOf(ratings);
  const crew = createCrew(matrix, 4);
  expect(fitMatrix(matrix, {}, crew)).toEqual(fitMatrix(matrix));
  await crew.end();
});
