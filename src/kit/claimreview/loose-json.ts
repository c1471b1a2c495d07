/** Reading JSON-LD as the world writes it: any value may be a string, an object, a list of either, or absent. */
export type Loose = unknown;
export type LooseObject = { readonly [key: string]: Loose };

export const isObject = (value: Loose): value is LooseObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a list: absent is empty, a single value is one. */
export const listOf = (value: Loose): readonly Loose[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
};

export const objectsOf = (value: Loose): readonly LooseObject[] => listOf(value).filter(isObject);

/** The words of a value: a string, a number, JSON-LD's `@value`, or a list of those. Empty ones are left out. */
export const wordsOf = (value: Loose): readonly string[] =>
  listOf(value).flatMap((one) => {
    if (typeof one === 'string') return one.trim() === '' ? [] : [one];
    if (typeof one === 'number' && Number.isFinite(one)) return [String(one)];
    return isObject(one) && '@value' in one ? wordsOf(one['@value']) : [];
  });

/** The first words among several values, in the order given. */
export const firstWords = (...values: readonly Loose[]): string | undefined => {
  for (const value of values) {
    const words = wordsOf(value)[0];
    if (words !== undefined) return words;
  }
  return undefined;
};

/** Addresses of a value: strings, or the `url`, `@id` or `contentUrl` of objects. */
export const addressesOf = (value: Loose): readonly string[] =>
  listOf(value).flatMap((one) => {
    if (!isObject(one)) return wordsOf(one);
    const address = firstWords(one.url, one['@id'], one.contentUrl);
    return address === undefined ? [] : [address];
  });

/** Types of a JSON-LD node, lower case, without `schema:` or the vocabulary's address. */
export const typesOf = (node: LooseObject): readonly string[] =>
  wordsOf(node['@type'] ?? node.type).map((type) =>
    type
      .trim()
      .replace(/^.*[/:#]/, '')
      .toLowerCase(),
  );
