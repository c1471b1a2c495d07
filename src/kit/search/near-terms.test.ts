import { expect, test } from 'vitest';
import { createNearTerms } from './near-terms.ts';
import { createVocabulary } from './vocabulary.ts';

const nearIn = (...words: readonly string[]) => {
  const vocabulary = createVocabulary();
  for (const word of words) vocabulary.add(vocabulary.intern(word));
  const near = createNearTerms(vocabulary);
  return (word: string): readonly string[] => near(word).map(({ term }) => term);
};

test('a word one slip away is meant: a letter left out, added, changed, or two swapped', () => {
  const near = nearIn('vaccin', 'lemon', 'chanh');
  for (const slip of ['vacin', 'vaccinn', 'vaxcin', 'vaccni', 'accin', 'vcacin', 'vvaccin'])
    expect(near(slip)).toEqual(['vaccin']);
  expect(near('cahnh')).toEqual(['chanh']);
  expect([near('vaxxin'), near('lem'), near('2emon')]).toEqual([[], [], []]);
});

test('a known word means itself, and of several near ones the more frequent come first', () => {
  const near = nearIn('cure', 'cute', 'cute', 'curl', 'care', 'cube');
  expect(near('cure')).toEqual([]);
  expect(near('cuxe')).toEqual(['cute', 'cube', 'cure']);
});

test('words written together mean both', () => {
  const near = nearIn('face', 'mask', 'facem', 'ask');
  expect(near('facemask')).toEqual(['facem', 'ask']);
  expect(nearIn('face', 'mask')('facemask')).toEqual(['face', 'mask']);
});

test('a term that nobody has any more is near nothing', () => {
  const vocabulary = createVocabulary();
  const term = vocabulary.intern('lemon');
  vocabulary.add(term);
  vocabulary.drop(term);
  expect(createNearTerms(vocabulary)('lemno')).toEqual([]);
});
