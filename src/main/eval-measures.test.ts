import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreRankings } from './eval-measures.ts';

const judged = (relevant: Record<string, readonly string[]>) =>
  new Map(Object.entries(relevant).map(([query, ids]) => [query, new Set(ids)]));
const ranked = (found: Record<string, readonly string[]>) => new Map(Object.entries(found));

test('precisions at the right ones are divided by all right ones, as trec_eval does', () => {
  const score = scoreRankings(
    judged({ q: ['a', 'b', 'c', 'd', 'e', 'f'] }),
    ranked({ q: ['a', 'x', 'b', 'y', 'z', 'c'] }),
  );
  expect(score['MAP@1']).toBeCloseTo(1 / 6, 12);
  expect(score['MAP@3']).toBeCloseTo((1 + 2 / 3) / 6, 12);
  expect(score['MAP@5']).toBeCloseTo((1 + 2 / 3) / 6, 12);
  expect(score.MRR).toBe(1);
  expect(score['R@10']).toBeCloseTo(3 / 6, 12);
});

test('every judged question counts, found or not; a question that nobody judged does not', () => {
  const score = scoreRankings(judged({ q1: ['a'], q2: ['b'] }), ranked({ q1: ['x', 'a'], q3: ['b'] }));
  expect(score).toMatchObject({ queries: 2, unanswered: 1, 'MAP@1': 0, 'MAP@5': 0.25, MRR: 0.25, 'R@10': 0.5 });
});

test('the reciprocal rank looks below the tenth place, the recall does not', () => {
  const found = [...'0123456789', 'a'];
  const score = scoreRankings(judged({ q: ['a'] }), ranked({ q: found }));
  expect(score.MRR).toBeCloseTo(1 / 11, 12);
  expect(score['R@10']).toBe(0);
});

test('a right one further up never makes a figure worse', () => {
  const permutation = fc.shuffledSubarray([...'abcdefghijkl'], { minLength: 12 });
  fc.assert(
    fc.property(
      permutation,
      fc.integer({ min: 1, max: 11 }),
      fc.subarray([...'abcdef'], { minLength: 1 }),
      (list, at, gold) => {
        const relevant = judged({ q: gold });
        const swapped = [...list];
        const [above, below] = [list[at - 1] ?? '', list[at] ?? ''];
        if (gold.includes(above) || !gold.includes(below)) return;
        swapped[at - 1] = below;
        swapped[at] = above;
        const [before, after] = [list, swapped].map((found) => scoreRankings(relevant, ranked({ q: found })));
        for (const name of ['MAP@1', 'MAP@3', 'MAP@5', 'MRR', 'R@10'] as const)
          expect(after?.[name]).toBeGreaterThanOrEqual(before?.[name] ?? 2);
      },
    ),
  );
});
