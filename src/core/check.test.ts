import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type Check, cardOf, isOverdue, mayAnswer, overtakenBy, publishable, textIn } from './check.ts';

const day = (text: string) => text as Day;
const check: Check = {
  id: '11111111-1111-4111-8111-111111111111' as Id,
  slug: 'lemon-water',
  source: null,
  originalUrl: null,
  verdict: 'false',
  label: null,
  asOf: day('2026-09-01'),
  reviewBy: day('2027-09-01'),
  publishedOn: day('2026-09-02'),
  topics: [],
  claimant: null,
  appearances: [],
  texts: { en: { title: 'T', claim: 'C', short: 'S', known: 'K', how: 'H', reply: 'R' } },
  aliases: [],
  evidence: [
    {
      url: null,
      title: 'E',
      publisher: 'P',
      lang: null,
      stance: 'refutes',
      interest: 'independent',
      publishedOn: null,
      accessedOn: null,
      locator: null,
      archivedUrl: null,
      shows: {},
    },
  ],
  searches: [],
  corrections: [],
};
const codeOf = (over: Partial<Check>) => {
  const result = publishable({ ...check, ...over });
  return result.ok ? 'fit' : result.error.code;
};

test('a check must meet its rules before it is published', () => {
  expect(codeOf({})).toBe('fit');
  expect(codeOf({ evidence: [] })).toBe('verdict-needs-independent-evidence');
  expect(codeOf({ evidence: check.evidence.map((e) => ({ ...e, interest: 'party' })) })).toBe(
    'verdict-needs-independent-evidence',
  );
  expect(codeOf({ evidence: check.evidence.map((e) => ({ ...e, stance: 'supports' })) })).toBe(
    'verdict-needs-refuting-evidence',
  );
  expect(codeOf({ verdict: 'true' })).toBe('verdict-needs-supporting-evidence');
  expect(codeOf({ verdict: 'denied-by-party', evidence: [] })).toBe('fit');
  expect(codeOf({ verdict: 'unproven' })).toBe('unproven-needs-searches');
  expect(codeOf({ texts: {} })).toBe('check-without-text');
  expect(codeOf({ slug: 'Nước' })).toBe('slug-not-plain');
  expect(codeOf({ reviewBy: day('2026-01-01') })).toBe('dates-out-of-order');
});

test('an overdue check is shown but does not answer by itself', () => {
  const card = cardOf(check);
  expect(mayAnswer(card, day('2027-09-01'))).toBe(true);
  expect(isOverdue(card, day('2027-09-02'))).toBe(true);
  expect(mayAnswer(card, day('2027-09-02'))).toBe(false);
});

test('a check that somebody appealed, or that was withdrawn, does not answer by itself', () => {
  const card = cardOf(check);
  expect(mayAnswer({ ...card, contested: true }, day('2026-10-01'))).toBe(false);
  const withdrawn = cardOf({ ...check, withdrawn: { on: day('2026-09-20'), because: {} } });
  expect(withdrawn.withdrawnOn).toBe('2026-09-20');
  expect(mayAnswer(withdrawn, day('2026-10-01'))).toBe(false);
});

test("another publisher's check answers only where the operator opted its source in", () => {
  const source = { id: check.id, name: 'Others', site: 'o.example', licence: null, answers: false };
  expect(mayAnswer(cardOf({ ...check, source }), day('2026-10-01'))).toBe(false);
  expect(mayAnswer(cardOf({ ...check, source: { ...source, answers: true } }), day('2026-10-01'))).toBe(true);
});

test('a reader gets the language asked for, or the one there is', () => {
  expect(textIn({ vi: 1, en: 2 }, 'en')).toEqual({ lang: 'en', text: 2 });
  expect(textIn({ ar: 3 }, 'en')).toEqual({ lang: 'ar', text: 3 });
});

test('a version is overtaken when another language is corrected, until it is changed too', () => {
  const change = (on: string, kind: 'minor' | 'update' | 'correction', ...langs: readonly string[]) => ({
    on: day(on),
    kind,
    explain: {},
    before: Object.fromEntries(langs.map((lang) => [lang, { short: 'S' }])),
  });
  const told = (lang: string, ...corrections: readonly ReturnType<typeof change>[]) =>
    overtakenBy({ corrections }, lang);
  const first = change('2026-10-01', 'correction', 'vi');
  expect(told('en')).toBeUndefined();
  expect(told('en', first)).toEqual({ on: '2026-10-01', lang: 'vi' });
  expect(told('vi', first)).toBeUndefined();
  expect(told('en', change('2026-10-01', 'correction', 'vi', 'en'))).toBeUndefined();
  expect(told('en', change('2026-10-01', 'minor', 'vi'))).toBeUndefined();
  expect(told('en', first, change('2026-10-09', 'minor', 'vi'))).toEqual({ on: '2026-10-01', lang: 'vi' });
  expect(told('en', first, change('2026-10-09', 'minor', 'en'))).toBeUndefined();
  expect(told('en', first, change('2026-10-09', 'update', 'vi'))).toEqual({ on: '2026-10-09', lang: 'vi' });
  expect(told('en', first, change('2026-10-09', 'update', 'en'))).toBeUndefined();
  expect(told('vi', change('2026-10-09', 'update', 'en'))).toEqual({ on: '2026-10-09', lang: 'en' });
  // Bringing a version up to date makes the other one no older, until it is changed again.
  expect(told('vi', first, change('2026-10-09', 'update', 'en'))).toBeUndefined();
  expect(told('vi', first, change('2026-10-09', 'update', 'en'), change('2026-10-12', 'update', 'en'))).toEqual({
    on: '2026-10-12',
    lang: 'en',
  });
  const added = { ...change('2026-10-09', 'update'), before: { en: {} } };
  expect(overtakenBy({ corrections: [added] }, 'vi')).toBeUndefined();
});
