import hints from './lang-hints.json' with { type: 'json' };

const vietnameseOnly = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/g;
const letterRun = /[A-Za-z]+/g;
const vi = new Set(hints.vi.split(' '));
const en = new Set(hints.en.split(' '));

/**
 * The language of a text when letters or everyday words give it away, from its first 2,000 characters; undefined when
 * they do not. A rule of thumb for choosing stop words, not a language detector: other languages give undefined, or at
 * worst the nearer of the two.
 */
export const guessLang = (text: string): 'vi' | 'en' | undefined => {
  const head = text.length > 2000 ? text.slice(0, 2000) : text;
  const written = head.normalize('NFC').match(vietnameseOnly)?.length ?? 0;
  const words = head.match(letterRun) ?? [];
  let [viCount, enCount] = [written * 2, 0];
  for (const word of words) {
    const lower = word.toLowerCase();
    if (vi.has(lower)) viCount++;
    if (en.has(lower)) enCount++;
  }
  if (Math.max(viCount, enCount) < Math.min(2, words.length) || viCount === enCount) return undefined;
  return viCount > enCount ? 'vi' : 'en';
};
