// A cut of all ratings: what stands by it, and the public files from which anybody gets the same. Pure, and long: it runs in a
// thread of its own.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import {
  type Before,
  beforeTable,
  countedOnce,
  createRatingsReader,
  type Fit,
  fewestTold,
  fitRatings,
  notesLines,
  ofRecord,
  parametersText,
  type Ratings,
  type ReadRatings,
  type Rule,
  type Standing,
  standingsOfRecord,
  type Told,
  told,
  weightAt,
} from '../kit/bridge/index.ts';
import type { Rating, RatingReason } from './rating.ts';
import { ratingsTable } from './ratings-table.ts';

/** The public files of a cut. Whoever fits `ratings.tsv` with `before.tsv` gets `notes.tsv` and `parameters.json`, byte for byte. */
export const cutFileNames = ['checks.tsv', 'ratings.tsv', 'before.tsv', 'notes.tsv', 'parameters.json'] as const;
export type CutFileName = (typeof cutFileNames)[number];
export type CutFiles = Readonly<Record<CutFileName, string>>;

/** How often each reason was given: by all who count, and by those of each side where the sides are told. */
export type ReasonsGiven = {
  readonly all: ReasonCounts;
  readonly below?: ReasonCounts;
  readonly above?: ReasonCounts;
};
export type ReasonCounts = Partial<Readonly<Record<RatingReason, number>>>;

/** Why a check stands as it does, as it is kept: nothing of it tells of one rater. */
export type ToldOfCheck = Told & { readonly reasons: ReasonsGiven };

export type CutInput = {
  /** Everything rated until the cut, in the order it came. */
  readonly ratings: readonly Rating[];
  /** What stood until then, by check. */
  readonly before: ReadonlyMap<string, Before>;
  /** What the checks are, for whoever knows only their ids. */
  readonly checks: ReadonlyMap<Id, RatedCheck>;
};

export type RatedCheck = { readonly slug: string; readonly publishedOn: Day };

export type CutMade = {
  readonly files: CutFiles;
  readonly standings: readonly {
    readonly check: Id;
    readonly standing: Standing;
    readonly rule: Rule;
    readonly told: ToldOfCheck;
  }[];
  /** Raters who count. */
  readonly raters: number;
};

/** Makes a cut. What is fitted is what is published: the table of ratings is read as everybody reads it. */
export const cutOf = ({ ratings, before, checks }: CutInput): CutMade => {
  const table = ratingsTable(ratings, weightsOf(ratings));
  const read = readTable(table);
  const made = standingsOfRecord(read, { before });
  const reasons = reasonsOf(ratings, read, made.record, made.fit);
  const standings: CutMade['standings'][number][] = [];
  const notes = [
    ...notesLines(read, made, (explanation, n) => {
      const check = read.noteIds[n] as Id;
      const why = told(explanation, made.ladder.rung);
      const { standing, rule } = why;
      standings.push({
        check,
        standing,
        rule,
        told: { ...why, reasons: reasons(n, why.hasSides && why.sides !== null) },
      });
    }),
  ];
  return {
    raters: new Set(made.record.raterOf).size,
    standings,
    files: {
      'checks.tsv': checksTable(read.noteIds as readonly Id[], checks),
      'ratings.tsv': table,
      'before.tsv': beforeTable(before),
      'notes.tsv': notes.join(''),
      'parameters.json': parametersText(made),
    },
  };
};

/** All ratings as they are fitted, for whoever goes on from there. */
export type FittedRatings = Pick<ReadRatings, 'noteIds' | 'raterIds'> & {
  readonly record: Ratings;
  readonly isByLot: boolean;
  readonly fit: Fit;
};

/** The same fit as that of the cut that holds these ratings. */
export const fittedOf = (ratings: readonly Rating[]): FittedRatings => {
  const { ratings: read, noteIds, raterIds } = unweighted(ratings);
  const record = ofRecord(countedOnce(read));
  return { noteIds, raterIds, record, isByLot: read.lot?.includes(1) ?? false, fit: fitRatings(record) };
};

/** Through the reader that everybody has, so that nobody who reads the file sees other ratings than we do. */
const readTable = (table: string): ReadRatings => {
  const reader = createRatingsReader();
  reader.push(new TextEncoder().encode(table));
  const read = reader.end();
  if (!read.ok) throw new Error(`a table of ratings that nobody can read: ${read.error.code}`);
  return read.value;
};

/** The same before near-cliques are looked for: without weights, so that they are found. */
const unweighted = (ratings: readonly Rating[]): ReadRatings => {
  const read = readTable(ratingsTable(ratings, () => 1));
  const { weight: _, ...rest } = read.ratings;
  return { ...read, ratings: rest };
};

/** What near-cliques leave of each rating, by the times. */
const weightsOf = (ratings: readonly Rating[]): ((rating: Rating) => number) => {
  const { ratings: read, noteIds, raterIds } = unweighted(ratings);
  const { noteOf, raterOf, level, weight } = countedOnce(read);
  const shared = new Map<string, number>();
  for (let k = 0; k < level.length; k++) {
    const counts = weightAt(weight, k);
    if (counts !== 1) shared.set(`${noteIds[noteOf[k] as number]} ${raterIds[raterOf[k] as number]}`, counts);
  }
  return ({ check, pseudonym }) => shared.get(`${check} ${pseudonym}`) ?? 1;
};

const checksTable = (ids: readonly Id[], checks: CutInput['checks']): string => {
  const rows = ids.map((id) => `${id}\t${checks.get(id)?.slug ?? ''}\t${checks.get(id)?.publishedOn ?? ''}\n`);
  return `noteId\tslug\tpublishedOn\n${rows.join('')}`;
};

/**
 * Counts the reasons of the ratings of record, the last of each pair. By side a reason is told from five who gave it there:
 * of one, the public file would tell who it was, and so which side they are of.
 */
const reasonsOf = (ratings: readonly Rating[], { noteIds, raterIds }: ReadRatings, record: Ratings, fit: Fit) => {
  const last = new Map<string, readonly RatingReason[]>();
  for (const { check, pseudonym, reasons } of ratings) last.set(`${check} ${pseudonym}`, reasons);
  const all = noteIds.map(() => ({ all: {}, below: {}, above: {} }) as Record<'all' | 'below' | 'above', Counting>);
  for (let k = 0; k < record.level.length; k++) {
    const [n, u] = [record.noteOf[k] as number, record.raterOf[k] as number];
    const side = (fit.raterFactor[u] as number) > 0 ? 'above' : 'below';
    for (const reason of last.get(`${noteIds[n]} ${raterIds[u]}`) ?? [])
      for (const into of ['all', side] as const) {
        const counts = (all[n] as (typeof all)[number])[into];
        counts[reason] = (counts[reason] ?? 0) + 1;
      }
  }
  return (n: number, hasSides: boolean): ReasonsGiven => {
    const given = all[n] as (typeof all)[number];
    return hasSides ? { all: given.all, below: many(given.below), above: many(given.above) } : { all: given.all };
  };
};

type Counting = Partial<Record<RatingReason, number>>;

const many = (counts: Counting): ReasonCounts =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count >= fewestTold));
