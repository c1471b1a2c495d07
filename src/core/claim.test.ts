import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, split } from './claim.ts';

const pieces = (text: string) => split(text).map((p) => `${p.kind}: ${text.slice(p.span.start, p.span.end)}`);

test('a long forward comes apart into claims, opinion and talk', () => {
  expect(
    pieces(
      'Chào cả nhà!\nUống nước chanh nóng chữa khỏi ung thư. Tôi nghĩ bài này rất hay.\nĂn tỏi sống phòng được cúm.\nHãy chia sẻ ngay cho mọi người',
    ),
  ).toEqual([
    'talk: Chào cả nhà!',
    'claim: Uống nước chanh nóng chữa khỏi ung thư.',
    'opinion: Tôi nghĩ bài này rất hay.',
    'claim: Ăn tỏi sống phòng được cúm.',
    'talk: Hãy chia sẻ ngay cho mọi người',
  ]);
});

test('points inside numbers and addresses end no sentence', () => {
  expect(pieces('Giá là 1.500.000 đồng tại https://vnexpress.net/bai-viet.html hôm nay')).toHaveLength(1);
});

test('whoever sends only an opinion still asked something', () => {
  expect(pieces('I think vaccines are dangerous for children')).toEqual([
    'claim: I think vaccines are dangerous for children',
  ]);
});

test('spans stand in order, do not overlap, lie in the text, and are at most twenty', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          'một hai ba bốn năm',
          'no.',
          '\n',
          '! ',
          '? ',
          'https://a.b/c ',
          'I think so ',
          '…',
          '1.5 ',
          ' ',
        ),
        { maxLength: 200 },
      ),
      (words) => {
        const text = words.join('');
        const parts = split(text);
        expect(parts.length).toBeLessThanOrEqual(20);
        let end = 0;
        for (const { span } of parts) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          end = span.end;
        }
      },
    ),
  );
});

test('splitting 20,000 characters of sentence ends stays quick work', () => {
  expect(split('a.\n'.repeat(6_600)).length).toBeLessThanOrEqual(20);
  expect(split('? '.repeat(10_000)).length).toBeLessThanOrEqual(20);
});

const sure = {
  sameLink: false,
  coverage: 0.9,
  textCoverage: 0.9,
  contentWords: 9,
  agreeing: 5,
  probability: 0,
  inConflict: false,
  mayAnswer: true,
};

test('the same words, or enough probability, are known, and each single doubt makes it a suggestion', () => {
  expect(judge(sure, 0.8)).toBe('known');
  expect(judge({ ...sure, coverage: 0.79 }, 0.8)).toBe('perhaps');
  expect(judge({ ...sure, coverage: 0.5, probability: 0.8 }, 0.8)).toBe('known');
  expect(judge({ ...sure, textCoverage: 0.3, probability: 0.79 }, 0.8)).toBe('perhaps');
  expect(judge({ ...sure, coverage: 0.2, textCoverage: 0.2, probability: 0.99 }, 0.8)).toBe('perhaps');
  expect(judge({ ...sure, coverage: 0.5, textCoverage: 0.7, contentWords: 8, probability: 0.99 }, 0.8)).toBe('perhaps');
  expect(judge({ ...sure, coverage: 0.5, agreeing: 2, probability: 0.99 }, 0.8)).toBe('perhaps');
  for (const doubt of [{ inConflict: true }, { mayAnswer: false }]) {
    expect(judge({ ...sure, ...doubt }, 0.8)).toBe('perhaps');
    expect(judge({ ...sure, probability: 1, ...doubt }, 0.8)).toBe('perhaps');
  }
});

test('the same link is known even without a word in common, unless the check may not answer by itself', () => {
  const linked = { ...sure, sameLink: true, coverage: 0, contentWords: 0, agreeing: 0 };
  expect(judge(linked, 0.8)).toBe('known');
  expect(judge({ ...linked, mayAnswer: false }, 0.8)).toBe('perhaps');
});

test('little in common is nothing in common', () => {
  expect(judge({ ...sure, coverage: 0.1, textCoverage: 0.5 }, 0.8)).toBe('new');
  expect(judge({ ...sure, coverage: 0.5, agreeing: 1 }, 0.8)).toBe('new');
  expect(judge({ ...sure, coverage: 0.2, textCoverage: 0.6 }, 0.8)).toBe('perhaps');
});
