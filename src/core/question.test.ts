import { expect, test } from 'vitest';
import { parseReply, questionKeys, replyLimits } from './question.ts';
import { templateKeys } from './template.ts';

test('every question is one of the public templates', () => {
  for (const key of questionKeys) expect(templateKeys).toContain(key);
});

test('a reply is taken in as plain text, without what would make it read otherwise', () => {
  expect(parseReply('  Trong nhóm\r\nchat \u202Egia đình ')).toEqual({ ok: true, value: 'Trong nhóm\nchat gia đình' });
  expect(parseReply('x'.repeat(replyLimits.text))).toMatchObject({ ok: true });
});

test('a reply that says nothing, too much, or cannot be read is refused with its field', () => {
  for (const [text, code] of [
    ['', 'reply-empty'],
    [' …?! ', 'reply-empty'],
    ['x'.repeat(replyLimits.text + 1), 'reply-too-long'],
    ['x'.repeat(1_000_000), 'reply-too-long'],
    ['a\0b', 'tip-has-nul'],
    ['a\uD800', 'tip-not-unicode'],
  ] as const)
    expect(parseReply(text)).toMatchObject({ ok: false, error: { code, field: 'text' } });
});
