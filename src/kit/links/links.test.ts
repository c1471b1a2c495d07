import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/links.json' with { type: 'json' };
import { canonicalUrl, findUrls, isPermalink, isShortened, openAddress } from './index.ts';

test.each(vectors.canonical as [string, string | null][])('%s has one spelling', (raw, canonical) => {
  expect(canonicalUrl(raw) ?? null).toBe(canonical);
});

test.each(vectors.permalink as [string, boolean][])('%s leads to a person or not', (url, expected) => {
  expect(isPermalink(url)).toBe(expected);
});

test.each(vectors.found as [string, string[]][])(
  'the addresses in "%s" are found where they stand',
  (text, expected) => {
    expect(findUrls(text).map(({ span }) => text.slice(span.start, span.end))).toEqual(expected);
  },
);

test.each(vectors.open as [string, string | null][])('%s may be opened or not', (url, opened) => {
  expect(openAddress(url) ?? null).toBe(opened);
});

test.each(vectors.shortened as [string, boolean][])('%s is short or not', (url, expected) => {
  expect(isShortened(url)).toBe(expected);
});

test('a bare address is given with a scheme', () => {
  expect(findUrls('xem vnexpress.net/abc').map((f) => f.url)).toEqual(['https://vnexpress.net/abc']);
});

test('the canonical form of a canonical form is itself, whatever the address', () => {
  const part = fc.constantFrom(
    '/',
    'amp',
    '.amp',
    '.html',
    'www.',
    'm.',
    'com',
    'vn',
    'a',
    '?',
    '&',
    '=',
    '#',
    'q=http://',
    'utm_source=x',
    'google.com/url?q=https://',
    'youtu.be/',
    'youtube.com/',
    'watch?v=',
    'abcdefghijk',
    'twitter.com/',
    'wikipedia.org',
    '.',
    ':80',
    '%2F',
    'é',
    '@',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const once = canonicalUrl(`http://${parts.join('')}`);
      if (once !== undefined) expect(canonicalUrl(once)).toBe(once);
    }),
    { numRuns: 3000 },
  );
});

test('a wrapped post is a permalink, and one too long to be spelled is, too', () => {
  expect(isPermalink('https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F1')).toBe(true);
  expect(isPermalink(`https://facebook.com/a/posts/1?x=${'y'.repeat(5000)}`)).toBe(true);
});

test.each(['a.', 'http://', '(', 'https://a.com/)', 'a:', '.com', 'a-', '....', 'xn--'])(
  '100 KB of %j are searched in linear time',
  (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    const start = performance.now();
    findUrls(text);
    canonicalUrl(text);
    isPermalink(text);
    openAddress(text);
    expect(performance.now() - start).toBeLessThan(3000);
  },
);

test('a copy of a post at an archive, a cache or a translator is as personal as the post', () => {
  for (const url of [
    'https://web.archive.org/web/2020/https://www.facebook.com/private.pete/posts/555',
    'https://translate.google.com/translate?u=https://x.com/privatepete/status/1',
    'https://webcache.googleusercontent.com/search?q=cache:https://x.com/privatepete/status/1',
    'https://webcache.googleusercontent.com/search?q=cache:x.com/privatepete/status/1',
    'https://ghostarchive.org/archive/x?url=https%3A%2F%2Fx.com%2Fprivatepete',
    'https://medium.com/@privatepete/foo',
  ])
    expect([url, isPermalink(url)]).toEqual([url, true]);
  for (const url of [
    'https://web.archive.org/web/2020/https://vnexpress.net/tin-4.html',
    'https://example.org/2026/x.com-changes-its-name',
  ])
    expect([url, isPermalink(url)]).toEqual([url, false]);
});
