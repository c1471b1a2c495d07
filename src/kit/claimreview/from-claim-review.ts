import type { Draft } from './draft.ts';
import {
  addressesOf,
  firstWords,
  isObject,
  type Loose,
  type LooseObject,
  listOf,
  objectsOf,
  typesOf,
  wordsOf,
} from './loose-json.ts';

/** Gives the node an `@id` stands for, where it was seen; any other value as it is. */
export type Resolve = (value: Loose) => Loose;

/**
 * Drafts of one schema.org ClaimReview, one for each claim it reviews. `around` are the nodes it stands in, nearest first:
 * the article's title, address, date and publisher stand in for the review's own.
 */
export const fromClaimReview = (
  node: LooseObject,
  around: readonly LooseObject[],
  resolve: Resolve,
): readonly Draft[] => {
  const article = around.find((one) => 'headline' in one || typesOf(one).some((type) => type.endsWith('article')));
  const reviewed = objectsOf(listOf(node.itemReviewed).map(resolve));
  const claims = [...new Set(wordsOf(node.claimReviewed))];
  const shared: Omit<Draft, 'claim'> = {
    title: firstWords(node.name, node.headline, node.title, article?.headline, article?.name),
    summary: firstWords(node.description, node.subtitle, node.abstract, article?.description),
    body: firstWords(node.reviewBody, node.articleBody),
    label: ratingLabel(listOf(node.reviewRating).map(resolve)),
    addresses: [
      node.url,
      node.mainEntityOfPage,
      absolute(node['@id']),
      article?.url,
      article?.mainEntityOfPage,
    ].flatMap(addressesOf),
    publisherName: [
      ...organisations(listOf(node.author).map(resolve), 'author'),
      ...organisations(listOf(node.publisher).map(resolve), 'publisher'),
      ...organisations(listOf(article?.publisher).map(resolve), 'publisher'),
      ...organisations(listOf(node.sdPublisher).map(resolve), 'publisher'),
    ][0],
    lang: node.inLanguage ?? article?.inLanguage,
    claimedOn: reviewed.map((one) => one.datePublished).find((one) => firstWords(one) !== undefined),
    reviewedOn: firstWords(node.datePublished, node.dateCreated, article?.datePublished),
    claimant: reviewed.flatMap((one) => listOf(one.author).map(resolve)),
    appearances: reviewed.flatMap((one) => [one.firstAppearance, one.appearance, one.url].flatMap(addressesOf)),
    licence: [node.sdLicense, node.license].flatMap(addressesOf)[0],
    needsRating: true,
  };
  return (claims.length === 0 ? [undefined] : claims).map((claim) => ({ ...shared, claim }));
};

// An `@id` such as "#review" names a node inside the document, not an address.
const absolute = (id: Loose): Loose => wordsOf(id).filter((one) => /^https?:/.test(one));

const ratingLabel = (ratings: readonly Loose[]): string | undefined => {
  const nodes = ratings.filter(isObject);
  const words = [
    ...nodes.flatMap((one) => wordsOf(one.alternateName)),
    ...ratings.flatMap((one) => (isObject(one) ? [] : wordsOf(one))),
    ...nodes.flatMap((one) => [...wordsOf(one.name), ...wordsOf(one.ratingValue)]),
  ];
  return (
    words.find((word) => /\p{L}/u.test(word)) ?? words.find((word) => !isNumber(word)) ?? numericLabel(nodes, words)
  );
};

const isNumber = (text: string): boolean => /^\s*-?\d+([.,]\d+)?\s*$/.test(text);

// The number is the publisher's whole verdict here; it is shown as it stands and never translated.
const numericLabel = (nodes: readonly LooseObject[], words: readonly string[]): string | undefined => {
  const rated = nodes.find((one) => firstWords(one.ratingValue) !== undefined);
  const value = firstWords(rated?.ratingValue)?.trim();
  const best = firstWords(rated?.bestRating)?.trim();
  return value !== undefined && best !== undefined && isNumber(best) ? `${value}/${best}` : (value ?? words[0]);
};

// Journalists are people: an author counts only when it is marked as an organisation and is no author's page.
const organisations = (values: readonly Loose[], place: 'author' | 'publisher'): readonly string[] =>
  values.flatMap((value) => {
    if (!isObject(value)) return place === 'publisher' ? wordsOf(value) : [];
    const types = typesOf(value);
    const isPerson = types.includes('person') || 'jobTitle' in value || 'givenName' in value || 'familyName' in value;
    const isUnmarked = types.length === 0 && place === 'author';
    if (isPerson || isUnmarked || [...wordsOf(value.url), ...wordsOf(value['@id'])].some(isAuthorPage)) return [];
    return wordsOf(value.name).slice(0, 1);
  });

const isAuthorPage = (address: string): boolean =>
  /\/(authors?|autor(es)?|auteurs?|people|persons?|profiles?|staff|team|contributors?|users?|byline|tac-gia|phong-vien)\//i.test(
    `${address}/`,
  );
