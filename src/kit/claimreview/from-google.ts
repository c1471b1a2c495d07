import type { Draft } from './draft.ts';
import { addressesOf, firstWords, isObject, type LooseObject, objectsOf } from './loose-json.ts';

/** Drafts of one claim in the answer of Google's Fact Check Tools API (`claims:search`), one for each review of it. */
export const fromGoogle = (node: LooseObject): readonly Draft[] =>
  objectsOf(node.claimReview).map((review) => {
    const publisher = isObject(review.publisher) ? review.publisher : {};
    return {
      claim: firstWords(node.text),
      title: firstWords(review.title),
      label: firstWords(review.textualRating),
      addresses: addressesOf(review.url),
      publisherName: firstWords(publisher.name),
      publisherSite: firstWords(publisher.site),
      lang: review.languageCode,
      claimedOn: node.claimDate,
      reviewedOn: review.reviewDate,
      claimant: firstWords(node.claimant),
      needsRating: true,
    };
  });
