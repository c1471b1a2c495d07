import type { Facts } from '../../base/analyzer.ts';
import type { Span } from '../../base/span.ts';
import type { Candidate } from './candidate-search.ts';
import { conflictsBetween } from './conflict.ts';
import type { DocContent } from './doc-bytes.ts';
import { coverOf, plainReasons } from './explain.ts';
import type { Ranking } from './rank/model.ts';
import type { Read } from './readings.ts';
import type { Proposal, Reason, SearchText } from './shapes.ts';
import type { Shelf } from './shelf.ts';
import { type Side, sideAgainst } from './side.ts';
import { unitsOf } from './units.ts';

/** A check to be proposed. `place` is its place among what was ranked, or -1 where it was only found by meaning. */
export type Ranked = Candidate & {
  readonly checkId: string;
  readonly sameLink: boolean;
  readonly rank: number;
  readonly place: number;
};

/** The question's side of every explanation, worked out once. */
type Question = {
  readonly read: Read;
  readonly shelf: Shelf;
  readonly asked: Side;
  readonly watched: ReadonlySet<string>;
  readonly query: string;
  readonly facts: Facts;
  readonly isNegated: (text: string) => boolean;
  readonly ranking: Ranking;
};

/** A proposal with everything that explains it: the text it is held against, where words agree, what decided. */
export const explained = (question: Question, ranked: Ranked): Proposal => {
  const { read, shelf, asked, watched, query, facts, isNegated, ranking } = question;
  const { texts }: DocContent = shelf.contentOf(ranked.check);
  const readings = toJudge(texts, unitsOf({ texts })[ranked.ordinal] ?? [noText]).map((text) => {
    const reading = read(text.text);
    const said = sideAgainst(watched, reading, shelf.idf);
    return { text, said, stated: reading.facts, cover: coverOf(asked, said) };
  });
  const { text, said, stated, cover } = readings.reduce((best, next) =>
    best.cover.share >= next.cover.share ? best : next,
  );
  const back = coverOf(said, asked);
  const features = {
    coverage: cover.share,
    textCoverage: back.share,
    contentWords: asked.words.size,
    conflicts: conflictsBetween(
      {
        ...asked,
        facts: { ...facts, negated: facts.negated && isNegated(agreeingPart(query, cover.spans)) },
      },
      { ...said, facts: stated },
    ),
    sameLink: ranked.sameLink,
    bm25: ranked.score,
  };
  const spans = { query: cover.spans, text: back.spans };
  return {
    checkId: ranked.checkId,
    score: ranked.rank,
    probability: ranked.place < 0 ? 0 : ranking.probabilityAt(ranked.place),
    reasons: reasonsFor(ranking, ranked.place),
    features,
    text,
    spans,
  };
};

const sentence = /[^.!?…。！？؟\n]+/gu;

/**
 * The sentences of a message that most of the agreement lies in. Long messages deny this and that; a denial contradicts a
 * claim only where the claim is spoken of.
 */
const agreeingPart = (query: string, spans: readonly Span[]): string => {
  const parts = [...query.matchAll(sentence)].map(({ 0: text, index }) => {
    const agreeing = spans.filter((span) => span.start >= index && span.start < index + text.length).length;
    return { text, agreeing };
  });
  const most = Math.max(0, ...parts.map(({ agreeing }) => agreeing));
  return parts.flatMap(({ text, agreeing }) => (agreeing > 0 && 2 * agreeing >= most ? [text] : [])).join('. ');
};

const reasonsFor = ({ order, contributions }: Ranking, place: number): readonly Reason[] => {
  const ranked = order[place];
  if (ranked === undefined) return [];
  return plainReasons(contributions(ranked.index), ranked.score - (order[place + 1]?.score ?? ranked.score));
};

const noText: SearchText = { kind: 'claim', text: '' };

/**
 * What a question is held against. A title carries the finding ("Honey is not safe …"): whoever states the finding does
 * not state the claim, so titles rank, and speak only where there is nothing else.
 */
const toJudge = (texts: readonly SearchText[], ranked: readonly SearchText[]): readonly SearchText[] => {
  const stated = [...new Set([...ranked, ...texts.slice(0, judgedMost)])].filter(
    (t) => t.kind !== 'title' && t.kind !== 'subtitle',
  );
  return stated.length > 0 ? stated : ranked;
};

// Beside the texts that ranked best: another wording of the same check often agrees more, and reading each takes time.
const judgedMost = 12;
