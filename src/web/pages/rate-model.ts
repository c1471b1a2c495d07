// Pages of those who rate, and what stands of a check. Names begin with `rate`.
import type { Day } from '../../base/clock.ts';
import type { CheckCard } from '../../core/check.ts';
import type { Quarter } from '../../core/quarter.ts';
import type { RatingInput } from '../../core/rating.ts';
import type { Cut, StandingOfCheck } from '../../desk/rating-ports.ts';

/** What stands of a check, and what stood before, the newest first; empty where nothing was worked out yet. */
export type ShownStanding = readonly (StandingOfCheck & { readonly cut: number; readonly on: Day })[];

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
      } | null;
      readonly mails: boolean;
      readonly email: string;
      readonly refused: { readonly code: string; readonly wait?: number } | null;
      /** What was just done: a letter is on its way, a rating was kept, or somebody left. */
      readonly done: 'sent' | 'rated' | 'left' | null;
    }
  | { readonly page: 'rate-open'; readonly code: string; readonly refused: string | null }
  | {
      readonly page: 'rate-check';
      readonly card: CheckCard;
      /** What this rater said of it before. */
      readonly rated: RatingInput | null;
      readonly refused: string | null;
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
  'rate-method': 'rate.method.title',
} as const satisfies Readonly<Record<RatePage['page'], string>>;
