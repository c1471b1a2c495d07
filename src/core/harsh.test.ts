import { expect, test } from 'vitest';
import { harshIn } from './harsh.ts';
import table from './harsh-words.json' with { type: 'json' };

test.each(['abuse', 'violence'] as const)('every word of %s is found in a sentence, in capitals, too', (kind) => {
  const missed = table[kind].filter(
    (word) =>
      harshIn(`Nghe nói: ${word}, có thật không?`) === null || harshIn(word.toUpperCase().normalize('NFD')) === null,
  );
  expect(missed).toEqual([]);
});

test('violence is told before abuse, and Vietnamese without diacritics is met by words of several syllables', () => {
  expect(harshIn('Thằng ngu đó tự tử rồi')).toBe('violence');
  expect(harshIn('Thằng ngu đó nói bậy')).toBe('abuse');
  expect(harshIn('co nguoi bi giet chet o cho')).toBe('violence');
});

test('everyday words that only look like them are left alone', () => {
  for (const text of [
    'Cac ban lon len o dau',
    'Anh ấy chém gió rằng lá đu đủ diệt tế bào ung thư',
    'Các bạn lớn lên ở buổi sáng',
    'This kills cancer cells and therapists agree',
    'Thịt lợn, cá, và đủ loại rau',
  ])
    expect(harshIn(text), text).toBeNull();
});
