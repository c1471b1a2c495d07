import type { Analyzer } from '../../base/analyzer.ts';
import type { Candidate } from './candidate-search.ts';
import { fuse } from './embedding/fuse.ts';
import { explained, type Ranked } from './explained.ts';
import type { LinksHeld } from './links-held.ts';
import { type Question, questionOf } from './question.ts';
import { contenders, wantedAmong } from './rank/contenders.ts';
import { modelOf, type Ranking, rank } from './rank/model.ts';
import { withQuestionWords } from './rank/question-words.ts';
import weights from './rank/weights.json' with { type: 'json' };
import type { Read } from './readings.ts';
import type { Meaning, Placed, Proposal } from './shapes.ts';
import type { Shelf } from './shelf.ts';
import { sideOf, watchedBy } from './side.ts';

/** What the same link is worth in a proposal's `score`: more than any words can be. */
export const linkScore = 1_000_000;

const model = modelOf(weights);

/**
 * The probability from which at least this share of automatic answers was right in training, questions that nothing answers
 * included: of the precisions that were measured, the next not below the one wanted.
 */
export const certainFrom = (precision: number): number => {
  const measured = Object.entries(weights.operatingPoints)
    .map(([share, probability]) => ({ share: Number(share), probability }))
    .sort((a, b) => a.share - b.share);
  return (measured.find(({ share }) => share >= precision) ?? measured.at(-1))?.probability ?? 1;
};

/** What is asked: the checks, their links, and how texts are read. */
export type Asked = {
  readonly analyzer: Analyzer;
  readonly read: Read;
  readonly shelf: Shelf;
  readonly links: LinksHeld;
};

const nearMost = 20;

/** The `k` best for a message, as `propose` orders them, without what explains them. */
export const order = (asked: Asked, query: string, k: number, meaning?: Meaning): readonly Placed[] =>
  ordered(asked, query, k, meaning).best.map(({ checkId, rank }) => ({ checkId, score: rank }));

/** The `k` best for a message: found by BM25F, ordered by the model, and by meaning where an endpoint gives it. */
export const propose = (asked: Asked, query: string, k: number, meaning?: Meaning): readonly Proposal[] => {
  const { question, ranking, best } = ordered(asked, query, k, meaning);
  if (best.length === 0 || ranking === undefined) return [];
  const { analyzer, read, shelf } = asked;
  const facts = analyzer.facts(query);
  const side = sideOf(question.tokens, shelf.idf);
  const watched = watchedBy(side);
  const isNegated = (text: string): boolean => analyzer.facts(text).negated;
  return best.map((one) => explained({ read, shelf, asked: side, watched, query, facts, isNegated, ranking }, one));
};

type Ordered = {
  readonly question: Question;
  readonly best: readonly Ranked[];
  readonly ranking: Ranking | undefined;
};

const ordered = ({ analyzer, shelf, links }: Asked, query: string, k: number, meaning?: Meaning): Ordered => {
  const question = questionOf(analyzer, query, shelf.idf, shelf.near);
  if (!(k >= 1)) return { question, best: [], ranking: undefined };
  const linked = links.inText(query);
  const candidates = candidatesFor(shelf, question, linked, Math.floor(k));
  const numbered = shelf.numbered(question.tokens);
  const ranking = rank(
    model,
    numbered,
    candidates.map(({ unit, score }) => ({ text: shelf.unitText(unit), bm25: score })),
    withQuestionWords(shelf.collection, numbered, question.tokens),
  );
  const lowest = ranking.order.at(-1)?.score ?? 0;
  const byWords = ranking.order.map(({ index, score }, place): Ranked => {
    const candidate = candidates[index] as Candidate;
    const sameLink = linked.has(candidate.check);
    const ahead = score - lowest + (sameLink ? linkScore : 0);
    return { ...candidate, checkId: shelf.idOf(candidate.check), sameLink, rank: ahead, place };
  });
  const best = (meaning === undefined ? byWords : withMeaning(shelf, question, byWords, meaning))
    .toSorted((a, b) => b.rank - a.rank || (a.checkId < b.checkId ? -1 : 1))
    .slice(0, Math.floor(k));
  return { question, best, ranking };
};

/** The best by words, as many as are worth comparing, and whatever holds a link of the message. */
const candidatesFor = (
  shelf: Shelf,
  question: Question,
  linked: ReadonlySet<number>,
  k: number,
): readonly Candidate[] => {
  const wanted = contenders(k);
  const found = wantedAmong(shelf.candidates(question, wanted), wanted);
  const there = new Set(found.map(({ check }) => check));
  return [...found, ...[...linked].filter((check) => !there.has(check)).map((c) => shelf.candidateOf(question, c))];
};

/** Words and meaning fused; what only meaning finds joins the candidates. */
const withMeaning = (
  shelf: Shelf,
  question: Question,
  byWords: readonly Ranked[],
  { vector, vectors, weight }: Meaning,
): readonly Ranked[] => {
  const known = new Map(byWords.map((one) => [one.checkId, one]));
  const lexical = byWords.map(({ checkId, rank, sameLink }) => ({
    checkId,
    score: sameLink ? rank - linkScore : rank,
  }));
  return fuse(lexical, vectors.nearest(vector, nearMost), (id) => vectors.similarity(vector, id), weight).flatMap(
    ({ checkId, score }): readonly Ranked[] => {
      const one = known.get(checkId);
      if (one !== undefined) return [{ ...one, rank: score + (one.sameLink ? linkScore : 0) }];
      const check = shelf.find(checkId);
      if (check < 0) return [];
      return [{ ...shelf.candidateOf(question, check), checkId, sameLink: false, rank: score, place: -1 }];
    },
  );
};
