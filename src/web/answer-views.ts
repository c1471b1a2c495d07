// From what matching or the store says to what the answer and ticket pages show.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type CheckCard, isOverdue, mayAnswer, textIn } from '../core/check.ts';
import type { Outcome, PublicAnswer, PublicOutcome } from '../core/tip.ts';
import type { Doubt, MatchedAnswer, MatchedClaim, Sight } from '../desk/index.ts';
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
  picture,
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
  ...(picture === undefined ? {} : { picture: { shown: picture.of.picture, differs: picture.differs } }),
});

const nowhere = { start: 0, end: 0 };

type Shown = { readonly lang: string; readonly today: Day; readonly sight: Pick<Sight, 'byFile'> };

/** A claim as it was answered, without the message: checks that are gone are left out, and none answers that no longer may. */
export const publicClaimView = (claim: PublicOutcome, cards: ReadonlyMap<Id, CheckCard>, shown: Shown): ClaimView => {
  const { today } = shown;
  const answers = claim.answers.flatMap((a) => publicAnswerView(a, cards, shown));
  const first = answers[0];
  const stands = claim.outcome !== 'known' || (first !== undefined && mayAnswer(first.card, today));
  const outcome: Outcome = first === undefined ? 'new' : stands ? claim.outcome : 'perhaps';
  return { span: nowhere, outcome, answers: outcome === 'perhaps' ? answers.map(doubted) : answers, othersAsking: 0 };
};

const publicAnswerView = (
  { check, words, asked, picture }: PublicAnswer,
  cards: ReadonlyMap<Id, CheckCard>,
  { lang, today, sight }: Shown,
): readonly AnswerView[] => {
  const card = cards.get(check);
  // One that its check shows no more is not shown here either.
  const known = picture && sight.byFile(picture.file);
  return card === undefined
    ? []
    : [
        {
          ...plainView(card, words, lang, today),
          ...(asked === undefined ? {} : { asked: true as const }),
          ...(known?.check === check ? { picture: { shown: known.picture, differs: picture?.differs ?? [] } } : {}),
        },
      ];
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
  doubt: answer.overdue ? 'overdue' : answer.card.contested === true ? 'contested' : unsure(answer),
});

const unsure = ({ asked, picture }: AnswerView): Doubt => {
  if (asked) return 'asked';
  return picture === undefined ? 'partial' : 'picture';
};
