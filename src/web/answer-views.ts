// From what matching or the store says to what the answer and ticket pages show.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type CheckCard, isOverdue, mayAnswer, textIn } from '../core/check.ts';
import type { Outcome, PublicAnswer, PublicOutcome } from '../core/tip.ts';
import type { MatchedAnswer, MatchedClaim } from '../desk/index.ts';
import type { AnswerView, ClaimView } from './pages/model.ts';

export const claimView = (claim: MatchedClaim, othersAsking = 0): ClaimView => ({
  span: claim.span,
  outcome: claim.outcome,
  answers: claim.answers.map(answerView),
  othersAsking,
});

export const answerView = ({
  card,
  overdue,
  spans,
  matched,
  wording,
  words,
  reasons,
  probability,
  doubt,
  sameLink,
  through,
}: MatchedAnswer): AnswerView => ({
  card,
  overdue,
  spans,
  matched,
  wording,
  words,
  reasons,
  probability,
  doubt,
  sameLink,
  ...(through === null ? {} : { asked: true as const }),
});

const nowhere = { start: 0, end: 0 };

/** A claim as it was answered, without the message: checks that are gone are left out, and none answers that no longer may. */
export const publicClaimView = (
  claim: PublicOutcome,
  cards: ReadonlyMap<Id, CheckCard>,
  lang: string,
  today: Day,
): ClaimView => {
  const answers = claim.answers.flatMap((a) => publicAnswerView(a, cards, lang, today));
  const first = answers[0];
  const stands = claim.outcome !== 'known' || (first !== undefined && mayAnswer(first.card, today));
  const outcome: Outcome = first === undefined ? 'new' : stands ? claim.outcome : 'perhaps';
  return { span: nowhere, outcome, answers: outcome === 'perhaps' ? answers.map(doubted) : answers, othersAsking: 0 };
};

const publicAnswerView = (
  { check, words, asked }: PublicAnswer,
  cards: ReadonlyMap<Id, CheckCard>,
  lang: string,
  today: Day,
): readonly AnswerView[] => {
  const card = cards.get(check);
  return card === undefined
    ? []
    : [{ ...plainView(card, words, lang, today), ...(asked === undefined ? {} : { asked: true as const }) }];
};

/** A check as an answer of which only the agreeing words are known. */
export const plainView = (card: CheckCard, words: readonly string[], lang: string, today: Day): AnswerView => ({
  card,
  overdue: isOverdue(card, today),
  spans: { query: [], matched: [] },
  matched: textIn(card.texts, lang).text.claim,
  wording: null,
  words,
  reasons: [],
  probability: null,
  doubt: null,
  sameLink: false,
});

const doubted = (answer: AnswerView): AnswerView => ({
  ...answer,
  doubt: answer.overdue ? 'overdue' : answer.card.contested === true ? 'contested' : answer.asked ? 'asked' : 'partial',
});
