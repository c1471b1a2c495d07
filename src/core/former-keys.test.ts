import { expect, test } from 'vitest';
import { keysLineOf } from './former-keys.ts';

test('a leaf that tells of keys is read, and whatever else stands in a log is not taken for one', () => {
  const entry = (more: object) =>
    JSON.stringify({ kind: 'keys-changed', keys: ['what', 7], on: '2026-11-20', ...more });
  expect(keysLineOf(4, entry({}))).toEqual({ number: 4, keys: [], on: '2026-11-20' });
  for (const other of [
    '',
    'null',
    '[]',
    '{}',
    entry({ kind: 'version-started' }),
    entry({ keys: 'k' }),
    entry({ on: 1 }),
  ])
    expect(keysLineOf(4, other), other).toBeUndefined();
});
