// What must not change does not, on made-up ratings of every shape; and every standing follows from its explanation.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Before, createExplainer, factsOf, type Vote } from './explain.ts';
import { fitRatings } from './fit.ts';
import { type Groups, groupsFrom } from './groups.ts';
import { addSums, estimateOf, noSums, type Prior, priorOf } from './note-sums.ts';
import { createOnline } from './online.ts';
import { type Columns, canonical, type Ratings } from './ratings.ts';
import { simulate } from './simulate.ts';
import { decide, type Margins, ruledBy, type Standing } from './standing.ts';
import { guardsOf, standingsOf } from './standings.ts';
import { roundedDown, ruledAsTold, told } from './told.ts';

type Row = { readonly note: number; readonly rater: number; readonly level: number; readonly at: number };

const rowsOf = fc.array(
  fc.record({ note: fc.nat(7), rater: fc.nat(24), level: fc.nat(2), at: fc.nat(20).map((hour) => hour * 600_000) }),
  { minLength: 30, maxLength: 150 },
);

const columnsOf = (rows: readonly Row[], raters = 25, notes = 8): Columns => ({
  notes,
  raters,
  noteOf: Uint32Array.from(rows, ({ note }) => note),
  raterOf: Uint32Array.from(rows, ({ rater }) => rater),
  level: Uint8Array.from(rows, ({ level }) => level),
  at: Float64Array.from(rows, ({ at }) => at),
});

/** One rating of each rater on each note, so that no order of equals matters. */
const once = (rows: readonly Row[]): readonly Row[] => [
  ...new Map(rows.map((row) => [`${row.note} ${row.rater}`, row])).values(),
];
const ratingsOf = (rows: readonly Row[], raters = 25): Ratings => canonical(columnsOf(rows, raters)).ratings;
const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0);
const rank = (standing: Standing): number => ['not-helpful', 'needs-more', 'helpful'].indexOf(standing);

test('the order of the ratings changes no byte', () =>
  fc.assert(
    fc.property(rowsOf, fc.nat(), (rows, turn) => {
      const all = once(rows);
      const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)].reverse();
      const [one, other] = [ratingsOf(all), ratingsOf(turned)];
      expect(other).toEqual(one);
      expect(standingsOf(other, fitRatings(other), true)).toEqual(standingsOf(one, fitRatings(one), true));
    }),
    { numRuns: 40 },
  ));

/** Ratings with two camps in them: a few dozen of pure noise may have two optima as good, and rounding chooses. */
const campsOf = fc.nat(100_000).map((seed): readonly Row[] => {
  const { ratings } = simulate({ seed, notes: 8, raters: 25, camp: 0.6, bridging: 0.3, perNote: 16, by: 'lot' });
  return Array.from(ratings.level, (level, k) => ({
    note: ratings.noteOf[k] as number,
    rater: ratings.raterOf[k] as number,
    level,
    at: ratings.at?.[k] ?? 0,
  }));
});

const lossIs = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThan(1e-9);

test.each(['constant', 'reference'] as const)(
  'who the raters are and a silent one more change nothing: %s',
  (objective) =>
    fc.assert(
      fc.property(campsOf, fc.nat(24), (rows, shift) => {
        const all = once(rows);
        const one = fitRatings(ratingsOf(all), { objective });
        const renamed = all.map((row) => ({ ...row, rater: (row.rater + shift) % 25 }));
        const other = fitRatings(ratingsOf(renamed), { objective });
        const silent = fitRatings(ratingsOf(all, 26), { objective });
        for (const fit of [other, silent]) {
          lossIs(fit.loss, one.loss);
          expect(distance(fit.noteIntercept, one.noteIntercept)).toBeLessThan(1e-6);
        }
        // No two ratings of a note at one time, so that which came last is told by the times alone.
        const timed = all.map((row, k) => ({ ...row, at: k * 86_400_000 }));
        const standings = (rows: readonly Row[], raters = 25) => {
          const ratings = ratingsOf(rows, raters);
          return standingsOf(ratings, fitRatings(ratings, { objective }), true).map(({ standing, rule }) => [
            standing,
            rule,
          ]);
        };
        expect(standings(timed.map((row) => ({ ...row, rater: (row.rater + shift) % 25 })))).toEqual(standings(timed));
        expect(standings(timed, 26)).toEqual(standings(timed));
      }),
      { numRuns: 40 },
    ),
);

