import { expect, test } from 'vitest';
import { bestOutcome, parseTip, tipLimits } from './tip.ts';

const codeOf = (raw: { text?: string; url?: string }) => {
  const parsed = parseTip(raw, 'api');
  return parsed.ok ? 'taken' : parsed.error.code;
};

test('a message is normalised and keeps its words', () => {
  const parsed = parseTip({ text: '  Nước chanh\r\nchữa ung thư\u202E ', lang: 'vi' }, 'web');
  expect(parsed).toEqual({ ok: true, value: { text: 'Nước chanh\nchữa ung thư', lang: 'vi', channel: 'web' } });
});

test('ASVS 2.2.1: each hostile message is refused with its own reason', () => {
  expect(codeOf({})).toBe('tip-empty');
  expect(codeOf({ text: ' \n\t!?' })).toBe('tip-empty');
  expect(codeOf({ text: '\u202E\u202E' })).toBe('tip-empty');
  expect(codeOf({ text: 'a\0b' })).toBe('tip-has-nul');
  expect(codeOf({ text: 'a\uD800b' })).toBe('tip-not-unicode');
  expect(codeOf({ text: 'x'.repeat(tipLimits.text) })).toBe('taken');
  expect(codeOf({ text: 'x'.repeat(tipLimits.text + 1) })).toBe('tip-too-long');
  expect(codeOf({ url: `https://example.org/${'x'.repeat(3000)}` })).toBe('tip-too-long');
  expect(codeOf({ url: 'javascript:alert(1)' })).toBe('tip-url-not-http');
  expect(codeOf({ text: 'a', url: 'https://example.org' })).toBe('tip-text-and-url');
});

test('the best outcome speaks for the message', () => {
  expect(bestOutcome(['new', 'known', 'perhaps'])).toBe('known');
  expect(bestOutcome(['new', 'perhaps'])).toBe('perhaps');
  expect(bestOutcome([])).toBe('new');
});
