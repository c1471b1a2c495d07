import type { Draft } from './draft.ts';
import { fromClaimReview, type Resolve } from './from-claim-review.ts';
import { fromGoogle } from './from-google.ts';
import { fromPlain, isPlainItem } from './from-plain.ts';
import { firstWords, isObject, type Loose, type LooseObject, listOf, objectsOf, typesOf } from './loose-json.ts';

/** What one value of the input holds: drafts by name of their part, or why it holds none. */
export type Found =
  | { readonly drafts: readonly Draft[]; readonly part: 'claim' | 'review' }
  | { readonly unsupported: string };

/**
 * Every fact-check inside a value: ClaimReviews at any depth (also within articles, graphs, feeds, wrappers), Google claims,
 * and otherwise the value itself, or its only object, as a plain item. Empty when it holds none.
 */
export const findChecks = (
  value: Loose,
  resolve: Resolve,
  mapping?: Readonly<Record<string, string>>,
): readonly Found[] => {
  const found = isMapped(value, mapping) ? [] : nested(value, [], resolve);
  if (found.length > 0 || !isObject(value)) return found;
  const plain = plainNode(value, mapping);
  return plain === undefined ? [] : [{ drafts: [fromPlain(plain, mapping)], part: 'claim' }];
};

/**
 * Whether a value that holds no check was meant as one and has to be accounted for. A node of another schema.org type
 * (breadcrumbs, an organisation) beside the checks is no item; a value without any type may have been one.
 */
export const looksMeant = (value: Loose): boolean =>
  !isObject(value) || (typesOf(value).length === 0 && !('@id' in value));

const isMapped = (value: Loose, mapping?: Readonly<Record<string, string>>): boolean =>
  mapping?.claim !== undefined && isObject(value) && isPlainItem(value, mapping) && typesOf(value).length === 0;

const nested = (value: Loose, around: readonly LooseObject[], resolve: Resolve): readonly Found[] => {
  if (Array.isArray(value)) return value.flatMap((one) => nested(one, around, resolve));
  if (!isObject(value)) return [];
  const types = typesOf(value);
  if (types.includes('claimreview') || (types.length === 0 && isBareReview(value))) {
    return [{ drafts: fromClaimReview(value, around, resolve), part: 'claim' }];
  }
  if (types.includes('mediareview')) return [{ unsupported: 'MediaReview' }];
  if (types.length === 0 && isGoogleClaim(value)) return [{ drafts: fromGoogle(value), part: 'review' }];
  return Object.values(value).flatMap((one) =>
    typeof one === 'object' && one !== null ? nested(one, [value, ...around], resolve) : [],
  );
};

const isBareReview = (node: LooseObject): boolean =>
  'claimReviewed' in node && listOf(node.reviewRating).some(isObject);

const isGoogleClaim = (node: LooseObject): boolean =>
  firstWords(node.text) !== undefined && objectsOf(node.claimReview).length > 0;

const plainNode = (value: LooseObject, mapping?: Readonly<Record<string, string>>): LooseObject | undefined => {
  if (typesOf(value).length > 0 && value['@type'] !== undefined) return undefined;
  if (isPlainItem(value, mapping)) return value;
  const inner = Object.values(value).filter(isObject);
  const only = inner.length === 1 ? inner[0] : undefined;
  return only !== undefined && only['@type'] === undefined && isPlainItem(only, mapping) ? only : undefined;
};
