// The same properties on communities of every shape, with the standings counted that each has seen: none holds of nothing.
import { expect, test } from 'vitest';
import { chanceFrom } from './chance.ts';
import { factsOf, type Vote } from './explain.ts';
import { fitRatings } from './fit.ts';
import { countedOnce } from './groups.ts';
import { ladderOf } from './held-out.ts';
import { priorOf } from './note-sums.ts';
import { type Columns, canonical, ofRecord, type Ratings, weightAt } from './ratings.ts';
import { type Community, simulate } from './simulate.ts';
import { decide, type Standing } from './standing.ts';
import { guardsOf, standingsOf, standingsOfRecord } from './standings.ts';

const community: Community = { seed: 1, notes: 24, raters: 70, camp: 0.6, bridging: 0.4, perNote: 24, by: 'self' };
const plain = (more: Partial<Community>): Ratings => {
  const { lot: _, ...ratings } = simulate({ ...community, ...more }).ratings;
  return ratings;
};
const brigade = { share: 0.2, aim: 'push', tactic: 'concentrated', isCamouflaged: true } as const;

/** Two communities that share neither a note nor a rater. */
const islands = (one: Ratings, other: Ratings): Ratings =>
  canonical({
    notes: one.notes + other.notes,
    raters: one.raters + other.raters,
    noteOf: Uint32Array.from([...one.noteOf, ...other.noteOf.map((note) => note + one.notes)]),
    raterOf: Uint32Array.from([...one.raterOf, ...other.raterOf.map((rater) => rater + one.raters)]),
    level: Uint8Array.from([...one.level, ...other.level]),
    at: Float64Array.from([...(one.at ?? []), ...(other.at ?? [])]),
  }).ratings;

/** Nine of ten were drawn. */
const drawn = (ratings: Ratings): Ratings => ({ ...ratings, lot: ratings.level.map((_, k) => (k % 10 === 0 ? 0 : 1)) });
/** Each tenth account is new. */
const aged = (ratings: Ratings): Ratings => ({
  ...ratings,
  ageDays: Float64Array.from(ratings.raterOf, (rater) => (rater % 10 === 0 ? 3 : 30)),
});

const shapes: readonly (readonly [name: string, make: (seed: number) => Ratings])[] = [
  ['two camps', (seed) => plain({ seed })],
  ['one camp', (seed) => plain({ seed, camp: 1 })],
  ['nobody sure', (seed) => plain({ seed, noise: 3 })],
  ['islands', (seed) => islands(plain({ seed, perNote: 14 }), plain({ seed: seed + 50, perNote: 14 }))],
  ['by lot', (seed) => drawn(plain({ seed }))],
  ['new accounts', (seed) => aged(plain({ seed }))],
  ['near-cliques', (seed) => plain({ seed, brigade })],
  ['weights', (seed) => countedOnce(plain({ seed, brigade }))],
];

const rows = ({ noteOf, raterOf, level, at, lot, ageDays, weight }: Ratings) =>
  Array.from(noteOf, (note, k) => ({
    ...{ note, rater: raterOf[k] as number, level: level[k] as number, at: at?.[k] ?? Number.NaN },
    ...{ lot: lot?.[k] ?? 0, age: ageDays?.[k] ?? Number.NaN, kind: weight?.of[k] ?? 0 },
  }));
const built = (of: Ratings, list: ReturnType<typeof rows>, raters = of.raters): Ratings => {
  const columns: Columns = {
    notes: of.notes,
    raters,
    noteOf: Uint32Array.from(list, ({ note }) => note),
    raterOf: Uint32Array.from(list, ({ rater }) => rater),
    level: Uint8Array.from(list, ({ level }) => level),
    at: Float64Array.from(list, ({ at }) => at),
    ...(of.lot === undefined ? {} : { lot: Uint8Array.from(list, ({ lot }) => lot) }),
    ...(of.ageDays === undefined ? {} : { ageDays: Float64Array.from(list, ({ age }) => age) }),
    ...(of.weight === undefined
      ? {}
      : { weight: { kinds: of.weight.kinds, of: Uint16Array.from(list, ({ kind }) => kind) } }),
  };
  return canonical(columns).ratings;
};

const explained = (ratings: Ratings) => {
  const noteIds = Array.from({ length: ratings.notes }, (_, note) => String(note));
  const { explain } = standingsOfRecord({ ratings, noteIds }, { before: new Map() });
  return noteIds.map((_, note) => explain(note));
};
const standings = (ratings: Ratings): readonly Standing[] => explained(ratings).map(({ standing }) => standing);
const rank = (standing: Standing): number => ['not-helpful', 'needs-more', 'helpful'].indexOf(standing);

const tally = () => {
  const seen: Record<Standing, number> = { helpful: 0, 'not-helpful': 0, 'needs-more': 0 };
  return {
    see: (all: readonly Standing[]): void => {
      for (const standing of all) seen[standing]++;
    },
    seen,
  };
};
const seeds = [1, 2];
/** Standings of each kind over all shapes: a property that saw fewer saw too little. */
const sawEnough = ({ seen }: ReturnType<typeof tally>): void => {
  expect(seen.helpful).toBeGreaterThan(20);
  expect(seen['not-helpful']).toBeGreaterThan(0);
  expect(seen['needs-more']).toBeGreaterThan(20);
};
const eachShape = (check: (ratings: Ratings, name: string) => readonly Standing[]): void => {
  const all = tally();
  for (const [name, make] of shapes) for (const seed of seeds) all.see(check(make(seed), `${name} ${seed}`));
  sawEnough(all);
};

