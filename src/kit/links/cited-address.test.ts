import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalUrl, citedAddress } from './index.ts';

const cited = (raw: string) => {
  const read = citedAddress(raw);
  return read.ok ? read.value : read.error.code;
};

test.each([
  'http://archive.example.org/1998/notice.htm',
  'https://m.example.org/tin-4.html',
  'https://www.example.org/',
  'https://example.org/law#article-4',
  'https://example.org/report.pdf#page=12',
  'https://example.org:8443/x',
  'https://example.org/folder/',
  'https://example.org/a?b=2&a=1&utm_source=newsletter',
  'https://example.org/watch?v=1&t=42s',
  'http://8.8.8.8/status',
  'https://web.archive.org/web/20200101000000/http://example.org/page#note',
])('“%s” stays as it was typed', (address) => {
  expect(cited(address)).toBe(address);
  expect(cited(`  ${address}\n`)).toBe(address);
});

test.each([
  ['example.org/x', 'https://example.org/x'],
  ['https://example.org/x?fbclid=IwAR0abc&id=7#b', 'https://example.org/x?id=7#b'],
  ['https://l.facebook.com/l.php?u=http%3A%2F%2Fm.example.org%2Fx%23b&h=AT0', 'http://m.example.org/x#b'],
])('of “%s” only what tells of whoever passed it on is left out', (raw, kept) => {
  expect(cited(raw)).toBe(kept);
});

test.each([
  ['address-unreadable', ['', 'not an address', 'javascript:alert(1)', 'ftp://example.org/x', 'data:text/html,x']],
  [
    'address-unreadable',
    ['https://exa\tmple.org', 'https://example.org/\u202ex', `https://example.org/${'x'.repeat(4096)}`],
  ],
  ['address-with-password', ['https://me@example.org/', 'https://me:secret@example.org/x']],
  [
    'address-not-public',
    ['http://localhost/x', 'http://localhost.:3000/', 'https://intranet/x', 'http://printer.lan/'],
  ],
  [
    'address-not-public',
    ['http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://①②⑦.0.0.1/', 'http://[::1]/'],
  ],
  [
    'address-not-public',
    ['http://10.0.0.7/', 'http://192.168.1.1:8080/', 'http://169.254.169.254/', 'http://[fd00::1]/'],
  ],
])('%s: %j', (code, addresses) => {
  expect(addresses.map(cited)).toEqual(addresses.map(() => code));
});

test('what was cited once is cited alike again, and compares as it did', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      const once = citedAddress(address);
      if (!once.ok) return;
      expect(cited(once.value)).toBe(once.value);
      expect(canonicalUrl(once.value)).toBe(canonicalUrl(address));
    }),
  );
});
