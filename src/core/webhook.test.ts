import { expect, test } from 'vitest';
import type { Id } from '../base/ids.ts';
import { hookBody, nextTry, parseHookUrl } from './webhook.ts';

test('only https without a name or password is an address', () => {
  const read = (url: string) => {
    const parsed = parseHookUrl(url);
    return parsed.ok ? parsed.value : parsed.error.code;
  };
  expect(read(' https://nhan.example/x?a=1#b ')).toBe('https://nhan.example/x?a=1');
  const bad = [
    'http://nhan.example',
    'https://a:b@nhan.example',
    'nhan.example',
    '',
    `https://x.example/${'a'.repeat(2000)}`,
  ];
  for (const url of bad) expect(read(url), url).toBe('webhook-address');
});

test('tries come further and further apart, and end after a day and a bit', () => {
  const at = new Date('2026-11-20T00:00:00Z');
  const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((tries) => nextTry(tries, at)?.getTime() ?? null);
  const minutes = waits.flatMap((time) => (time === null ? [] : [(time - at.getTime()) / 60_000]));
  expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
  expect(waits.at(-1)).toBeNull();
  expect(minutes.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(24 * 60);
});

test('the same message has the same bytes', () => {
  const message = { type: 'check.published', happenedAt: new Date(0), data: { check: 'c' as Id } };
  expect(hookBody(message)).toBe(
    '{"type":"check.published","timestamp":"1970-01-01T00:00:00.000Z","data":{"check":"c"}}',
  );
});
