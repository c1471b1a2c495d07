import { expect, test } from 'vitest';
import { foldWriting } from './history.ts';

const line = (at: string, by: string | null, what: string, detail: Record<string, string> = {}) => ({
  at: new Date(`2026-11-${at}Z`),
  by,
  what,
  detail,
});
const wrote = (at: string, by: string, field: string, lang = 'vi') => line(at, by, 'draft-written', { lang, field });
const told = (lines: readonly ReturnType<typeof line>[]) =>
  foldWriting(lines).map(({ by, what, count, fields }) => [by, what, count, ...fields]);

test('what one person saves in a row on one day is one line with its count and its fields', () => {
  const lines = [
    wrote('20T12:00', 'lan', 'known'),
    wrote('20T11:00', 'lan', 'title'),
    wrote('20T09:00', 'lan', 'known'),
  ];
  expect(told(lines)).toEqual([['lan', 'draft-written', 3, 'vi.known', 'vi.title']]);
  expect(foldWriting(lines)[0]?.at).toEqual(new Date('2026-11-20T12:00Z'));
});

test('two who write in turns have a line each', () => {
  const lines = [
    wrote('20T12:00', 'lan', 'known'),
    wrote('20T11:00', 'minh', 'known'),
    wrote('20T10:00', 'lan', 'how', 'en'),
  ];
  expect(told(lines)).toEqual([
    ['lan', 'draft-written', 2, 'vi.known', 'en.how'],
    ['minh', 'draft-written', 1, 'vi.known'],
  ]);
});

test('what one person did several times in a row on one day is one line, unless reasons were given', () => {
  expect(
    told([
      line('20T12:00', 'lan', 'evidence-added', { title: 'One' }),
      line('20T11:00', 'lan', 'evidence-added', { title: 'Two' }),
      line('20T10:00', 'minh', 'evidence-added'),
      line('19T10:00', 'minh', 'evidence-added'),
      line('19T09:00', 'minh', 'closed', { because: 'advert' }),
      line('19T08:00', 'minh', 'closed', { because: 'advert' }),
    ]),
  ).toEqual([
    ['lan', 'evidence-added', 2],
    ['minh', 'evidence-added', 1],
    ['minh', 'evidence-added', 1],
    ['minh', 'closed', 1],
    ['minh', 'closed', 1],
  ]);
});

test('another day, or anything else done in between, begins a new line', () => {
  const lines = [
    wrote('20T12:00', 'lan', 'known'),
    line('20T11:30', 'minh', 'evidence-added'),
    line('20T11:20', 'minh', 'evidence-added'),
    line('20T11:10', 'hoa', 'evidence-added'),
    wrote('20T11:00', 'lan', 'known'),
    wrote('19T23:00', 'lan', 'known'),
    line('18T10:00', null, 'opened'),
  ];
  expect(told(lines)).toEqual([
    ['lan', 'draft-written', 1, 'vi.known'],
    ['minh', 'evidence-added', 2],
    ['hoa', 'evidence-added', 1],
    ['lan', 'draft-written', 1, 'vi.known'],
    ['lan', 'draft-written', 1, 'vi.known'],
    [null, 'opened', 1],
  ]);
  expect(told([])).toEqual([]);
});
