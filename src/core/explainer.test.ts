import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { composeExplainer, type ExplainerTyped, type PublicExplainer } from './explainer.ts';

const id = '11111111-1111-4111-8111-111111111111' as Id;
const check = '22222222-2222-4222-8222-222222222222' as Id;
const today = '2026-11-20' as Day;
const vi = { title: 'Muối', short: 'Muối giữ nước.', body: 'Dài.' };
const typed: ExplainerTyped = { slug: 'muoi', topics: ['health'], texts: { vi }, kind: '', explain: {} };
const made = (more: Partial<ExplainerTyped> = {}, before: PublicExplainer | null = null, checks = [check]) =>
  composeExplainer({ ...typed, ...more }, checks, id, before, today);

const before: PublicExplainer = {
  id,
  slug: 'muoi',
  topics: ['health'],
  checks: [check],
  texts: { vi },
  corrections: [],
  publishedOn: '2026-11-01' as Day,
  changed: new Date('2026-11-01'),
};

test('a language that is begun is written whole, and one is enough', () => {
  expect(made()).toMatchObject({ ok: true, value: { slug: 'muoi', corrections: [] } });
  expect(made({ texts: { vi, en: { title: '', short: '', body: ' ' } } })).toMatchObject({
    ok: true,
    value: { texts: { vi } },
  });
  expect(made({ texts: { vi, en: { title: 'Salt', short: '', body: '' } } })).toEqual({
    ok: false,
    error: { code: 'draft-incomplete', field: 'text.en.short' },
  });
  expect(made({ texts: {} })).toMatchObject({ ok: false, error: { code: 'draft-incomplete' } });
});

test('an address is plain and a topic is named', () => {
  for (const slug of ['Muối', 'a b', '-a', ''])
    expect(made({ slug })).toEqual({ ok: false, error: { code: 'slug-not-plain', field: 'slug' } });
  expect(made({ topics: [' '] })).toMatchObject({ ok: false, error: { code: 'topics-missing' } });
  expect(made({ topics: ['health', '<b>x</b>'] })).toMatchObject({ ok: false, error: { code: 'topic-unfit' } });
  expect(made({ topics: ['Giao thông'] })).toMatchObject({ ok: true, value: { topics: ['giao-thong'] } });
});

test('a change tells what stood there before, in every language it has, and keeps its address', () => {
  const short = 'Muối giữ nước trong người.';
  const change = { slug: 'khac', kind: 'update', explain: { vi: 'Nói rõ hơn.' }, texts: { vi: { ...vi, short } } };
  expect(made(change, before)).toMatchObject({
    ok: true,
    value: {
      slug: 'muoi',
      corrections: [{ on: today, kind: 'update', explain: { vi: 'Nói rõ hơn.' }, before: { vi: { short: vi.short } } }],
    },
  });
  expect(made({ kind: 'update', explain: { vi: 'x' } }, before)).toMatchObject({
    ok: false,
    error: { code: 'nothing-changed' },
  });
  expect(made({ ...change, explain: {} }, before)).toMatchObject({ error: { field: 'explain.vi' } });
  expect(made({ ...change, kind: '' }, before)).toMatchObject({ error: { code: 'correction-kind-missing' } });
});

test('detaching a check is a change like any other', () => {
  expect(made({ kind: 'minor', explain: { vi: 'Gỡ ra.' } }, before, [])).toMatchObject({
    ok: true,
    value: { checks: [], corrections: [{ before: {} }] },
  });
});
