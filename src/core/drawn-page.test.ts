import { expect, test } from 'vitest';
import { drawnOtherwise, verdictDrawn } from './drawn-page.ts';

const texts = {
  vi: { title: 'Nước chanh', claim: 'Nước chanh chữa ung thư' },
  en: { claim: 'Lemon water cures cancer' },
};
const logged = { texts, verdict: 'false' };
const drawn = { title: ' Nước chanh\n', lang: 'vi', verdict: 'false', claim: 'Nước chanh chữa ung thư' };

test('a page that draws what was logged is the same, with or without a title of its own', () => {
  expect(drawnOtherwise(logged, drawn)).toBeUndefined();
  expect(drawnOtherwise(logged, { title: 'Lemon water cures cancer', lang: 'en' })).toBeUndefined();
});

test('another heading, another verdict and another claim are each named', () => {
  expect(drawnOtherwise(logged, { ...drawn, title: 'Nước chanh chữa được' })).toBe('title');
  expect(drawnOtherwise(logged, { ...drawn, verdict: 'true' })).toBe('verdict');
  expect(drawnOtherwise(logged, { ...drawn, claim: 'Nước cam chữa ung thư' })).toBe('claim');
  expect(drawnOtherwise(logged, { ...drawn, lang: 'en' })).toBe('title');
});

test('a verdict is known by the word that is drawn, by the first table that has it; another word stays a word', () => {
  const standard = { true: 'Đúng', false: 'Không đúng' };
  expect(verdictDrawn([standard, { false: 'Bịa' }], ' Bịa ')).toBe('false');
  // Whoever calls the true false in a table of their own is not believed before the standard one.
  expect(verdictDrawn([standard, { false: 'Đúng' }], 'Đúng')).toBe('true');
  expect(verdictDrawn([standard], 'Chưa rõ')).toBe('Chưa rõ');
  expect(verdictDrawn([standard], undefined)).toBeUndefined();
});
