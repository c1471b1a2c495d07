import type { Json } from '../../base/canonical-json.ts';

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * JSON that can stand inside a `<script>` element: no text in it can end the element, open a comment or break a line of
 * JavaScript, and parsing it gives the same value. Lone surrogates come out as JSON escapes (well-formed JSON.stringify).
 * @example scriptSafeJson('</script>') // '"\\u003c/script\\u003e"'
 */
export const scriptSafeJson = (value: Json): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (mark) => escapes[mark] ?? '');
