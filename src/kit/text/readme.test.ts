import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { analyzer, fingerprint, fold, guessLang } from './index.ts';

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const lines = (/```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '').split('\n').filter((line) => line.includes(' // '));

test('the README shows at least ten examples', () => expect(lines.length).toBeGreaterThanOrEqual(10));

test.each(lines)('the README is right: %s', (line) => {
  const at = line.lastIndexOf(' // ');
  const result: unknown = runInNewContext(line.slice(0, at), { analyzer, fingerprint, fold, guessLang });
  expect(JSON.stringify(result)).toBe(line.slice(at + 4));
});
