import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import {
  appealDue,
  appealLimits,
  appealWordKinds,
  mayAgree,
  mayWrite,
  parseAppeal,
  parseAppealAnswer,
  parseCorrection,
  reasonsAgainst,
} from './appeal.ts';

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

test('whoever had a part in it neither writes nor agrees, unless the team has nobody else', () => {
  const [one, other] = ['one', 'other'] as unknown as [Id, Id];
  const appeal = { tookPart: [one], partWrites: { answer: false, correction: false, settling: true } };
  for (const kind of appealWordKinds) expect(mayWrite(appeal, other, kind)).toBe(true);
  expect(appealWordKinds.filter((kind) => mayWrite(appeal, one, kind))).toEqual(['settling']);
  for (const othersAgree of [true, false]) {
    expect(mayAgree(appeal, { othersAgree }, other)).toBe(true);
    expect(mayAgree(appeal, { othersAgree }, one)).toBe(!othersAgree);
  }
});

test('another wording of an answer has words and a reason in every language, and says something else', () => {
  const before = { vi: 'Đúng.', en: 'Yes.' };
  const why = { vi: 'Viết nhầm số.', en: 'A number was wrong.' };
  const languages = ['vi', 'en'];
  expect(parseCorrection({ reasons: { ...before, vi: 'Đúng, 12.' }, why }, before, languages)).toMatchObject({
    value: { reasons: { vi: 'Đúng, 12.', en: 'Yes.' }, why },
  });
  expect(parseCorrection({ reasons: { vi: ' Đúng. ', en: 'Yes.' }, why }, before, languages)).toMatchObject({
    error: { code: 'appeal-nothing-changed', field: 'reasons-vi' },
  });
  expect(parseCorrection({ reasons: before, why: { vi: 'Vì.' } }, before, languages)).toMatchObject({
    error: { code: 'appeal-reasons-missing', field: 'why-en' },
  });
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
