// Which checks answer a message: the index proposes, core/claim judges. Touches memory only, so it works while the database is away.
import { dayOf } from '../base/clock.ts';
import { type Id, parseId } from '../base/ids.ts';
import type { Span } from '../base/span.ts';
import { type Restraint, restrained } from '../core/alias.ts';
import { byBubble } from '../core/bubbles.ts';
import { type CheckCard, isOverdue, mayAnswer } from '../core/check.ts';
import { judge, mayBeOne, sameWords, split } from '../core/claim.ts';
import { bestOutcome, type TipInput } from '../core/tip.ts';
import type { Proposal } from '../kit/search/index.ts';
import { fingerprint } from '../kit/text/index.ts';
import { type Cleaned, clean, type Link } from './clean.ts';
import {
  answersFrom,
  comparedIn,
  type Doubt,
  type Matched,
  type MatchedAnswer,
  type MatchedClaim,
  toldOf,
} from './matched.ts';
import { restraintOf, throughOf } from './taught.ts';
import type { World } from './world.ts';

// Each candidate is explained word by word, which is the dear part; the right check is hardly ever below the fourth.
const candidates = 4;
const shown = 3;
// Below this a check shares stray words with a question that another one says nearly all of.
const strayBelow = 0.5;

/** Answers a message from memory. Never fails: what nothing matches is `new`. */
export const match = async (
  world: Pick<World, 'index' | 'meaning' | 'knownFrom' | 'cards' | 'now' | 'keyed'>,
  input: TipInput,
): Promise<Matched> => {
  const cleaned = clean(world.keyed, input.text);
  const { text, links } = cleaned;
  const parts = split(text);
  const spans = withoutBareLinks(
    text,
    links,
    parts.filter((p) => p.kind === 'claim').map((p) => p.span),
  );
  const answer = (span: Span) => answersTo(world, cleaned, span);
  const groups = input.inBubbles === true ? byBubble(text, spans) : [];
  const claimsOf = async (some: readonly Span[], isOne: boolean): Promise<readonly MatchedClaim[]> =>
    some.length > 1 && isOne ? asOneOrApart(answer, some) : (await Promise.all(some.map(answer))).map((a) => a.claim);
  const joined =
    groups.length > 1
      ? (await Promise.all(groups.map((some) => claimsOf(some, mayBeOne(textOf(text, some), some))))).flat()
      : await claimsOf(spans, mayBeOne(text, parts));
  return {
    input,
    text,
    links,
    opinions: parts.filter((p) => p.kind === 'opinion').map((p) => p.span),
    claims: joined,
    outcome: bestOutcome(joined.map((c) => c.outcome)),
    pages: [],
  };
};

const textOf = (text: string, spans: readonly Span[]): string => text.slice(spans[0]?.start, spans.at(-1)?.end);

/** A line that is only a link belongs to the words around it; alone it is the claim. */
const withoutBareLinks = (text: string, links: readonly Link[], spans: readonly Span[]): readonly Span[] => {
  const worded = spans.filter((span) => {
    const inside = links.filter((l) => l.span.start >= span.start && l.span.end <= span.end);
    const rest = inside.reduceRight(
      (s, l) => s.slice(0, l.span.start - span.start) + s.slice(l.span.end - span.start),
      text.slice(span.start, span.end),
    );
    return /[\p{L}\p{N}]{2}/u.test(rest);
  });
  return worded.length > 0
    ? worded
    : spans.slice(0, 1).map((first) => ({ start: first.start, end: spans.at(-1)!.end }));
};

