// What a file says of each rating besides: by lot, the age of the account, the part of a vote.
import { expect, test } from 'vitest';
import { fitRatings } from './fit.ts';
import { canonical, ofRecord, type Ratings, weightAt } from './ratings.ts';
import { createRatingsReader } from './read-ratings.ts';
import { simulate } from './simulate.ts';
import { standingsOf } from './standings.ts';

const head = 'noteId\traterParticipantId\tcreatedAtMillis\thelpfulnessLevel\tlot\taccountAgeDays\tcliqueWeight\n';
const read = (text: string) => {
  const reader = createRatingsReader();
  reader.push(new TextEncoder().encode(text));
  const result = reader.end();
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

test('lot, age and weight are read where they are there, and a wrong one is told with its line', () => {
  const lines = ['n\ta\t1\tHELPFUL\t1\t30\t0.25', 'n\tb\t1\tHELPFUL\t\t\t', 'n\tc\t1\tHELPFUL\tyes\t1\t1']
    .concat(['n\td\t1\tHELPFUL\t1\t-1\t1', 'n\te\t1\tHELPFUL\t1\t1\t0', 'n\tf\t1\tHELPFUL\t1\t1\t1.5'])
    .map((line) => `${line}\n`);
  const { ratings, faults } = read(head + lines.join(''));
  expect([...(ratings.lot ?? [])]).toEqual([1, 0]);
  expect([...(ratings.ageDays ?? [])]).toEqual([30, Number.NaN]);
  expect([0, 1].map((k) => weightAt(ratings.weight, k))).toEqual([0.25, 1]);
  expect(faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '4 lot-wrong',
    '5 age-wrong',
    '6 weight-wrong',
    '7 weight-wrong',
  ]);
  const plain = read('noteId\traterParticipantId\tcreatedAtMillis\thelpfulnessLevel\nn\ta\t1\tHELPFUL\n').ratings;
  expect([plain.lot, plain.ageDays, plain.weight]).toEqual([undefined, undefined, undefined]);
});

test('of record are ratings by lot, where any are, and of accounts a week old or of unknown age', () => {
  const columns = {
    notes: 1,
    raters: 4,
    noteOf: new Uint32Array(4),
    raterOf: Uint32Array.of(0, 1, 2, 3),
    level: Uint8Array.of(0, 1, 2, 2),
  };
  const ageDays = Float64Array.of(6, 7, Number.NaN, 3);
  const kept = (more: object) => [...ofRecord(canonical({ ...columns, ...more }).ratings).raterOf];
  expect(kept({})).toEqual([0, 1, 2, 3]);
  expect(kept({ lot: Uint8Array.of(1, 0, 1, 0) })).toEqual([0, 2]);
  expect(kept({ lot: new Uint8Array(4) })).toEqual([0, 1, 2, 3]);
  expect(kept({ ageDays })).toEqual([1, 2]);
  expect(kept({ ageDays, lot: Uint8Array.of(1, 1, 0, 1) })).toEqual([1]);
});

const community = { seed: 8, notes: 60, raters: 150, camp: 0.6, bridging: 0.3, perNote: 40, by: 'lot' } as const;

/** A crowd of newcomers that praises the first notes that do not bridge. */
const withCrowd = (ratings: Ratings, targets: readonly number[], weight?: number): Ratings => {
  const crowd = targets.flatMap((note) => Array.from({ length: 60 }, (_, i) => ({ note, rater: ratings.raters + i })));
  const column = <T>(mine: Iterable<T>, theirs: T): T[] => [...mine, ...crowd.map(() => theirs)];
  return canonical({
    notes: ratings.notes,
    raters: ratings.raters + 60,
    noteOf: Uint32Array.from([...ratings.noteOf, ...crowd.map(({ note }) => note)]),
    raterOf: Uint32Array.from([...ratings.raterOf, ...crowd.map(({ rater }) => rater)]),
    level: Uint8Array.from(column(ratings.level, 2)),
    ...(weight === undefined
      ? {
          lot: Uint8Array.from(
            column(
              ratings.level.map(() => 1),
              0,
            ),
          ),
        }
      : {
          weight: {
            kinds: Float64Array.of(1, weight),
            of: Uint16Array.from(
              column(
                ratings.level.map(() => 0),
                1,
              ),
            ),
          },
        }),
  }).ratings;
};

test('who came by themselves suggest, and move no standing where others were drawn', () => {
  const { ratings, kinds } = simulate(community);
  const crowded = withCrowd(ratings, [kinds.indexOf('one-camp'), kinds.indexOf('poor')]);
  const record = ofRecord(crowded);
  const standing = (of: Ratings) => standingsOf(of, fitRatings(of), true).map((one) => one.standing);
  expect(standing(record)).toEqual(standing(ofRecord(ratings)));
  expect(record.notes).toBe(ratings.notes);
  expect(standing(crowded)).not.toEqual(standing(record));
});

test('a clique that shares one vote counts as one rating, and a weight of one changes no byte', () => {
  const { ratings, kinds } = simulate(community);
  const { at: _, lot: __, ...plain } = ratings;
  const ones = { ...plain, weight: { kinds: Float64Array.of(1), of: new Uint16Array(ratings.level.length) } };
  expect(fitRatings(ones)).toEqual(fitRatings(plain));
  const target = kinds.indexOf('one-camp');
  const shared = withCrowd(plain, [target], 1 / 60);
  const told = standingsOf(shared, fitRatings(shared), true)[target];
  const alone = standingsOf(plain, fitRatings(plain), true)[target];
  expect(told?.ratings).toBeCloseTo((alone?.ratings ?? 0) + 1, 6);
  expect(Math.abs((told?.estimate.intercept ?? 1) - (alone?.estimate.intercept ?? 0))).toBeLessThan(0.05);
});
