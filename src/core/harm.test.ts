import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harmTopics } from './case.ts';
import { harmIn } from './harm.ts';
import table from './harm-words.json' with { type: 'json' };

test('every word of the table is found in a sentence, in capitals and decomposed letters, too', () => {
  const missed = harmTopics.flatMap((topic) =>
    table[topic].filter(
      (word) =>
        !harmIn(`Nghe nói: ${word}, có thật không?`).includes(topic) ||
        !harmIn(word.toUpperCase().normalize('NFD')).includes(topic),
    ),
  );
  expect(missed).toEqual([]);
});

test('Vietnamese without diacritics is met by words of several syllables only', () => {
  expect(harmIn('nghe noi chua khoi benh tieu duong')).toEqual(['health']);
  expect(harmIn('Co nguoi bat coc hoc sinh')).toEqual(['children']);
});

test('a word inside another word is no word, and other diacritics are another word', () => {
  expect(harmIn('She is wary of warm bread in Warsaw')).toEqual([]);
  expect(harmIn('Món này ngon lắm, ai cũng khen')).toEqual([]);
});

test('fields come in one order, each once, whatever the text', () => {
  expect(harmIn('The election was moved because of the flood, said the hospital')).toEqual([
    'health',
    'disaster',
    'elections',
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const found = harmIn(text);
      expect(found).toEqual(harmTopics.filter((topic) => found.includes(topic)));
    }),
  );
});
