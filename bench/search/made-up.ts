// A collection for machines without real data: Vietnamese-looking claims, the same on every run.
import { fold } from '../../src/kit/text/index.ts';
import { seeded } from './chance.ts';
import type { Written } from './collection.ts';

const onsets = 'b c ch d đ gi h kh l m n ng nh ph qu s t th tr v x'.split(' ');
const rhymes = 'a á ạ an ận ang ắc ăm êu ế iên iệt ình ô ộc ông ơi ợp uyên uốc ương ượt ủ y'.split(' ');
const size = 14_231;
const questions = 1000;

/** Claims of made-up words with Zipf's frequencies, asked with words left out and added; every other one without diacritics. */
export const madeUp = (): Written => {
  const chance = seeded(20_261_122);
  const pick = (from: readonly string[]): string => from[Math.floor(chance() * from.length)] ?? '';
  const syllable = (): string => pick(onsets) + pick(rhymes);
  const words = Array.from({ length: 12_000 }, () => `${syllable()} ${syllable()}`);
  const word = (): string => words[Math.floor(words.length ** chance()) - 1] ?? '';
  const texts = Array.from({ length: size }, () => Array.from({ length: 6 + Math.floor(chance() * 10) }, word));
  const asked = Array.from({ length: questions }, (_, i) => {
    const target = Math.floor(chance() * size);
    const kept = (texts[target] ?? []).filter(() => chance() < 0.6);
    const text = [...kept, ...Array.from({ length: 8 }, word)].join(' ');
    return { id: `q${i}`, text: i % 2 === 0 ? text : fold(text), gold: `m${target}` };
  });
  return {
    checks: texts.map((text, i) => ({ id: `m${i}`, claim: text.join(' '), title: text.slice(0, 5).join(' ') })),
    questions: [{ name: 'made up', asked }],
  };
};