const twice = (rows: readonly Row[]): readonly Row[] => [
  ...rows,
  ...rows.map((row) => ({ ...row, rater: row.rater + 25 })),
];

test('everybody twice: the reference fit is the same, and ours turns no standing round', () =>
  fc.assert(
    fc.property(campsOf, (rows) => {
      const all = once(rows);
      const [one, both] = [ratingsOf(all), ratingsOf(twice(all), 50)];
      const [fit, more] = [fitRatings(one, { objective: 'reference' }), fitRatings(both, { objective: 'reference' })];
      lossIs(fit.loss, more.loss);
      expect(distance(fit.noteIntercept, more.noteIntercept)).toBeLessThan(1e-6);
      const [before, after] = [one, both].map((ratings) => standingsOf(ratings, fitRatings(ratings), true));
      for (const [n, { standing }] of (before ?? []).entries())
        expect(Math.abs(rank(standing) - rank(after?.[n]?.standing ?? 'needs-more'))).toBeLessThan(2);
    }),
    { numRuns: 40 },
  ));

test('everybody twice makes surer: what stands keeps standing, and only what was unsettled settles', () => {
  const fates = new Map<string, number>();
  for (let seed = 1; seed <= 8; seed++) {
    const { ratings } = simulate({ seed, notes: 40, raters: 90, camp: 0.6, bridging: 0.4, perNote: 20, by: 'lot' });
    const all = (column: Uint32Array | Uint8Array) => [...column, ...column];
    const both = canonical({
      notes: 40,
      raters: 180,
      noteOf: Uint32Array.from(all(ratings.noteOf)),
      raterOf: Uint32Array.from([...ratings.raterOf, ...ratings.raterOf.map((rater) => rater + 90)]),
      level: Uint8Array.from(all(ratings.level)),
    }).ratings;
    const [before = [], after] = [ratings, both].map((one) => standingsOf(one, fitRatings(one), true));
    for (const [n, { standing }] of before.entries()) {
      const fate = `${standing} > ${after?.[n]?.standing}`;
      fates.set(fate, (fates.get(fate) ?? 0) + 1);
    }
  }
  expect([...fates.keys()].filter((fate) => !fate.startsWith('needs-more')).sort()).toEqual([
    'helpful > helpful',
    'not-helpful > not-helpful',
  ]);
  expect(fates.get('needs-more > helpful')).toBeGreaterThan(0);
});

const voice = fc.record({
  intercept: fc.double({ min: -0.3, max: 0.9, noNaN: true }),
  factor: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  weight: fc.constantFrom(1, 1, 1, 0.5, 1 / 3),
});
const votes = fc.array(fc.tuple(voice, fc.constantFrom(0, 0.5, 1)), { maxLength: 120, size: 'max' });
const priors = fc.record({
  mu: fc.constantFrom(0.1, 0.2),
  centre: fc.constantFrom(0, 0.2),
  noteIntercept: fc.constantFrom(0.5, 2, 8),
  noteFactor: fc.constantFrom(0.2, 2),
  variance: fc.constantFrom(0.02, 0.1),
});
const before = fc.option(
  fc.record({
    standing: fc.constantFrom<Standing>('helpful', 'not-helpful', 'needs-more'),
    isDoubted: fc.boolean(),
    stoodDays: fc.constantFrom(0, 13, 14),
  }),
  { nil: undefined },
);
const asVotes = (list: readonly (readonly [Omit<Vote, 'rater' | 'value'>, number])[]): readonly Vote[] =>
  list.map(([one, value], i) => ({ ...one, rater: i < 3 ? i : i + 1, value }));
/** Of rater 3 there is no vote yet, and the group of 3 may have some. */
const groups = (size: number): Groups =>
  groupsFrom(Uint32Array.from({ length: 130 }, (_, u) => (u < 40 ? u - (u % size) : u)));
