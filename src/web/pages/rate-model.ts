// Pages of those who rate, and what stands of a check. Names begin with `rate`.
import type { Day } from '../../base/clock.ts';
import type { CheckCard } from '../../core/check.ts';
import type { Quarter } from '../../core/quarter.ts';
import type { RatingInput, RatingReason } from '../../core/rating.ts';
import type { OwnProposal } from '../../desk/rater-proposal-ports.ts';
import type { Cut, StandingOfCheck } from '../../desk/rating-ports.ts';

/** What stands of a check, and what stood before, the newest first; empty where nothing was worked out yet. */
export type ShownStanding = readonly (StandingOfCheck & { readonly cut: number; readonly on: Day })[];

/** What was just done: a letter is on its way, something was kept or taken away, or somebody left. */
export const rateDone = ['sent', 'rated', 'proposed', 'passkey', 'passkeys-gone', 'left'] as const;

export type RatePage =
  | {
      readonly page: 'rate';
      /** Null for whoever is not signed in. */
      readonly here: {
        readonly pseudonym: string;
        readonly quarter: Quarter;
        readonly drawn: readonly CheckCard[];
        readonly rated: readonly {
          readonly rating: RatingInput;
          readonly card: CheckCard;
          readonly standing: StandingOfCheck['standing'] | null;
        }[];
        /** What this rater proposed this quarter, and what became of it. */
        readonly proposed: readonly OwnProposal[];
        /** How many passkeys they come back by. */
        readonly passkeys: number;
      } | null;
      readonly mails: boolean;
      /** Whether browsers make passkeys for this address. */
      readonly passkeys: boolean;
      readonly email: string;
      readonly refused: { readonly code: string; readonly wait?: number } | null;
      readonly done: (typeof rateDone)[number] | null;
    }
  | { readonly page: 'rate-open'; readonly code: string; readonly refused: string | null }
  | {
      readonly page: 'rate-check';
      readonly card: CheckCard;
      /** What this rater said of it before. */
      readonly rated: RatingInput | null;
      /** What stands in the form: what was sent and not taken, else what was said before. */
      readonly sent: { readonly level: string; readonly reasons: readonly RatingReason[] } | null;
      readonly refused: string | null;
    }
  | {
      readonly page: 'rate-propose';
      readonly about: {
        /** Absent of a case with a public note. */
        readonly slug?: string;
        readonly note: number;
        readonly titles: Readonly<Record<string, string>>;
      };
      readonly typed: { readonly kind: string; readonly says: string; readonly url: string };
      readonly refused: { readonly code: string; readonly field: string | null } | null;
    }
  | {
      readonly page: 'rate-method';
      readonly cuts: readonly Cut[];
      readonly raters: { readonly now: number; readonly admitted: number; readonly left: number };
    };

export const rateTitles = {
  rate: 'rate.title',
  'rate-open': 'rate.open.title',
  'rate-check': 'rate.check.title',
  'rate-propose': 'propose.title',
  'rate-method': 'rate.method.title',
} as const satisfies Readonly<Record<RatePage['page'], string>>;
