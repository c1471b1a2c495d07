import type { Day } from '../../base/clock.ts';
import type { ForeignCheck } from './foreign-check.ts';

/** What a check, ours or another publisher's, says in a `claims:search` answer. */
export type AnsweredCheck = Pick<ForeignCheck, 'claim' | 'url' | 'publisher'> &
  Partial<Pick<ForeignCheck, 'title' | 'label' | 'lang' | 'claimant' | 'claimedOn' | 'reviewedOn'>>;

/** Google's answer, Fact Check Tools API v1alpha1: dates are RFC 3339 times, absent fields are left out. */
export type GoogleClaims = {
  readonly claims?: readonly {
    readonly text: string;
    readonly claimant?: string;
    readonly claimDate?: string;
    readonly claimReview: readonly {
      readonly publisher: { readonly name: string; readonly site: string };
      readonly url: string;
      readonly title?: string;
      readonly reviewDate?: string;
      readonly textualRating?: string;
      readonly languageCode?: string;
    }[];
  }[];
  readonly nextPageToken?: string;
};

/**
 * Checks in the shape of Google's `claims:search` answer, in the order given, each check a claim with one review.
 * As there, an answer without hits is `{}` and the last page has no `nextPageToken`.
 */
export const googleClaims = (checks: readonly AnsweredCheck[], nextPageToken?: string): GoogleClaims => ({
  ...(checks.length === 0 ? {} : { claims: checks.map(googleClaim) }),
  ...(nextPageToken === undefined ? {} : { nextPageToken }),
});

const googleClaim = (check: AnsweredCheck): NonNullable<GoogleClaims['claims']>[number] => ({
  text: check.claim,
  ...(check.claimant === undefined ? {} : { claimant: check.claimant }),
  ...(check.claimedOn === undefined ? {} : { claimDate: midnight(check.claimedOn) }),
  claimReview: [
    {
      publisher: { name: check.publisher.name, site: check.publisher.site },
      url: check.url,
      ...(check.title === undefined ? {} : { title: check.title }),
      ...(check.reviewedOn === undefined ? {} : { reviewDate: midnight(check.reviewedOn) }),
      ...(check.label === undefined ? {} : { textualRating: check.label }),
      ...(check.lang === undefined ? {} : { languageCode: check.lang }),
    },
  ],
});

const midnight = (day: Day): string => `${day}T00:00:00Z`;