const newcomers = fc.constantFrom(3, 129);

const standingOf = (all: readonly Vote[], prior: Prior, was: Before | undefined, size: number): Standing =>
  decide(factsOf(all, prior, { hasSides: true, cliques: groups(size), clusters: groups(2 * size) }, was)).standing;

test('a helpful rating more, from the other side or any, never lowers a standing, all else equal', () =>
  fc.assert(
    fc.property(
      votes,
      voice,
      priors,
      before,
      fc.constantFrom(1, 3),
      newcomers,
      (list, more, prior, was, size, rater) => {
        const all = asVotes(list);
        const now = standingOf(all, prior, was, size);
        const then = standingOf([...all, { ...more, rater, value: 1 }], prior, was, size);
        expect(rank(then)).toBeGreaterThanOrEqual(rank(now));
      },
    ),
    { numRuns: 2000 },
  ));

test('least squares alone would lower it: a very generous rater pulls down what they praise', () => {
  const prior: Prior = { mu: 0.2, centre: 0.2, noteIntercept: 2, noteFactor: 2, variance: 0.02 };
  const calm = Array.from({ length: 12 }, (_, rater) => ({
    rater,
    value: 1,
    weight: 1,
    intercept: 0.2,
    factor: rater % 2 === 0 ? -0.5 : 0.5,
  }));
  const generous = { rater: 50, value: 1, weight: 1, intercept: 0.9, factor: 0.5 };
  const facts = factsOf([...calm, generous], prior, { hasSides: true });
  expect(facts.apart).toBe(1);
  expect(decide(facts).standing).toBe(decide(factsOf(calm, prior, { hasSides: true })).standing);
});

test('what has stood for two weeks stays, and what fell at one cut alone stands until the next', () => {
  const prior: Prior = { mu: 0.2, centre: 0.2, noteIntercept: 2, noteFactor: 2, variance: 0.05 };
  const critical = Array.from({ length: 20 }, (_, rater) => ({
    rater,
    value: 0,
    weight: 1,
    intercept: 0.2,
    factor: rater % 2 === 0 ? -0.5 : 0.5,
  }));
  const standing = (isDoubted: boolean, stoodDays: number) => {
    const was = { standing: 'helpful', isDoubted, stoodDays } as const;
    const { rule, standing: now, isDoubted: then } = decide(factsOf(critical, prior, { hasSides: true }, was));
    return [now, rule, then];
  };
  expect(standing(false, 3)).toEqual(['helpful', 'held', true]);
  expect(standing(true, 3)).toEqual(['not-helpful', 'low-for-all', false]);
  expect(standing(true, 14)).toEqual(['helpful', 'locked', true]);
});

test('every standing is reproduced by its own explanation, after a journey through JSON', () =>
  fc.assert(
    fc.property(rowsOf, fc.boolean(), before, (rows, hasSides, was) => {
      const ratings = ratingsOf(rows);
      const explain = createExplainer(ratings, fitRatings(ratings), {
        hasSides,
        ...guardsOf(ratings),
        before: () => was,
      });
      for (let note = 0; note < ratings.notes; note++) {
        const told = explain(note);
        const { standing, rule, margin, estimate, isDoubted } = decide(JSON.parse(JSON.stringify(told)));
        expect({ standing, rule, margin, estimate, isDoubted }).toEqual({
          standing: told.standing,
          rule: told.rule,
          margin: told.margin,
          estimate: told.estimate,
          isDoubted: told.isDoubted,
        });
      }
    }),
    { numRuns: 60 },
  ));

/** Every number in it, wherever it stands. */
const numbersIn = (value: unknown): readonly number[] =>
  typeof value === 'number'
    ? [value]
    : value === null || typeof value !== 'object'
      ? []
      : Object.values(value).flatMap(numbersIn);

