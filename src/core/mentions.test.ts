import { expect, test } from 'vitest';
import { mentionedIn, remarkParts } from './mentions.ts';
import type { StaffId } from './rights.ts';

const team = [
  { id: 'an' as StaffId, name: 'Lê An' },
  { id: 'anh' as StaffId, name: 'Lê An Anh' },
];

test('a name counts whole: the longer one where one begins another', () => {
  expect(mentionedIn('@Lê An Anh xem giúp, rồi @lê an nữa, và @Lê An', team)).toEqual(['anh', 'an']);
});

test.each(['@Lê Anh', 'thu@Lê An', '@ Lê An', 'Lê An'])('“%s” speaks to nobody', (text) => {
  expect(mentionedIn(text, team)).toEqual([]);
});

test('the pieces of a remark are the remark', () => {
  const text = 'Chào @Lê An, nhờ @Lê An Anh nhé';
  const parts = remarkParts(text, team);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.map(({ of }) => of)).toEqual([null, 'an', null, 'anh', null]);
});
