import type { Json } from '../../base/canonical-json.ts';
import type { Day } from '../../base/clock.ts';
import { isSocialAddress } from './social-address.ts';
import { scale, type Verdict } from './verdict.ts';

/** A check of ours as its page publishes it. Days are UTC; addresses absolute. */
export type OwnCheck = {
  readonly url: string;
  readonly claim: string;
  readonly verdict: Verdict;
  /** The verdict in the page's language, as the organisation words it. */
  readonly label: string;
  readonly title?: string;
  readonly summary?: string;
  readonly lang: string;
  readonly publishedOn: Day;
  readonly modifiedOn?: Day;
  /** Where we erred or facts changed, in the page's language; the spelling of a word is no correction. */
  readonly corrections?: readonly { readonly on: Day; readonly text: string }[];
  /** What the verdict stands on: sources with an address. */
  readonly sources?: readonly { readonly url: string; readonly name: string; readonly publisher: string }[];
  readonly organisation: { readonly name: string; readonly url: string; readonly logo?: string };
  /** Only a public body or figure, as the check's own page names it. */
  readonly claimant?: { readonly kind: 'organization' | 'person'; readonly name: string; readonly role?: string };
  readonly claimedOn?: Day;
  readonly firstAppearance?: string;
  readonly appearances?: readonly string[];
  /** Address of the licence of this structured data. */
  readonly licence?: string;
};

/**
 * schema.org ClaimReview of one check, as Google's fact-check guide asks. Verdicts on the scale carry a number, `false` 1
 * to `true` 6; those off the scale have words only, since any number would order them. Social permalinks are left out
 * whatever the caller hands in: they name their authors.
 * @example scriptSafeJson(claimReviewJsonLd(check)) // what stands in <script type="application/ld+json">
 */
export const claimReviewJsonLd = (check: OwnCheck): { readonly [key: string]: Json } =>
  present({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: check.url,
    name: check.title,
    description: check.summary,
    claimReviewed: check.claim,
    inLanguage: check.lang,
    datePublished: check.publishedOn,
    dateModified: check.modifiedOn,
    correction: corrections(check),
    citation: citations(check),
    author: organisation(check),
    publisher: organisation(check),
    itemReviewed: claim(check),
    reviewRating: rating(check),
    sdLicense: check.licence,
  });

/** schema.org `CorrectionComment`, each with its day. */
const corrections = ({ corrections: told = [] }: OwnCheck): Json | undefined =>
  told.length === 0
    ? undefined
    : told.map(({ on, text }) => ({ '@type': 'CorrectionComment', datePublished: on, text }));

/** schema.org `citation`. A post is left out, as it is among the appearances. */
const citations = ({ sources = [] }: OwnCheck): Json | undefined => {
  const cited = sources.filter(({ url }) => !isSocialAddress(url));
  return cited.length === 0
    ? undefined
    : cited.map(({ url, name, publisher }) => ({
        '@type': 'CreativeWork',
        url,
        name,
        publisher: { '@type': 'Organization', name: publisher },
      }));
};

const organisation = ({ organisation: { name, url, logo } }: OwnCheck): Json =>
  present({ '@type': 'Organization', name, url, logo });

const claim = (check: OwnCheck): Json => {
  const places = (check.appearances ?? []).filter((address) => !isSocialAddress(address));
  const first = check.firstAppearance;
  return present({
    '@type': 'Claim',
    datePublished: check.claimedOn,
    author: check.claimant && {
      '@type': check.claimant.kind === 'person' ? 'Person' : 'Organization',
      name: check.claimant.name,
      ...(check.claimant.kind === 'person' ? present({ jobTitle: check.claimant.role }) : {}),
    },
    firstAppearance: first === undefined || isSocialAddress(first) ? undefined : work(first),
    appearance: places.length === 0 ? undefined : places.map(work),
  });
};

const work = (url: string): Json => ({ '@type': 'CreativeWork', url });

const rating = (check: OwnCheck): Json => {
  const place = (scale as readonly Verdict[]).indexOf(check.verdict);
  const number = place < 0 ? {} : { ratingValue: scale.length - place, bestRating: scale.length, worstRating: 1 };
  return { '@type': 'Rating', ...number, alternateName: check.label };
};

const present = (fields: { readonly [key: string]: Json | undefined }): { readonly [key: string]: Json } =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));