test('what is published of a standing says the same standing for the same reason, and none of its figures is of one rater', () => {
  const rules = new Set<string>();
  fc.assert(
    fc.property(
      rowsOf,
      fc.boolean(),
      before,
      fc.constantFrom<'people' | 'factor'>('people', 'factor'),
      (rows, hasSides, was, rung) => {
        const ratings = ratingsOf(rows);
        const fit = fitRatings(ratings);
        const explain = createExplainer(ratings, fit, { hasSides, ...guardsOf(ratings), before: () => was });
        for (let note = 0; note < ratings.notes; note++) {
          const why = explain(note);
          const public_ = told(why, rung);
          const again = ruledAsTold(JSON.parse(JSON.stringify(public_)));
          rules.add(why.rule);
          expect(again).toEqual({
            standing: why.standing,
            rule: why.rule,
            isDoubted: why.isDoubted,
            margin: public_.margin,
          });
          expect(Math.abs(public_.margin - why.margin)).toBeLessThan(1);
          // Nothing finer than a thousandth: no sum over raters is in it.
          for (const figure of numbersIn(public_))
            expect(Math.abs(figure * 1000 - Math.round(figure * 1000))).toBeLessThan(1e-6);
          const sizes = [why.sides.below, why.sides.above].map(
            ({ helpful, somewhat, not }) => helpful + somewhat + not,
          );
          expect(public_.sides === null).toBe(Math.min(...sizes) < 5);
          if (why.ratings < 5)
            expect([public_.estimate, public_.margins.shown, public_.consensus]).toEqual([null, -1, undefined]);
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(rules.size).toBeGreaterThan(4);
});

test('rounded down, margins rule as in full, whatever they are', () => {
  const margin = fc.oneof(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.constantFrom(0, -1e-12, 1e-12, -0.001, 0.001),
  );
  const all = fc.record(
    {
      ...{ ratings: fc.integer({ min: 0, max: 90 }), critical: margin, notHelpful: margin, stillNotHelpful: margin },
      ...{ possible: margin, shown: margin, even: margin, evenToKeep: margin, net: margin },
      ...{ withoutCliques: margin, withoutCluster: margin },
    },
    {
      requiredKeys: [
        'ratings',
        'critical',
        'notHelpful',
        'stillNotHelpful',
        'possible',
        'shown',
        'even',
        'evenToKeep',
        'net',
      ],
    },
  );
  fc.assert(
    fc.property(all, before, (margins, was) => {
      const situation = {
        hasSides: true,
        ...(was === undefined ? {} : { before: was.standing, wasDoubted: was.isDoubted, stoodDays: was.stoodDays }),
      };
      const full = ruledBy(margins as Margins, situation);
      expect(ruledBy(roundedDown(margins as Margins), situation)).toMatchObject({
        ...{ standing: full.standing, rule: full.rule, isDoubted: full.isDoubted },
      });
    }),
    { numRuns: 3000 },
  );
});

test('with the raters held still the online estimate of a note is the one of the fit, and follows a rating there and back', () =>
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const ratings = ratingsOf(rows);
      const fit = fitRatings(ratings);
      const online = createOnline(fit, ratings);
      const explain = createExplainer(ratings, fit, { hasSides: true });
      for (let note = 0; note < ratings.notes; note++) {
        const { below, above } = online.voices(note);
        const all = [below, above].flatMap(({ helpful, somewhat, not }) => [helpful, somewhat, not]);
        const whole = estimateOf(
          all.reduce((sums, one) => addSums(sums, one, 1), noSums),
          priorOf(fit),
        );
        expect(whole.intercept).toBeCloseTo(fit.noteIntercept[note] as number, 8);
        expect(whole.factor).toBeCloseTo(fit.noteFactor[note] as number, 8);
        const { apart, estimate, standing, rule } = explain(note);
        if (apart === 0) expect(online.estimate(note).intercept).toBeCloseTo(estimate.intercept, 8);
        if (apart === 0) expect(online.decide(note, { hasSides: true })).toMatchObject({ standing, rule });
        const still = online.estimate(note);
        online.rate(note, 3, 1);
        online.rate(note, 3, 1, -1);
        expect(online.estimate(note).pShown).toBeCloseTo(still.pShown, 8);
      }
    }),
    { numRuns: 30 },
  ));
