import { expect, test } from 'vitest';
import type { Day } from '../../base/clock.ts';
import type { UiLang } from '../../base/lang.ts';
import { type DayCounts, leafText } from '../../core/leaf.ts';
import { saysOf } from './log-says.ts';
import type { Shell } from './model.ts';
import { viewOf } from './view.ts';

const counts: DayCounts = {
  ...{ received: 40, answered: 30, answeredLater: 25, closed: {}, waitingOver7Days: 1 },
  ...{ sent: { ticket: '20-99' }, textsErased: 0, forgotten: {} },
};
const says = (lang: UiLang, more: Partial<DayCounts>) =>
  saysOf(viewOf({ lang } as Shell), {
    entry: leafText({ kind: 'day-counted', ...counts, ...more }, { on: '2026-11-20' as Day }),
  }).slice(1);

test('a day says what went out by channel, and how many wordings went to many, in both languages', () => {
  const outgoing: DayCounts['outgoing'] = {
    web: { sent: '20-99' },
    mail: { sent: '100-999', wordings: { ['a'.repeat(64)]: '20-99' }, moreWordings: 1, rareWordings: '1-19' },
  };
  expect(says('vi', { outgoing })).toEqual([
    'Thư gửi đi: 100–999.',
    '2 lời văn được gửi y nguyên cho từ 20 người trở lên; mã băm của từng lời có trong nguyên văn.',
    'Trả lời ngay trên trang web: 20–99.',
  ]);
  expect(says('en', { outgoing })).toEqual([
    'Letters sent: 100–999.',
    '2 wordings were sent unchanged to 20 or more people; their hashes are in the text as hashed.',
    'Answered at once on the website: 20–99.',
  ]);
  const few = { mail: { sent: '1-19', wordings: {}, rareWordings: '1-19' } };
  expect(says('en', { outgoing: few })).toEqual(['Letters sent: 1–19.']);
});

test('a day that was counted before channels were told is read as it stands', () => expect(says('vi', {})).toEqual([]));
