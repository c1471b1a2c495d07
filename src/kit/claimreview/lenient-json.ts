import { isObject, type Loose } from './loose-json.ts';

/**
 * Parses one JSON value as publishers write it: strictly first; where that fails, once more with raw control characters
 * in strings made blanks, trailing commas dropped and, when quotes came as `&quot;`, entities undone. Undefined when it is
 * still no JSON. Names of the schema.org vocabulary lose their prefix (`schema:url`, `http://schema.org/url`).
 */
export const lenientJson = (text: string): Loose | undefined => {
  const value =
    strict(text) ?? strict(repaired(text)) ?? (text.includes('&quot;') ? strict(unquoted(text)) : undefined);
  return /"(?:schema:|https?:\/\/schema\.org\/)[A-Za-z]+"\s*:/.test(text) ? unprefixed(value?.json) : value?.json;
};

// Wrapped, because `null` is JSON too.
const strict = (text: string): { readonly json: Loose } | undefined => {
  try {
    return { json: JSON.parse(text) as Loose };
  } catch {
    return undefined;
  }
};

const unquoted = (text: string): string =>
  repaired(text.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&'));

const repaired = (text: string): string =>
  text.replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|$)|,(?=\s*[}\]])/g, (part) =>
    part === ',' ? '' : part.replace(/[\u0000-\u001F]/g, ' ').replace(/\\(?!["\\/bfnrtu])/g, '\\\\'),
  );

const unprefixed = (value: Loose): Loose => {
  if (Array.isArray(value)) return value.map(unprefixed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/^(?:schema:|https?:\/\/schema\.org\/)/, ''),
      unprefixed(inner),
    ]),
  );
};
