import { expect, test } from 'vitest';
import { isPublicAddress, literalIn } from '../../kit/links/index.ts';
import { nextPageAddress, readPageAddress } from './page-address.ts';

const readable = (text: string) => {
  const read = readPageAddress(text);
  return read.ok ? read.value : undefined;
};

test('an ordinary address is read, without its fragment', () => {
  expect(readable('https://example.org:443/a?b=c#d')?.href).toBe('https://example.org/a?b=c');
  expect(readable('http://example.org:80/')?.href).toBe('http://example.org/');
  expect(readable('https://example.org:80/')?.href).toBe('https://example.org:80/');
});

test.each([
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
  'http://loc%61lhost/',
  'http://a.localhost/',
  'http://printer.local/',
  'http://metadata.google.internal/',
  'http://router.home.arpa./',
  'http://intranet/',
  'http://user@example.org/',
  'http://user:word@example.org/',
  'http://example.org:8080/',
  'https://example.org:22/',
  'ftp://example.org/',
  'file:///etc/passwd',
  'gopher://example.org/',
  'data:text/html,x',
  'javascript:0',
])('%s is refused as forbidden', (text) => {
  expect(readPageAddress(text)).toMatchObject({ ok: false, error: { code: 'fetch-forbidden-address' } });
});

test.each([
  '',
  'not an address',
  '//example.org',
  'http://',
  'http://[fe80::1%25eth0]/',
  'http://1.2.3.4.5/',
  `https://example.org/${'a'.repeat(4096)}`,
])('%s is no address we can ask for', (text) => {
  expect(readPageAddress(text)).toMatchObject({ ok: false, error: { code: 'fetch-failed' } });
});

test.each([
  'http://127.0.0.1/',
  'http://127.0.0.1./',
  'http://127.1/',
  'http://2130706433/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://0x7f000001/',
  'http://0x7f.1/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127。0。0。1/',
  'http://%31%32%37.0.0.1/',
  'http://0/',
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[fd00::1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
])('the host of %s is seen as the address it is', (text) => {
  const literal = literalIn(readable(text)?.hostname ?? '');
  expect(literal).toBeDefined();
  expect(isPublicAddress(literal ?? '')).toBe(false);
});

test('a redirect may not leave https, nor lead where a first address may not', () => {
  const from = new URL('https://example.org/a/b');
  expect(nextPageAddress(from, '../c')).toMatchObject({ ok: true, value: { href: 'https://example.org/c' } });
  expect(nextPageAddress(from, '//example.net/')).toMatchObject({ ok: true, value: { href: 'https://example.net/' } });
  expect(nextPageAddress(new URL('http://example.org/'), 'https://example.org/')).toMatchObject({ ok: true });
  for (const location of [
    'http://example.org/',
    'file:///etc/passwd',
    '//localhost/',
    'https://u:p@example.org/',
    'https://example.org:6379/',
  ])
    expect(nextPageAddress(from, location)).toMatchObject({ ok: false, error: { code: 'fetch-forbidden-address' } });
  expect(nextPageAddress(from, 'https://[')).toMatchObject({ ok: false, error: { code: 'fetch-failed' } });
});
