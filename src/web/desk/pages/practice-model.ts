// What the pages of the practice desk are made from.
import type { Check } from '../../../core/check.ts';
import type { Comparison, DeclinedComparison, PracticeAttempt } from '../../../core/practice.ts';
import type { DeclinedClaim } from '../../../desk/index.ts';
import type { AtDesk } from './at-desk.ts';

/** A check as it stands in a list: its claim in the language there is. */
export type PracticeClaim = { readonly lang: string; readonly claim: string };

/** What a try is at; the comparison is null while a step is left. */
export type Tried =
  | { readonly check: Check; readonly comparison: Comparison | null }
  | { readonly declined: DeclinedClaim; readonly comparison: DeclinedComparison | null };

export type PracticePage =
  | (AtDesk & {
      readonly page: 'desk-practice';
      readonly next: (PracticeClaim & { readonly of: string }) | null;
      /** Whether there is anything to practise on. */
      readonly any: boolean;
      readonly mine: readonly { readonly attempt: PracticeAttempt; readonly claim: PracticeClaim }[];
      /** How many were just deleted; null where none was asked for. */
      readonly deleted: number | null;
    })
  | (AtDesk & {
      readonly page: 'desk-practice-try';
      readonly attempt: PracticeAttempt;
      readonly subject: Tried;
      /** Whether what was just sent was refused, and the sentence that was in it. */
      readonly refused: { readonly short: string; readonly verdict: string } | null;
    });

export type PracticePageOf<Name extends PracticePage['page']> = Extract<PracticePage, { readonly page: Name }>;