test('of every shape, the order of the ratings changes no byte of an explanation', () =>
  eachShape((ratings, name) => {
    const turned = rows(ratings).reverse();
    turned.push(...turned.splice(0, 37));
    const mine = explained(ratings);
    expect(explained(built(ratings, turned)), name).toEqual(mine);
    return mine.map(({ standing }) => standing);
  }));

const renamedIn = (ratings: Ratings, shift: number): Ratings =>
  built(
    ratings,
    rows(ratings).map((row) => ({ ...row, rater: (row.rater * 3 + shift) % ratings.raters })),
  );
const stands = (ratings: Ratings): readonly Standing[] => {
  const weighed = countedOnce(ratings);
  const record = ofRecord(weighed);
  const hasSides = ladderOf(record).rung === 'factor';
  return standingsOf(record, fitRatings(record), hasSides).map(({ standing }) => standing);
};

test('of every shape, who the raters are and a silent one more change no standing', () =>
  eachShape((ratings, name) => {
    const renamed = renamedIn(ratings, 11);
    expect(new Set(renamed.raterOf).size, name).toBe(new Set(ratings.raterOf).size);
    const mine = stands(ratings);
    expect(stands(renamed), name).toEqual(mine);
    expect(stands(built(ratings, rows(ratings), ratings.raters + 1)), name).toEqual(mine);
    return mine;
  }));

test('which ratings are held out does not hang on names: the same rung, with or without sides, and the same figures', () => {
  for (const ratings of [plain({ seed: 1 }), plain({ seed: 1, camp: 1 }), plain({ seed: 2, camp: 1 })]) {
    const { plain: without, factor, rung } = ladderOf(ratings);
    for (const shift of [0, 1, 2, 3]) {
      const other = ladderOf(renamedIn(ratings, shift));
      expect(other.rung).toBe(rung);
      expect(other.plain).toBeCloseTo(without ?? Number.NaN, 5);
      expect(other.factor).toBeCloseTo(factor ?? Number.NaN, 5);
    }
  }
});

test('of every shape, everybody twice turns no standing round', () =>
  eachShape((ratings, name) => {
    // The copies come a year later, so that nobody is taken for one hand with their own copy.
    const copies = rows(ratings).map((row) => ({
      ...row,
      rater: row.rater + ratings.raters,
      at: row.at + 365 * 864e5,
    }));
    const [mine, both] = [
      standings(ratings),
      standings(built(ratings, [...rows(ratings), ...copies], 2 * ratings.raters)),
    ];
    for (const [n, standing] of mine.entries())
      expect(Math.abs(rank(standing) - rank(both[n] as Standing)), name).toBeLessThan(2);
    return mine;
  }));

test('of every shape, a helpful rating more, of somebody of either side, lowers no standing', () => {
  let raised = 0;
  eachShape((ratings, name) => {
    const fit = fitRatings(ratings);
    const { cliques, clusters } = guardsOf(ratings);
    const chance = chanceFrom(5);
    const prior = priorOf(fit);
    const voice = (rater: number): Omit<Vote, 'value' | 'weight'> => ({
      rater,
      intercept: fit.raterIntercept[rater] as number,
      factor: fit.raterFactor[rater] as number,
    });
    const of = Array.from({ length: ratings.notes }, (): Vote[] => []);
    for (const [k, { note, rater, level }] of rows(ratings).entries())
      of[note]?.push({ ...voice(rater), value: level / 2, weight: weightAt(ratings.weight, k) });
    const standing = (votes: readonly Vote[]) =>
      decide(factsOf(votes, prior, { hasSides: true, cliques, clusters })).standing;
    return of.map((votes) => {
      const now = standing(votes);
      const others = Array.from({ length: ratings.raters }, (_, u) => u).filter(
        (u) => !votes.some(({ rater }) => rater === u),
      );
      for (const isAbove of [false, true]) {
        const side = others.filter((u) => (fit.raterFactor[u] as number) > 0 === isAbove);
        if (side.length === 0) continue;
        const more = voice(side[chance.below(side.length)] as number);
        const then = standing([...votes, { ...more, value: 1, weight: 1 }]);
        expect(rank(then), name).toBeGreaterThanOrEqual(rank(now));
        if (then !== now) raised++;
      }
      return now;
    });
  });
  expect(raised).toBeGreaterThan(0);
});

test('of every shape, each standing follows from its own explanation, and what says another thing says another standing', () => {
  let turned = 0;
  eachShape((ratings, name) => {
    const all = explained(ratings);
    for (const told of all) {
      const { standing, rule, margin } = decide(JSON.parse(JSON.stringify(told)));
      expect({ standing, rule, margin }, name).toEqual({
        standing: told.standing,
        rule: told.rule,
        margin: told.margin,
      });
      if (decide({ ...told, ratings: 4 }).standing !== standing) turned++;
    }
    return all.map(({ standing }) => standing);
  });
  expect(turned).toBeGreaterThan(20);
});

test('near-cliques are seen in the shape that has them, and weights in the one with weights', () => {
  const withCliques = plain({ brigade });
  expect(guardsOf(withCliques).cliques.grouped).toBeGreaterThan(10);
  const weighed = countedOnce(withCliques);
  expect(Math.min(...(weighed.weight?.kinds ?? [1]))).toBeLessThan(0.2);
  expect(standingsOf(weighed, fitRatings(weighed), true)).toHaveLength(community.notes);
});
