import { factorsFor, mostOf } from './bm25f.ts';
import type { CollectionSums } from './collection-sums.ts';
import { type Question, termsMost } from './question.ts';
import { createLiveSearch } from './segments/live-search.ts';
import type { IsAlive } from './segments/merging.ts';
import type { Plan } from './segments/plan.ts';
import { firstUnitOf } from './segments/segment.ts';
import type { SegmentList } from './segments/segment-list.ts';
import { createSegmentSearch } from './segments/segment-search.ts';
import { createTopChecks, type Wanted } from './segments/top-checks.ts';
import { scoreInLive, scoreInSegment } from './segments/unit-score.ts';
import { idfOf, type Vocabulary } from './vocabulary.ts';

/** A check that the words propose. */
export type Candidate = {
  /** Its number, good until it is removed or put again. */
  readonly check: number;
  /** The number of its unit that speaks best for it, and that unit's place among its units. */
  readonly unit: number;
  readonly ordinal: number;
  /** BM25F of that unit. */
  readonly score: number;
};

/** Units of one check at most; their numbers are the check's times this, plus their place. */
const unitsMost = 2 ** 20;

export const checkOfUnit = (unit: number): number => Math.floor(unit / unitsMost);
export const ordinalOfUnit = (unit: number): number => unit % unitsMost;

export type CandidateSearch = {
  /**
   * The wanted checks by their best units, best first, equal scores in the order of `compare`: as if every unit were scored.
   * Some that are not wanted may be among them.
   */
  readonly best: (question: Question, wanted: Wanted) => readonly Candidate[];
  /** One check, brought by this `put` with so many units, whatever its score; its first unit with 0 when no word agrees. */
  readonly scored: (question: Question, check: number, put: number, unitCount: number) => Candidate;
};

/** What a search reads. `compare` orders checks of equal score. */
export type SearchedParts = {
  readonly vocabulary: Vocabulary;
  readonly sums: CollectionSums;
  readonly segments: SegmentList;
  readonly isAlive: IsAlive;
  readonly compare: (a: number, b: number) => number;
};

export const createCandidateSearch = ({
  vocabulary,
  sums,
  segments,
  isAlive,
  compare,
}: SearchedParts): CandidateSearch => {
  const searchSegment = createSegmentSearch(termsMost);
  const searchLive = createLiveSearch();
  const top = createTopChecks(compare);
  // Worked out anew only when the averages have changed.
  let factored = { averages: sums.averages(), factors: factorsFor(sums.averages()) };

  const factorsOf = (averages: Float64Array): Float64Array => {
    if (averages.some((average, field) => average !== factored.averages[field]))
      factored = { averages, factors: factorsFor(averages) };
    return factored.factors;
  };

  const planOf = (question: Question): Plan => {
    const asked: { readonly term: number; readonly most: number }[] = [];
    for (const { term: word, weight } of question.terms) {
      const term = vocabulary.find(word);
      if (term >= 0) asked.push({ term, most: mostOf(idfOf(vocabulary.frequency(term), sums.unitCount()), weight) });
    }
    asked.sort((a, b) => b.most - a.most);
    const averages = sums.averages();
    return {
      terms: Uint32Array.from(asked, (a) => a.term),
      mosts: Float64Array.from(asked, (a) => a.most),
      averages,
      factors: factorsOf(averages),
    };
  };

  const candidate = (check: number, ordinal: number, score: number): Candidate => ({
    check,
    unit: check * unitsMost + ordinal,
    ordinal,
    score,
  });

  const best = (question: Question, wanted: Wanted): readonly Candidate[] => {
    const plan = planOf(question);
    top.open(wanted);
    for (const segment of segments.frozen()) searchSegment(segment, plan, isAlive, top);
    searchLive(segments.live, plan, isAlive, top);
    return top.items().map(({ check, ordinal, score }) => candidate(check, ordinal, score));
  };

  const scored: CandidateSearch['scored'] = (question, check, put, unitCount) => {
    const plan = planOf(question);
    const { live } = segments;
    const inLive = firstUnitOf(live.puts(), live.unitCount(), put);
    const holder = inLive >= 0 ? undefined : segments.holderOf(put);
    const first = inLive >= 0 ? inLive : (holder?.unit ?? 0);
    let highest = candidate(check, 0, 0);
    for (let ordinal = unitCount - 1; ordinal >= 0; ordinal--) {
      const score =
        holder === undefined
          ? scoreInLive(live, plan, first + ordinal)
          : scoreInSegment(holder.segment, plan, first + ordinal);
      if (score >= highest.score) highest = candidate(check, ordinal, score);
    }
    return highest;
  };

  return { best, scored };
};
