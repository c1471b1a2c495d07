import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { attack, shell } from '../../../test/in-memory/hostile-pages.ts';
import { frameWords, stepNames, stepWords } from '../islands/proof-words.ts';
import { VerifyLog } from './verify-log.tsx';
import { viewOf } from './view.ts';

const drawn = (lang: 'vi' | 'en', entry = '{}') =>
  renderToString(
    <VerifyLog
      view={viewOf(shell({ lang }))}
      leaf={{ entry, index: 7 }}
      proof="/log/proof/c1"
      page={null}
      vkeys={['log.example/a+00000000+AQ']}
      witnesses={[]}
    />,
  );

const dataOf = (html: string, name: string): string =>
  (new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

test.each(['vi', 'en'] as const)(
  'every sentence the script can say comes along, in the language of the page: %s',
  (lang) => {
    const words = JSON.parse(dataOf(drawn(lang), 'words')) as Record<string, string>;
    for (const word of [...frameWords, ...stepNames, ...stepWords]) expect(words, word).toHaveProperty(word);
    expect(words['verdict-false']).toBe(lang === 'vi' ? 'Không đúng' : 'False');
    expect(words['leaf-fits']).toContain('{hash}');
    expect(Object.values(words).every((text) => text.length > 2)).toBe(true);
  },
);

test('without script the section says how to do it with another tool, and has no dead button', () => {
  const html = drawn('vi');
  expect(html).toMatch(/<button[^>]* hidden/);
  expect(html).toContain('sangto log verify https://sangto.example/log --vkey');
});

test('a leaf with markup in it is text', () => {
  const html = drawn('en', attack);
  expect(dataOf(html, 'entry')).toBe(attack);
  expect(html).not.toContain('<script');
});
