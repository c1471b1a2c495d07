import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { appealDue, appealLimits, mayAnswerAppeal, parseAppeal, parseAppealAnswer, reasonsAgainst } from './appeal.ts';

const good = { reason: 'wrong-fact', text: 'Con số sai.', links: '' };

test('an appeal is a reason of the list, words, and addresses of pages, each on a line of its own', () => {
  expect(parseAppeal({ ...good, links: ' https://who.int/a \nhttp://b.vn/c\r\n' })).toEqual({
    ok: true,
    value: { reason: 'wrong-fact', text: 'Con số sai.', links: ['https://who.int/a', 'http://b.vn/c'] },
  });
  const refused: readonly [object, string][] = [
    [{ reason: 'constructor' }, 'appeal-reason-unknown'],
    [{ reason: undefined }, 'appeal-reason-unknown'],
    [{ text: '…!' }, 'appeal-empty'],
    [{ text: 'x'.repeat(appealLimits.text + 1) }, 'appeal-too-long'],
    [{ links: 'who.int' }, 'appeal-link-not-http'],
    [{ links: 'https://localhost' }, 'appeal-link-not-http'],
    [{ links: 'data:text/html,x' }, 'appeal-link-not-http'],
    [{ links: 'https://a.vn '.repeat(appealLimits.links + 1) }, 'appeal-too-many-links'],
  ];
  for (const [wrong, code] of refused)
    expect(parseAppeal({ ...good, ...wrong }), code).toMatchObject({ error: { code } });
});

test('what would make words read other than they are stored is dropped', () => {
  const parsed = parseAppeal({ ...good, text: 'a\u202Eb\0c\r\nd\uD800' });
  expect(parsed).toMatchObject({ ok: true, value: { text: 'abc\nd\uFFFD' } });
});

test('an answer has an outcome, and reasons in every language of the instance', () => {
  const reasons = { vi: 'Đúng.', en: 'Yes.' };
  expect(parseAppealAnswer({ outcome: 'upheld', reasons }, ['vi', 'en']).ok).toBe(true);
  expect(parseAppealAnswer({ outcome: 'won', reasons }, ['vi', 'en'])).toMatchObject({
    error: { code: 'appeal-outcome-unknown' },
  });
  expect(parseAppealAnswer({ outcome: 'partly', reasons: { vi: 'Đúng.', en: ' ' } }, ['vi', 'en'])).toMatchObject({
    error: { code: 'appeal-reasons-missing', field: 'reasons-en' },
  });
  expect(parseAppealAnswer({ outcome: 'partly', reasons: { vi: 'x'.repeat(2001) } }, ['vi'])).toMatchObject({
    error: { code: 'appeal-reasons-too-long', field: 'reasons-vi' },
  });
});

test('whoever had a part in it does not answer, and nobody answers twice', () => {
  const [one, other] = ['one', 'other'] as unknown as [Id, Id];
  const open = { tookPart: [one], answer: null, byTwo: false };
  expect(mayAnswerAppeal(open, other)).toEqual({ ok: true, value: 'answer' });
  expect(mayAnswerAppeal(open, one)).toMatchObject({ error: { code: 'appeal-own-work' } });
  expect(mayAnswerAppeal({ ...open, answer: {} }, other)).toMatchObject({ error: { code: 'appeal-answered' } });
  // Where the team has nobody else, what one of them writes waits for another.
  expect(mayAnswerAppeal({ ...open, byTwo: true }, one)).toEqual({ ok: true, value: 'put-forward' });
});

test('the deadline is so many days after the day it came', () =>
  expect(appealDue('2026-11-20' as Day, 14)).toBe('2026-12-04'));

test('what gives no verdict is not appealed for its verdict, and only what was declined for having been declined', () => {
  expect(reasonsAgainst('check')).toContain('wrong-verdict');
  for (const kind of ['check', 'explainer', 'note'] as const) {
    expect(reasonsAgainst(kind)).toEqual(expect.arrayContaining(['wrong-fact', 'missing-evidence', 'missing-context']));
    expect(reasonsAgainst(kind)).not.toContain('wrongly-declined');
  }
  for (const kind of ['explainer', 'note'] as const) expect(reasonsAgainst(kind)).not.toContain('wrong-verdict');
  expect(reasonsAgainst('case')).toEqual(['concerns-us', 'wrongly-declined', 'other']);
});
