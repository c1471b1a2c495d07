import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../kit/text/index.ts';
import { holds, sharedWords, wordingOf } from './shared-words.ts';

const claim = 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư';
const shared = (texts: readonly string[], own: readonly string[] = [claim]) => sharedWords(texts.map(wordingOf), own);

test('what three messages share is kept, in the order of one of them, and nothing else of them', () => {
  const found = shared([
    'chị tôi bảo pha chanh ấm diệt tế bào ác tính, có thật không',
    'nghe nói chanh ấm diệt được tế bào ác tính đó mọi người',
    'sáng nào bà ngoại cũng nói chanh ấm diệt hết tế bào ác tính',
    'hôm nay trời mưa to quá cả nhà ơi',
  ]);
  expect(found).toMatchObject({ text: 'chanh ấm diệt tế bào ác tính', lang: 'vi', members: [0, 1, 2] });
});

test('two messages share nothing, nor do three that share two by two', () => {
  expect(shared(['chanh ấm diệt tế bào ác tính', 'chanh ấm diệt tế bào ác tính nha'])).toBeUndefined();
  expect(
    shared([
      'chanh ấm diệt khối u trong gan phổi',
      'khối u trong gan phổi tan nhờ gừng tỏi mật ong',
      'gừng tỏi mật ong cùng chanh ấm diệt',
    ]),
  ).toBeUndefined();
});

test('diacritics are kept where three wrote them, and messages without any are understood', () => {
  expect(
    shared(['chanh ấm diệt tế bào ác tính', 'chanh am diet te bao ac tinh', 'ông nói chanh ấm diệt tế bào ác tính'])
      ?.text,
  ).toBe('chanh am diet te bao ac tinh');
  expect(
    shared([
      'chanh ấm diệt tế bào ác tính',
      'chanh ấm diệt tế bào ác tính nha',
      'chanh ấm diệt tế bào ác tính ạ',
      'chanh am diet te bao ac tinh',
    ]),
  ).toMatchObject({ text: 'chanh ấm diệt tế bào ác tính', members: [0, 1, 2, 3] });
  expect(
    shared(['bò bị điên ăn vào chết ngay', 'bỏ bị điên ăn vào chết ngay', 'bơ bị điên ăn vào chết ngay'])?.text,
  ).toBe('bị điên ăn vào chết ngay');
});

test('numbers, addresses, masked parts and names are never kept, unless the check itself has the name', () => {
  const texts = [
    'bà Trần Thị Hoa ở ngõ 12 nói chanh ấm diệt tế bào ác tính ⟦phone⟧ https://vi.example/a',
    'nghe bà Trần Thị Hoa nói chanh ấm diệt hết tế bào ác tính ⟦phone⟧ hơn 12 người https://vi.example/a',
    'gọi ⟦phone⟧ gặp bà Trần Thị Hoa, chanh ấm diệt tế bào ác tính cho 12 người https://vi.example/a',
  ];
  expect(shared(texts)?.text).toBe('bà chanh ấm diệt tế bào ác tính');
  expect(shared(texts, [claim, 'Trần Thị Hoa nói về chanh'])?.text).toBe(
    'bà trần thị hoa chanh ấm diệt tế bào ác tính',
  );
});

test('a shouted message tells nothing about names', () => {
  const texts = ['CHANH ẤM DIỆT TẾ BÀO ÁC TÍNH', 'chanh ấm diệt tế bào ác tính', 'Chanh ấm diệt tế bào ác tính'];
  expect(shared(texts)?.text).toBe('chanh ấm diệt tế bào ác tính');
  expect(shared(texts.map((t) => t.toUpperCase()))).toBeUndefined();
});

test('those who deny share nothing with those who do not', () => {
  const yes = 'chanh ấm diệt tế bào ác tính';
  const no = 'chanh ấm không hề diệt tế bào ác tính';
  expect(shared([yes, no, yes.replace('ấm', 'nóng ấm'), `${no} đâu`])).toBeUndefined();
});

test('what says nothing that the check does not say already is not worth keeping', () => {
  expect(shared([claim, `${claim} ạ`, `bà bảo ${claim}`])).toBeUndefined();
});

test('English is read as well', () => {
  const found = shared(
    [
      'my aunt says warm citrus drinks kill tumours',
      'Do warm citrus drinks really kill tumours?',
      'heard that warm citrus drinks can kill tumours, true?',
    ],
    ['Drinking hot lemon water every day cures cancer'],
  );
  expect(found).toMatchObject({ text: 'warm citrus drinks kill tumours', lang: 'en' });
});

test('a wording holds another when it has all its words', () => {
  const part = wordingOf('chanh ấm diệt');
  expect(holds(wordingOf('Chanh thật ấm thì diệt'), part)).toBe(true);
  expect(holds(wordingOf('chanh am diet'), part)).toBe(true);
  expect(holds(wordingOf('chanh ẩm diệt'), part)).toBe(false);
});

const vocabulary = 'chanh ấm diệt tế bào ác tính gừng tỏi mật ong Lan Hoa 12 khối u gan phổi không ⟦phone⟧ mẹ'.split(
  ' ',
);
const message = fc
  .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 14 })
  .map((words) => words.join(' '));

test('whatever is kept stands in at least three messages, word by word and as a whole', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), (texts) => {
      const found = shared(texts);
      if (found === undefined) return;
      const words = found.text.split(' ');
      const holding = texts.filter((text) => {
        const there = fold(text).split(' ');
        return words.every((word) => there.includes(fold(word)));
      });
      expect(holding.length).toBeGreaterThanOrEqual(3);
      expect(found.text).not.toMatch(/\d|⟦/);
      expect(words.every((word) => word === word.toLowerCase())).toBe(true);
    }),
    { numRuns: 300 },
  );
});
