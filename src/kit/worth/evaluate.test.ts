import { expect, test } from 'vitest';
import { averagePrecision, bestF1 } from './evaluate.ts';
import { evaluateWorthiness, readLabelled, worthinessBaselines } from './index.ts';

const rowsOf = (text: string) => {
  const read = readLabelled(text);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};

test('rows of the shared task are read, CSV quotes and all', () => {
  const rows = rowsOf(
    'Sentence_id\tText\tclass_label\r\n26\t"You know, I saw ""Jaws""."\tNo\r\n80\tWe use 50 percent of it.\tYes\r\n',
  );
  expect(rows).toEqual([
    { id: '26', text: 'You know, I saw "Jaws".', isWorthy: false },
    { id: '80', text: 'We use 50 percent of it.', isWorthy: true },
  ]);
});

test('tweets keep their own quotation marks, and a quoted line break stays in its text', () => {
  const head = 'tweet_id\ttweet_url\ttweet_text\tclass_label\n';
  expect(rowsOf(`${head}1\thttps://x\t"Ja" zei hij\tNo\n2\thttps://y\t"a\nb"\tYes`).map(({ text }) => text)).toEqual([
    '"Ja" zei hij',
    'a\nb',
  ]);
});

test('JSON Lines are read with any usual way to say yes', () => {
  const rows = rowsOf('{"text":"a","label":true}\n\n{"text":"b","label":"No","id":7}\n{"text":"c","label":1}');
  expect(rows).toEqual([
    { id: '1', text: 'a', isWorthy: true },
    { id: '7', text: 'b', isWorthy: false },
    { id: '4', text: 'c', isWorthy: true },
  ]);
});

test.each([
  ['a\tb\n1\t2', { code: 'labelled-columns' }],
  ['', { code: 'labelled-columns' }],
  ['text\tlabel\nx\tyes\ny\tperhaps', { code: 'labelled-row', detail: '2' }],
  ['text\tlabel\nx\tyes\textra', { code: 'labelled-row', detail: '1' }],
  ['{"text":"a","label":"yes"}\n{"text":1,"label":"yes"}', { code: 'labelled-row', detail: '2' }],
  ['{"text":"a"', { code: 'labelled-row', detail: '1' }],
])('%j is refused, with the row that is wrong', (text, error) => {
  expect(readLabelled(text)).toEqual({ ok: false, error });
});

test('average precision is that of scikit-learn, equal scores as one step', () => {
  const scored = [0.9, 0.8, 0.8, 0.1].map((score, i) => ({ score, isWorthy: [true, true, false, true][i] === true }));
  // Steps: 1 of 1, then 2 of 3, then 3 of 4, each a third of the recall.
  expect(averagePrecision(scored)).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 3, 12);
});

test('the best cut is the one with the best F1', () => {
  const scored = [0.9, 0.7, 0.5, 0.3].map((score, i) => ({ score, isWorthy: i === 0 || i === 2 }));
  expect(bestF1(scored)).toEqual({ f1: 0.8, cut: 0.5 });
});

test('an evaluation counts what was told against what people said, in any order of the rows', () => {
  const rows = [
    { id: '1', text: 'Unemployment fell by 40 percent in 2019.', isWorthy: true },
    { id: '2', text: 'Thank you very much, good night.', isWorthy: false },
    { id: '3', text: 'I think we should be kind.', isWorthy: true },
  ];
  const found = evaluateWorthiness(rows, 'en');
  expect(found).toMatchObject({
    texts: 3,
    worthy: 2,
    precision: 1,
    recall: 0.5,
    f1: 2 / 3,
    models: { en: 3, vi: 0, neutral: 0 },
  });
  expect(evaluateWorthiness([...rows].reverse(), 'en')).toEqual(found);
});

test('no rows give figures of nothing, not of NaN', () => {
  const { models, ...figures } = evaluateWorthiness([]);
  expect(Object.values(figures)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(models).toEqual({ en: 0, vi: 0, neutral: 0 });
});

test('the baselines are those of the labels: always no, always yes, longer first', () => {
  const rows = [
    { id: '1', text: 'one two three', isWorthy: true },
    { id: '2', text: 'one', isWorthy: false },
    { id: '3', text: 'one two', isWorthy: false },
    { id: '4', text: 'one two three four', isWorthy: false },
  ];
  expect(worthinessBaselines(rows)).toEqual({
    allNo: { accuracy: 0.75, f1: 0 },
    allYes: { f1: 0.4, averagePrecision: 0.25 },
    wordCount: { f1: 2 / 3, averagePrecision: 0.5 },
  });
});
