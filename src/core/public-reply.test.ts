import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { type PublicReply, repliesSince, silenceOf } from './public-reply.ts';

const day = (text: string) => text as Day;
const silent: PublicReply = {
  asked: 'Phòng truyền thông, Bệnh viện A',
  askedOn: day('2026-11-10'),
  dueOn: day('2026-11-15'),
  said: null,
  saidOn: null,
  knownOn: day('2026-11-16'),
};
const answered: PublicReply = { ...silent, said: { vi: 'Không phải của chúng tôi.' }, saidOn: day('2026-11-20') };

test('an answer, or somebody asked since, is new; looking again is not', () => {
  expect(repliesSince([silent], [{ ...silent, knownOn: day('2026-11-30') }])).toEqual([]);
  expect(repliesSince([silent], [answered])).toEqual([answered]);
  const other = { ...silent, asked: 'Bộ Y tế' };
  expect(repliesSince([silent], [silent, other])).toEqual([other]);
});

test('that a day passed without an answer is said only when it was looked after that day', () => {
  expect(silenceOf(silent)).toBe('late');
  expect(silenceOf({ ...silent, knownOn: day('2026-11-15') })).toBe('open');
  expect(silenceOf({ ...silent, dueOn: null })).toBe('open');
});
