import { expect, test } from 'vitest';
import { readAssets } from './assets.ts';

test('entries of the build are found by their source name, and nothing else is', () => {
  const manifest = {
    'islands/ask.ts': { file: 'assets/ask-abc.js', isEntry: true },
    'styles/site.css': { file: 'assets/site-def.css', isEntry: true },
    'fonts/x.woff2': { file: 'assets/x.woff2' },
    broken: null,
  };
  expect(readAssets(manifest)).toEqual({ 'islands/ask': '/assets/ask-abc.js', 'styles/site': '/assets/site-def.css' });
});

test('what is no manifest gives no addresses', () => {
  for (const nothing of [null, undefined, 'text', 3, []]) expect(readAssets(nothing)).toEqual({});
});
