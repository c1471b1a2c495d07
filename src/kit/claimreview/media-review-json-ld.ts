import type { Json } from '../../base/canonical-json.ts';
import type { Day } from '../../base/clock.ts';
import { isSocialAddress } from './social-address.ts';
import type { Verdict } from './verdict.ts';

/** A picture of a check of ours as its page shows it. Addresses absolute. */
export type OwnMediaReview = {
  /** Of the check's page. */
  readonly url: string;
  readonly verdict: Verdict;
  readonly label: string;
  readonly lang: string;
  readonly publishedOn: Day;
  readonly organisation: { readonly name: string; readonly url: string };
  readonly picture: {
    readonly url: string;
    /** Whether it is the copy that somebody changed, where there is an earlier one. */
    readonly isEdited: boolean;
    readonly description: string;
    readonly width: number;
    readonly height: number;
    readonly seenUrl?: string;
    readonly seenOn?: Day;
  };
};

/**
 * What a verdict says of the picture itself, in the words of schema.org; undefined where it judges what is said about the
 * picture, and the picture may be anything.
 */
const categoryOf = (verdict: Verdict, isEdited: boolean): string | undefined => {
  if (verdict === 'satire') return 'SatireOrParodyContent';
  if (verdict === 'altered') return 'TransformedContent';
  if (isEdited) return 'EditedOrCroppedContent';
  if (verdict === 'missing-context' || verdict === 'misleading') return 'DecontextualizedContent';
  return verdict === 'true' ? 'OriginalMediaContent' : undefined;
};

/**
 * schema.org MediaReview of one picture, beside the ClaimReview of its check; undefined where the verdict says nothing of
 * the picture itself. The address of a post is left out whatever the caller hands in: it names its author.
 * @example scriptSafeJson(mediaReviewJsonLd(picture) ?? null)
 */
export const mediaReviewJsonLd = (given: OwnMediaReview): { readonly [key: string]: Json } | undefined => {
  const { url, lang, publishedOn, label, organisation, picture } = given;
  const category = categoryOf(given.verdict, picture.isEdited);
  if (category === undefined) return undefined;
  const by = { '@type': 'Organization', name: organisation.name, url: organisation.url };
  const seen = picture.seenUrl === undefined || isSocialAddress(picture.seenUrl) ? undefined : picture.seenUrl;
  return {
    '@context': 'https://schema.org',
    '@type': 'MediaReview',
    url,
    inLanguage: lang,
    datePublished: publishedOn,
    author: by,
    publisher: by,
    mediaAuthenticityCategory: `https://schema.org/${category}`,
    originalMediaContextDescription: picture.description,
    ...(seen === undefined ? {} : { originalMediaLink: seen }),
    reviewRating: { '@type': 'Rating', alternateName: label },
    itemReviewed: {
      '@type': 'MediaReviewItem',
      mediaItemAppearance: [
        {
          '@type': 'ImageObjectSnapshot',
          contentUrl: picture.url,
          description: picture.description,
          width: `${picture.width} px`,
          height: `${picture.height} px`,
          encodingFormat: 'image/webp',
          ...(picture.seenOn === undefined ? {} : { dateCreated: picture.seenOn }),
        },
      ],
    },
  };
};
