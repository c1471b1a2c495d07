// Looks behind the links of a message that its words and links alone did not answer: where they lead, and what the pages are titled.
import { dayOf } from '../base/clock.ts';
import { type Id, parseId } from '../base/ids.ts';
import { restrained } from '../core/alias.ts';
import { type CheckCard, isOverdue, mayAnswer, textIn } from '../core/check.ts';
import { judge } from '../core/claim.ts';
import { bestOutcome } from '../core/tip.ts';
import type { Proposal } from '../kit/search/index.ts';
import {
  answersFrom,
  comparedIn,
  type Doubt,
  type Matched,
  type MatchedAnswer,
  type MatchedClaim,
  toldOf,
} from './matched.ts';
import { linksToOpen, type PageLinks, pageLinks } from './page-links.ts';
import { restraintOf, throughOf } from './taught.ts';
import type { World } from './world.ts';

const shown = 3;

type MatchWorld = Pick<World, 'pages' | 'index' | 'knownFrom' | 'cards' | 'now' | 'keyed'>;

/**
 * Adds what pages behind links tell to a message matched by its words. A check that holds the page's own address answers;
 * one that agrees with its title is only offered, because a page can be titled like the claim it refutes, and its title is
 * all that was read. Titles come back in `pages` for the asker to see; claims, fingerprints and texts stay as they were.
 * Waits as long as the port `pages` does, and not at all when nothing is to be opened.
 */
export const matchPages = async (world: MatchWorld, matched: Matched): Promise<Matched> => {
  const opened = await Promise.all(
    linksToOpen(matched).map(async ({ link, address, claim }) => {
      const seen = await world.pages.head(address);
      return seen && { link, claim, found: pageLinks(world.keyed, seen) };
    }),
  );
  const read = opened.filter((page) => page !== undefined);
  if (read.length === 0) return matched;
  const claims = await Promise.all(
    matched.claims.map((claim, i) => {
      const found = read.filter((page) => page.claim === i).map((page) => page.found);
      return found.length === 0 ? claim : withPages(world, claim, found);
    }),
  );
  return {
    ...matched,
    claims,
    outcome: bestOutcome(claims.map((c) => c.outcome)),
    pages: read.flatMap(({ link, found }) => found.titles.slice(0, 1).map((title) => ({ link, title }))),
  };
};

const withPages = async (
  world: MatchWorld,
  claim: MatchedClaim,
  pages: readonly PageLinks[],
): Promise<MatchedClaim> => {
  const { index } = world;
  const linked = new Set(pages.flatMap((p) => p.links.flatMap(index.byLink)));
  const hinted = new Set(pages.flatMap((p) => p.hints.flatMap(index.byLink)));
  const titled = pages
    .flatMap((p) => p.titles.flatMap((title) => index.propose(title, shown)))
    // Askers' wordings are for askers' words.
    .filter((proposal) => throughOf(proposal) === null);
  const cards = await world.cards.get(
    [...linked, ...hinted, ...titled.map((p) => p.checkId)].flatMap((id) => parseId(id) ?? []),
  );
  const today = dayOf(world.now());
  const cardsOf = (ids: ReadonlySet<string>) => [...ids].flatMap((id) => cards.get(id as Id) ?? []);
  const offered = [
    ...cardsOf(linked).map((card) => byLink(claim, card, isOverdue(card, today), mayAnswer(card, today))),
    ...claim.answers,
    ...cardsOf(hinted).map((card) => offeredOnly(card, isOverdue(card, today), null)),
    ...titled.flatMap((proposal) => {
      const card = cards.get(proposal.checkId as Id);
      return card && agrees(proposal, answersFrom(world)) ? [offeredOnly(card, isOverdue(card, today), proposal)] : [];
    }),
  ].sort((a, b) => rank(b) - rank(a));
  const answers = offered
    .filter((a, i) => offered.findIndex((other) => other.card.id === a.card.id) === i)
    .slice(0, shown);
  return { ...claim, answers, outcome: bestOutcome(answers.map((a) => a.outcome)) };
};

const rank = (answer: MatchedAnswer): number =>
  (answer.sameLink ? 4 : 0) + (answer.outcome === 'known' ? 2 : 0) + (answer.probability ?? answer.coverage);

const byLink = (claim: MatchedClaim, card: CheckCard, overdue: boolean, mayAnswerAlone: boolean): MatchedAnswer => {
  const restraint = restraintOf(card, null, { text: claim.text, claim: claim.fingerprint });
  const outcome = restrained(judge({ ...wordless, sameLink: true, mayAnswer: mayAnswerAlone }, 1), restraint);
  const doubt: Doubt = restraint.disputed ? 'disputed' : overdue ? 'overdue' : 'publisher';
  return { ...bare(card, overdue), sameLink: true, outcome, doubt: outcome === 'known' ? null : doubt };
};

/** Nothing agrees but the address. */
const wordless = {
  coverage: 0,
  textCoverage: 0,
  contentWords: 0,
  agreeing: 0,
  probability: 0,
  inConflict: false,
};

/** Whether a title says enough of what the check is about for the check to be offered. */
const agrees = (proposal: Proposal, knownFrom: number): boolean =>
  judge({ ...comparedIn(proposal), sameLink: false, mayAnswer: true }, knownFrom) !== 'new';

const offeredOnly = (card: CheckCard, overdue: boolean, proposal: Proposal | null): MatchedAnswer => {
  if (proposal === null) return { ...bare(card, overdue), doubt: 'page' };
  const { features, score, text, spans } = proposal;
  const words = spans.text.map((s) => text.text.slice(s.start, s.end).toLocaleLowerCase('vi'));
  const told = toldOf(card, proposal);
  return {
    ...bare(card, overdue),
    score,
    coverage: features.coverage,
    matched: told.matched,
    // Where words agree in the title is nowhere in the message.
    spans: { query: [], matched: told.spans },
    wording: told.wording,
    words: [...new Set(words)].slice(0, 12),
    reasons: proposal.reasons,
    doubt: features.conflicts.find((conflict) => conflict !== 'short' && conflict !== 'swapped') ?? 'page',
  };
};

const bare = (card: CheckCard, overdue: boolean): Omit<MatchedAnswer, 'doubt'> => ({
  card,
  outcome: 'perhaps',
  overdue,
  sameLink: false,
  probability: null,
  score: 0,
  coverage: 0,
  matched: textIn(card.texts, '').text.claim,
  spans: { query: [], matched: [] },
  wording: null,
  words: [],
  reasons: [],
  through: null,
});