/** A short message is one claim told in several sentences, unless its sentences are known, or lead different ways, each on its own. */
const asOneOrApart = async (
  answer: (span: Span) => Promise<Answered>,
  spans: readonly Span[],
): Promise<readonly MatchedClaim[]> => {
  const whole = await answer({ start: spans[0]!.start, end: spans.at(-1)!.end });
  const alone = spans.filter((span) => whole.leads.some((words) => standsAlone(words, span)));
  const isKnown = whole.claim.outcome === 'known';
  const best = whole.claim.answers[0];
  const isAllSaid = isKnown && best !== undefined && (best.sameLink || best.coverage >= sameWords);
  if (isAllSaid || alone.length === 0) return [whole.claim];
  const apart = (await Promise.all(spans.map((span) => answer(span)))).map((a) => a.claim);
  const known = apart.filter((c) => c.outcome === 'known').length;
  if (isKnown) return known > 1 ? apart : [whole.claim];
  if (known > 0) return apart;
  const ways = new Set(apart.flatMap((c) => c.answers[0]?.card.id ?? []));
  const surest = Math.max(...apart.map((c) => c.answers[0]?.coverage ?? 0));
  return ways.size > 1 && surest > (whole.claim.answers[0]?.coverage ?? 0) ? apart : [whole.claim];
};

/** Whether what agrees with one check lies in one sentence: only then can the sentence be a claim of its own. */
const standsAlone = (words: readonly Span[], sentence: Span): boolean => {
  const inside = words.filter((w) => w.start >= sentence.start && w.end <= sentence.end).length;
  return inside >= 3 && inside >= 0.7 * words.length;
};

/** A claim with its answers, and for every check that was looked at where its agreeing words lie in the message. */
type Answered = { readonly claim: MatchedClaim; readonly leads: readonly (readonly Span[])[] };

const answersTo = async (
  world: Pick<World, 'index' | 'meaning' | 'knownFrom' | 'cards' | 'now'>,
  { text, links, marks }: Cleaned,
  span: Span,
): Promise<Answered> => {
  const words = text.slice(span.start, span.end);
  const hidden = marks.filter((m) => m.span.start >= span.start && m.span.end <= span.end).map((m) => m.hash);
  const claimed = fingerprint([words, ...hidden].join(' '));
  const linked = new Set(links.flatMap((l) => world.index.byLink(l.value)));
  const proposals = proposalsFor(world.index, words, linked, await world.meaning.ofQuestion(words));
  const cards = await world.cards.get(proposals.flatMap((p) => parseId(p.checkId) ?? []));
  const today = dayOf(world.now());
  const from = answersFrom(world);
  // Among few checks no probability was calibrated, and that of a second holds only were the first not there: neither is told.
  const told = Number.isFinite(from) ? proposals.find(({ reasons }) => reasons.length > 0) : undefined;
  const found = proposals
    .flatMap((proposal) => {
      const card = cards.get(proposal.checkId as Id);
      return card
        ? [
            answerOf(
              proposal,
              card,
              linked.has(proposal.checkId),
              from,
              proposal === told,
              { text: words, claim: claimed, start: span.start },
              isOverdue(card, today),
              mayAnswer(card, today),
            ),
          ]
        : [];
    })
    .filter((a) => a.outcome !== 'new')
    .sort((a, b) => rank(b) - rank(a) || b.score - a.score || (a.card.id < b.card.id ? -1 : 1));
  const answers = withoutStrays(found).slice(0, shown);
  const claim: MatchedClaim = {
    span,
    text: words,
    hidden,
    fingerprint: claimed,
    outcome: bestOutcome(answers.map((a) => a.outcome)),
    answers,
  };
  const leads = proposals.map((p) =>
    p.spans.query.map((s) => ({ start: s.start + span.start, end: s.end + span.start })),
  );
  return { claim, leads };
};

const proposalsFor = (
  index: World['index'],
  words: string,
  linked: ReadonlySet<string>,
  asMeant: Awaited<ReturnType<World['meaning']['ofQuestion']>>,
): readonly Proposal[] => {
  const first = index.propose(words, candidates, asMeant);
  // What is found by askers' words takes no place from what is found by a check's own.
  const asked = first.filter((p) => throughOf(p) !== null).length;
  const found = asked === 0 ? first : index.propose(words, candidates + asked, asMeant);
  const missing = [...linked].filter((id) => !found.some((p) => p.checkId === id)).slice(0, shown);
  return [...missing.map(linkedOnly), ...found];
};

