import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVectors, fuse, gainOf, type Judged, outgoingText } from './index.ts';

/** Numbers that only look like chance. */
const noise = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
};

test('the nearest are exactly those that a plain look at every vector finds, whatever was added, changed and removed', () => {
  const vector = fc
    .array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 })
    .filter((v) => v.some((x) => x !== 0));
  const step = fc.record({ id: fc.integer({ min: 0, max: 30 }), vectors: fc.array(vector, { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), vector, fc.integer({ min: 1, max: 8 }), (steps, asked, k) => {
      const store = createVectors();
      const plain = new Map<string, number[][]>();
      for (const { id, vectors } of steps) {
        store.put(
          `c${id}`,
          vectors.map((v) => Float32Array.from(v)),
        );
        plain.delete(`c${id}`);
        if (vectors.length > 0) plain.set(`c${id}`, vectors);
      }
      const question = Float32Array.from(asked);
      const cosine = (v: readonly number[]) =>
        v.reduce((s, x, i) => s + x * asked[i]!, 0) / Math.hypot(...v) / Math.hypot(...asked);
      const found = store.nearest(question, k);
      expect(store.size).toBe(plain.size);
      expect(found).toHaveLength(Math.min(k, plain.size));
      const all = [...plain].map(([id, vs]) => [id, Math.max(...vs.map(cosine))] as const).sort((a, b) => b[1] - a[1]);
      for (const [i, { checkId, similarity }] of found.entries()) {
        expect(similarity).toBeCloseTo(all[i]![1], 5);
        expect(similarity).toBeCloseTo(store.similarity(question, checkId)!, 6);
      }
    }),
    { numRuns: 500 },
  );
});

test('equal ones come by id, a check is as near as its nearest text, and an absent one has no similarity', () => {
  const store = createVectors();
  for (const id of ['b', 'a', 'c']) store.put(id, [Float32Array.of(1, 0), Float32Array.of(0, 2)]);
  store.remove('c');
  const up = Float32Array.of(0, 5);
  expect(store.nearest(up, 9)).toEqual([
    { checkId: 'a', similarity: 1 },
    { checkId: 'b', similarity: 1 },
  ]);
  expect(store.similarity(up, 'c')).toBeUndefined();
  expect(createVectors().nearest(up, 3)).toEqual([]);
});

test('vectors of another length, without direction or with a hole are refused, and what was held stays', () => {
  const store = createVectors();
  store.put('a', [Float32Array.of(1, 0)]);
  for (const bad of [
    Float32Array.of(1),
    Float32Array.of(0, 0),
    Float32Array.of(Number.NaN, 1),
    Float32Array.of(Infinity, 1),
  ])
    expect(() => store.put('a', [bad])).toThrow(RangeError);
  expect(store.nearest(Float32Array.of(2, 0), 1)).toEqual([{ checkId: 'a', similarity: 1 }]);
});

test('more than a block of vectors is searched to the last one', () => {
  const store = createVectors();
  const next = noise(1);
  for (let i = 0; i < 5_000; i++) store.put(`c${i}`, [Float32Array.from({ length: 8 }, next)]);
  const last = Float32Array.from({ length: 8 }, next);
  store.put('last', [last]);
  expect(store.nearest(last, 3)[0]).toMatchObject({ checkId: 'last' });
});

test.each([
  ['It is cold — Ann Example (@annex) March 1, 2020', 'It is cold'],
  ['xem https://example.org/a?b=1 và www.example.org nhé pic.twitter.com/abc', 'xem và nhé'],
  ['@ai đó nói: gọi ⟦phone⟧ ngay', 'đó nói: gọi ngay'],
  ['a@b is no handle — nor is this', 'a@b is no handle — nor is this'],
  ['⟦link⟧ @x', ''],
  ['x'.repeat(9_000), 'x'.repeat(2_000)],
])('of "%.60s" goes out: "%.60s"', (text, out) => expect(outgoingText(text)).toBe(out));

test.each(['@', '⟦', '— a(@', 'http://', '- (', ' '])('100 KB of %j leave in linear time', (unit) => {
  const start = performance.now();
  outgoingText(unit.repeat(Math.ceil(100_000 / unit.length)));
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('words and meaning are fused: a check that is near moves up, one found by meaning alone comes in, no weight changes nothing', () => {
  const lexical = [
    { checkId: 'a', score: 10 },
    { checkId: 'b', score: 9 },
  ];
  const near = [
    { checkId: 'b', similarity: 0.9 },
    { checkId: 'c', similarity: 0.88 },
  ];
  const order = (weight: number) =>
    fuse(lexical, near, (id) => (id === 'a' ? 0.5 : undefined), weight).map((s) => s.checkId);
  expect(order(0)).toEqual(['a', 'b', 'c']);
  expect(order(0.5)).toEqual(['b', 'a', 'c']);
  expect(order(0.9)).toEqual(['b', 'c', 'a']);
  expect(fuse([], [], () => undefined, 0.5)).toEqual([]);
});

/** Questions whose right check words put second; the vectors know it `know` of the times. */
const judged = (n: number, know: (i: number) => boolean): readonly Judged[] =>
  Array.from({ length: n }, (_, i) => {
    const nearest = know(i) ? 'right' : 'wrong';
    return {
      lexical: [
        { checkId: 'wrong', score: 10 },
        { checkId: 'right', score: 9 },
        { checkId: 'other', score: 2 },
      ],
      near: [{ checkId: nearest, similarity: 0.9 }],
      similarityOf: (id) => (id === nearest ? 0.9 : 0.4),
      right: new Set(['right']),
    };
  });

test('vectors that know better stand, those that guess do not, and few questions prove nothing', () => {
  expect(gainOf(judged(100, () => true))).toMatchObject({ stands: true, without: 0.5, with: 1, better: 100, worse: 0 });
  expect(gainOf(judged(100, () => false))).toMatchObject({ stands: false, weight: 0, with: 0.5, worse: 0 });
  expect(gainOf(judged(29, () => true)).stands).toBe(false);
  expect(gainOf([])).toMatchObject({ stands: false, questions: 0, without: 0 });
});

test('of a hundred endpoints that answer by chance hardly one is let in', () => {
  const next = noise(7);
  let letIn = 0;
  for (let endpoint = 0; endpoint < 100; endpoint++) {
    const questions = Array.from({ length: 60 }, (): Judged => {
      const near = new Map(['wrong', 'right', 'other', 'far'].map((id) => [id, next()]));
      const first = next() > -0.2 ? 'right' : 'wrong';
      return {
        lexical: [
          { checkId: first, score: 10 },
          { checkId: first === 'right' ? 'wrong' : 'right', score: 8 },
          { checkId: 'other', score: 5 },
        ],
        near: [...near].map(([checkId, similarity]) => ({ checkId, similarity })),
        similarityOf: (id) => near.get(id),
        right: new Set(['right']),
      };
    });
    if (gainOf(questions).stands) letIn++;
  }
  expect(letIn).toBeLessThanOrEqual(3);
});
