import { expect, test } from 'vitest';
import { evaluateDuplicates } from './index.ts';

const pair = (a: string, b: string, same: boolean) => ({ a, b, same });

test('precision, recall and F1 are counted over pairs said to be one message', () => {
  const lost = pair('Ăn tỏi phòng cúm', 'Ăn gừng phòng cúm', true);
  const merged = pair('Mai nghỉ học', 'Mai nghỉ học!', false);
  const score = evaluateDuplicates([
    pair('Mai nghỉ học', 'mai nghi hoc', true),
    lost,
    merged,
    pair('a b', 'c d', false),
  ]);
  expect(score).toEqual({ pairs: 4, precision: 0.5, recall: 0.5, f1: 0.5, wrong: [lost, merged] });
});

test('nothing to judge is nothing wrong', () =>
  expect(evaluateDuplicates([])).toEqual({ pairs: 0, precision: 1, recall: 1, f1: 1, wrong: [] }));
