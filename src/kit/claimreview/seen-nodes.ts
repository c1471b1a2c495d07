import type { Resolve } from './from-claim-review.ts';
import { isObject, type Loose, type LooseObject } from './loose-json.ts';

/** The nodes of a JSON-LD document that others point to by `@id`, in a few fields each and at most 2,000 of them. */
export type SeenNodes = { readonly note: (value: Loose) => void; readonly resolve: Resolve };

const kept = ['@id', '@type', 'name', 'url', 'alternateName', 'ratingValue', 'bestRating', 'jobTitle', 'datePublished'];

export const seenNodes = (): SeenNodes => {
  const byId = new Map<string, LooseObject>();
  const note = (value: Loose): void => {
    if (Array.isArray(value)) {
      for (const one of value) note(one);
      return;
    }
    if (!isObject(value)) return;
    const id = value['@id'];
    const isMoreThanAPointer = Object.keys(value).some((key) => !key.startsWith('@'));
    if (typeof id === 'string' && isMoreThanAPointer && byId.size < 2000 && !byId.has(id)) {
      byId.set(id, Object.fromEntries(kept.filter((key) => key in value).map((key) => [key, short(value[key])])));
    }
    for (const one of Object.values(value)) if (typeof one === 'object') note(one);
  };
  const resolve: Resolve = (value) => {
    if (!isObject(value) || typeof value['@id'] !== 'string') return value;
    const isPointer = Object.keys(value).every((key) => key.startsWith('@'));
    return isPointer ? (byId.get(value['@id']) ?? value) : value;
  };
  return { note, resolve };
};

const short = (value: Loose): Loose => {
  if (typeof value === 'number') return value;
  if (Array.isArray(value))
    return value.slice(0, 5).map((one) => (typeof one === 'string' ? one.slice(0, 500) : undefined));
  return typeof value === 'string' ? value.slice(0, 500) : undefined;
};
