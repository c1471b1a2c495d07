// What askers taught, as it holds an answer back: see core/alias.

import { type Restraint, saysMore } from '../core/alias.ts';
import type { CheckCard } from '../core/check.ts';
import type { Proposal } from '../kit/search/index.ts';
import { analyzer, fingerprint } from '../kit/text/index.ts';

/** Fingerprint of the askers' wording that a proposal came by; null where it came by a text of the check's own. */
export const throughOf = ({ text }: Pick<Proposal, 'text'>): string | null =>
  text.kind === 'asked' ? fingerprint(text.text) : null;

/** What stands between this check and an automatic answer to these words; `claim` is their fingerprint as it is stored. */
export const restraintOf = (
  card: CheckCard,
  through: string | null,
  question: { readonly text: string; readonly claim: string | null },
): Restraint => ({
  asked: through !== null,
  trusted: through !== null && card.taught?.confirmed.includes(through) === true,
  saysMore:
    through !== null &&
    saysMore(
      analyzer.facts(question.text),
      claimsOf(card).map((c) => analyzer.facts(c)),
    ),
  disputed: question.claim !== null && card.taught?.disputed.includes(question.claim) === true,
});

const claimsOf = (card: CheckCard): readonly string[] => Object.values(card.texts).map((text) => text.claim);