/** A check that the message links to without sharing a word with it. */
const linkedOnly = (checkId: string): Proposal => ({
  checkId,
  score: 0,
  probability: 0,
  reasons: [],
  features: {
    coverage: 0,
    textCoverage: 0,
    contentWords: 0,
    conflicts: [],
    sameLink: true,
    bm25: 0,
  },
  text: { kind: 'claim', text: '' },
  spans: { query: [], text: [] },
});

/**
 * A check that says nearly all of the question leaves no room for those that share a few of its words: asked about food in a
 * microwave (`sóng`, `phóng xạ`), one about raw garlic (`sống`, `phòng`) agrees by syllables alone where an alias has no accents.
 */
const withoutStrays = (answers: readonly MatchedAnswer[]): readonly MatchedAnswer[] => {
  const [first] = answers;
  return first === undefined || first.coverage < sameWords
    ? answers
    : answers.filter((a) => a.sameLink || a.outcome === 'known' || a.coverage >= strayBelow);
};

/** The same link before all, then what answers; last what only askers' words offer, so that no crowd crowds out a check. */
const rank = (answer: MatchedAnswer): number =>
  (answer.sameLink ? 2 : 0) +
  (answer.outcome === 'known' ? 1 : 0) -
  (answer.through !== null && answer.outcome !== 'known' ? 1 : 0);

const answerOf = (
  proposal: Proposal,
  card: CheckCard,
  sameLink: boolean,
  knownFrom: number,
  isTold: boolean,
  question: { readonly text: string; readonly claim: string; readonly start: number },
  overdue: boolean,
  mayAnswerAlone: boolean,
): MatchedAnswer => {
  const { features } = proposal;
  const through = sameLink ? null : throughOf(proposal);
  // Askers' words are found by and never shown, nor where they stand in the question.
  const spans = throughOf(proposal) === null ? proposal.spans : nowhere;
  const judged = judge({ ...comparedIn(proposal), sameLink, mayAnswer: mayAnswerAlone }, knownFrom);
  const restraint = restraintOf(card, through, question);
  const outcome = restrained(judged, restraint);
  const told = toldOf(card, { text: proposal.text, spans });
  const words = spans.text.map((s) => proposal.text.text.slice(s.start, s.end));
  return {
    card,
    outcome,
    overdue,
    sameLink,
    probability: isTold ? proposal.probability : null,
    score: proposal.score,
    coverage: features.coverage,
    matched: told.matched,
    spans: {
      query: spans.query.map((s) => ({ start: s.start + question.start, end: s.end + question.start })),
      matched: told.spans,
    },
    wording: told.wording,
    words: [...new Set(words.map((w) => w.toLocaleLowerCase('vi')))].slice(0, 12),
    reasons: sameLink ? [] : proposal.reasons,
    doubt: outcome === 'known' ? null : doubtOf(features, restraint, overdue, card, mayAnswerAlone),
    through,
  };
};

const nowhere: Proposal['spans'] = { query: [], text: [] };

const doubtOf = (
  features: Proposal['features'],
  { disputed, asked }: Restraint,
  overdue: boolean,
  card: CheckCard,
  mayAnswerAlone: boolean,
): Doubt => {
  const [conflict] = features.conflicts;
  if (conflict !== undefined && conflict !== 'short' && conflict !== 'swapped') return conflict;
  if (disputed) return 'disputed';
  if (asked) return 'asked';
  if (conflict === 'swapped') return conflict;
  if (overdue) return 'overdue';
  if (card.contested === true) return 'contested';
  if (card.source !== null && !mayAnswerAlone) return 'publisher';
  return conflict ?? 'partial';
};
