// Groups by counting in typed arrays are those of the plain way, and their weights are what the file says they are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cliqueGrain, cliqueWeightsOf, clusterGrain, countedOnce, type Grain, groupsOf } from './groups.ts';
import { canonical, ofRecord, type Ratings, weightAt } from './ratings.ts';

/** As it reads: every pair of ratings, in a map. */
const plainly = (
  { raters, noteOf, raterOf, level, at }: Ratings,
  { minutes, alike, share, agreed }: Grain,
): readonly number[] => {
  const times = at ?? new Float64Array(0);
  const counted = (levels: readonly (readonly number[])[]): ReadonlyMap<string, number> => {
    const together = new Map<string, number>();
    for (let note = 0; note < 40; note++)
      for (const wanted of levels) {
        const places = Array.from(level, (_, k) => k)
          .filter((k) => noteOf[k] === note && wanted.includes(level[k] as number) && !Number.isNaN(times[k]))
          .sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
        for (const [i, k] of places.entries())
          for (const other of places.slice(Math.max(0, i - 16), i)) {
            if ((times[k] as number) - (times[other] as number) > minutes * 60_000) continue;
            const pair = [raterOf[k] as number, raterOf[other] as number].sort((a, b) => a - b).join(' ');
            together.set(pair, (together.get(pair) ?? 0) + 1);
          }
      }
    return together;
  };
  const any = counted([[0, 1, 2]]);
  const rated = Array.from({ length: raters }, (_, u) => raterOf.filter((v) => v === u).length);
  const of = Array.from({ length: raters }, (_, u) => u);
  for (const [pair, count] of counted([[0], [1], [2]])) {
    const [a = 0, b = 0] = pair.split(' ').map(Number);
    if (count < alike || count < share * Math.min(rated[a] as number, rated[b] as number)) continue;
    if (count < agreed * (any.get(pair) ?? 0)) continue;
    const [one, other] = [of[a] as number, of[b] as number];
    for (const [u, head] of of.entries()) if (head === Math.max(one, other)) of[u] = Math.min(one, other);
  }
  return of;
};

/** Crowded hours, some ratings without a time, some crowds of many more than sixteen. */
const crowds = fc
  .array(
    fc.record({
      note: fc.nat(9),
      rater: fc.nat(29),
      level: fc.constantFrom(0, 2, 2, 2),
      at: fc.oneof({ weight: 9, arbitrary: fc.nat(6).map((x) => x * 400_000) }, fc.constant(Number.NaN)),
    }),
    { minLength: 80, maxLength: 260, size: 'max' },
  )
  .map((rows) => [...new Map(rows.map((row) => [`${row.note} ${row.rater}`, row])).values()]);

type Row = { readonly note: number; readonly rater: number; readonly level: number; readonly at: number };

const ratingsOf = (rows: readonly Row[], lot?: (row: Row) => 0 | 1): Ratings =>
  canonical({
    notes: 10,
    raters: 30,
    noteOf: Uint32Array.from(rows, ({ note }) => note),
    raterOf: Uint32Array.from(rows, ({ rater }) => rater),
    level: Uint8Array.from(rows, ({ level }) => level),
    at: Float64Array.from(rows, ({ at }) => at),
    ...(lot === undefined ? {} : { lot: Uint8Array.from(rows, lot) }),
  }).ratings;

test('counting one rater’s companions at a time finds the groups of the plain way', () => {
  let grouped = 0;
  fc.assert(
    fc.property(crowds, (rows) => {
      const ratings = ratingsOf(rows);
      for (const grain of [cliqueGrain, clusterGrain, { minutes: 5, alike: 2, share: 0.5, agreed: 0.6 }]) {
        const groups = groupsOf(ratings, grain);
        expect([...groups.of]).toEqual(plainly(ratings, grain));
        grouped += groups.grouped;
      }
    }),
    { numRuns: 120 },
  );
  expect(grouped).toBeGreaterThan(100);
});

test('all that one group said of a note is one vote, and whoever is alone counts one', () =>
  fc.assert(
    fc.property(crowds, (rows) => {
      const ratings = ratingsOf(rows);
      const { weight } = countedOnce(ratings);
      const { of } = groupsOf(ratings, cliqueGrain);
      const votes = new Map<string, number>();
      for (let k = 0; k < ratings.level.length; k++) {
        const key = `${ratings.noteOf[k]} ${of[ratings.raterOf[k] as number]}`;
        votes.set(key, (votes.get(key) ?? 0) + weightAt(weight, k));
      }
      for (const vote of votes.values()) expect(vote).toBeCloseTo(1, 9);
    }),
    { numRuns: 60 },
  ));

test('whoever rates besides takes nothing from those who were drawn: their weights are those of the record alone', () =>
  fc.assert(
    fc.property(crowds, fc.nat(25), (rows, drawn) => {
      const all = ratingsOf(rows, ({ rater }) => (rater <= drawn ? 1 : 0));
      const once = countedOnce(all);
      const alone = cliqueWeightsOf(ofRecord(all));
      const record = ofRecord(once);
      for (let k = 0; k < record.level.length; k++) expect(weightAt(record.weight, k)).toBe(weightAt(alone, k));
    }),
    { numRuns: 60 },
  ));

test('weights that a file has stay, though the times say otherwise', () => {
  const rows = Array.from({ length: 6 }, (_, note) => [0, 1].map((rater) => ({ note, rater, level: 2, at: 0 }))).flat();
  const ratings = ratingsOf(rows);
  expect(weightAt(countedOnce(ratings).weight, 0)).toBe(0.5);
  const filed = { ...ratings, weight: { kinds: Float64Array.of(1), of: new Uint16Array(12) } };
  expect(countedOnce(filed)).toBe(filed);
});
