import { expect, test } from 'vitest';
import { createReusedKeys, idempotencyKey } from './reused-keys.ts';

test('a key under another body is told apart, until it is forgotten', () => {
  const keys = createReusedKeys(2);
  expect([keys.same('a', '1'), keys.same('a', '1'), keys.same('a', '2')]).toEqual([true, true, false]);
  keys.same('b', '1');
  keys.same('c', '1');
  expect(keys.same('a', '2')).toBe(true);
});

test('an idempotency key is visible ASCII of 1 to 255 characters', () => {
  expect(idempotencyKey(undefined)).toBeUndefined();
  expect(idempotencyKey('a'.repeat(255))).toBe('a'.repeat(255));
  for (const bad of ['', 'a'.repeat(256), 'a b', 'á', '\t']) expect(idempotencyKey(bad)).toBeNull();
});
