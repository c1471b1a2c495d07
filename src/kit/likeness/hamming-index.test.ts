// The index gives exactly what comparing with everything gives, whatever is in it; and hostile bytes are refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHammingIndex, distance, type HammingIndex, type PdqHash } from './index.ts';

const randomly = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const x = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return (x ^ (x >>> 13)) >>> 0;
  };
};

const anyHash = (next: () => number): PdqHash => Uint32Array.from({ length: 8 }, next);

const flipped = (hash: PdqHash, bits: number, next: () => number): PdqHash => {
  const out = hash.slice();
  for (let i = 0; i < bits; i++) {
    const bit = next() % 256;
    out[bit >> 5] = (out[bit >> 5] as number) ^ (1 << (bit & 31));
  }
  return out;
};

type Row = { readonly hash: PdqHash; readonly id: number };

const told = (index: HammingIndex, query: PdqHash, radius: number) =>
  index.near(query, radius).map(({ id, distance: bits }) => [bits, id]);

const byScan = (rows: readonly Row[], query: PdqHash, radius: number) =>
  rows
    .map(({ hash, id }) => [distance(hash, query), id] as const)
    .filter(([bits]) => bits <= radius)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);

/** Hashes of which many are near each other, and of which many share a band: the worst that an index can be given. */
const crowded = (count: number, seed: number): Row[] => {
  const next = randomly(seed);
  const centres = Array.from({ length: 6 }, () => anyHash(next));
  return Array.from({ length: count }, (_, id) => {
    const kind = next() % 4;
    const centre = centres[next() % centres.length] as PdqHash;
    const hash = kind === 0 ? flipped(centre, next() % 90, next) : anyHash(next);
    if (kind === 1) hash[0] = 0;
    if (kind === 2) hash.set(centre.subarray(0, 4));
    return { hash, id: id % 900 };
  });
};

test('whatever is added, settled and taken away, near gives what comparing with everything gives', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat({ max: 3000 }),
      fc.nat({ max: 300 }),
      fc.nat({ max: 256 }),
      (seed, old, late, radius) => {
        const rows = crowded(old + late, seed);
        const next = randomly(seed + 1);
        const index = createHammingIndex();
        for (const { hash, id } of rows.slice(0, old)) index.add(hash, id);
        index.settle();
        for (const { hash, id } of rows.slice(old)) index.add(hash, id);
        const gone = new Set([next() % 900, next() % 900]);
        const taken = [...gone].reduce((sum, id) => sum + index.remove(id), 0);
        const left = rows.filter(({ id }) => !gone.has(id));
        expect(taken).toBe(rows.length - left.length);
        expect(index.size().hashes).toBe(left.length);
        const restored = createHammingIndex(index.snapshot());
        const query = flipped(rows[next() % Math.max(1, rows.length)]?.hash ?? anyHash(next), next() % 40, next);
        for (const reach of [radius, 0, 15, 31, 47]) {
          const expected = byScan(left, query, reach);
          expect(told(index, query, reach)).toEqual(expected);
          expect(told(restored, query, reach)).toEqual(expected);
        }
        index.settle();
        expect(told(index, query, 31)).toEqual(byScan(left, query, 31));
        expect(index.size()).toEqual({ hashes: left.length, unsettled: 0 });
      },
    ),
    { numRuns: 60, seed: 20261130 },
  );
});

test('among many hashes the buckets are used, also where one of them holds half of all', () => {
  const next = randomly(5);
  const rows = Array.from({ length: 60_000 }, (_, id) => {
    const hash = anyHash(next);
    if (id % 2 === 0) hash[3] = 7;
    return { hash, id };
  });
  const index = createHammingIndex();
  for (const { hash, id } of rows) index.add(hash, id);
  index.settle();
  for (let n = 0; n < 40; n++) {
    const query = flipped((rows[next() % rows.length] as Row).hash, next() % 36, next);
    for (const radius of [7, 20, 31, 40]) expect(told(index, query, radius)).toEqual(byScan(rows, query, radius));
  }
}, 20_000);

test('what is found carries its hash, and several hashes may have one id', () => {
  const next = randomly(6);
  const hash = anyHash(next);
  const index = createHammingIndex();
  index.add(hash, 4_294_967_295);
  index.add(flipped(hash, 1, next), 4_294_967_295);
  expect(index.near(hash, 31).map((near) => [near.id, near.distance])).toEqual([
    [4_294_967_295, 0],
    [4_294_967_295, 1],
  ]);
  expect(index.near(hash, 0)[0]?.hash).toEqual(hash);
  expect(index.remove(4_294_967_295)).toBe(2);
  expect(index.remove(4_294_967_295)).toBe(0);
  expect(index.near(hash, 256)).toEqual([]);
});

test('ids, hashes and radii that are none are refused', () => {
  const index = createHammingIndex();
  for (const id of [-1, 1.5, 2 ** 32, Number.NaN])
    expect(() => index.add(new Uint32Array(8), id), String(id)).toThrow(RangeError);
  expect(() => index.add(new Uint32Array(7), 1)).toThrow(RangeError);
  expect(() => index.near(new Uint32Array(9), 1)).toThrow(RangeError);
  for (const radius of [-1, 257, Number.NaN])
    expect(() => index.near(new Uint32Array(8), radius), String(radius)).toThrow(RangeError);
});

test('ten thousand damaged, cut, lengthened and made-up snapshots are refused, each with a RangeError', () => {
  const index = createHammingIndex();
  for (const { hash, id } of crowded(20, 9)) index.add(hash, id);
  index.settle();
  const good = index.snapshot();
  expect(createHammingIndex(good).snapshot()).toEqual(good);
  const next = randomly(10);
  for (let n = 0; n < 10_000; n++) {
    const kind = n % 4;
    let bytes = good.slice();
    if (kind === 0) bytes[next() % bytes.length] = (bytes[next() % bytes.length] as number) ^ (1 + (next() % 255));
    if (kind === 1) bytes = bytes.slice(0, next() % bytes.length);
    if (kind === 2)
      bytes = Uint8Array.from([...bytes, ...Array.from({ length: 1 + (next() % 40) }, () => next() & 255)]);
    if (kind === 3) bytes = Uint8Array.from({ length: next() % 120 }, () => next() & 255);
    if (kind === 0 && bytes.every((byte, i) => byte === good[i])) continue;
    expect(() => createHammingIndex(bytes), `input ${n}`).toThrow(RangeError);
  }
  const later = good.slice();
  later[3] = 9;
  expect(() => createHammingIndex(later)).toThrow('another version');
});
