// Whether what is drawn says what a sealed text says, where the text is Markdown or a form with blanks: marks and addresses are
// in the text and not on the page, so words are compared, both ways.

/** Every word of the page stands in the text, in order; and every word of the text that a page shows stands on the page. */
export const drawnFrom = (says: string, sealed: string): boolean => {
  const words = wordsIn(says);
  return words.length > 0 && standsIn(words, wordsIn(sealed)) && standsIn(wordsIn(surelyShown(sealed)), words);
};

const wordsIn = (text: string): readonly string[] => text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const standsIn = (words: readonly string[], among: readonly string[]): boolean => {
  let next = 0;
  for (const word of among) if (word === words[next]) next++;
  return next === words.length;
};

/**
 * Without what may be missing on a page: addresses of links, pictures, marks of HTML, entities, footnotes, numbers of a list,
 * where links are defined, blanks of a form. Each pattern takes time in proportion to the text.
 */
const surelyShown = (markdown: string): string =>
  markdown
    .replaceAll(/!\[[^[\]]*\]/g, ' ')
    .replaceAll(/\]\([^()]*\)/g, '] ')
    .replaceAll(/^ {0,3}\[[^[\]\n]+\]:.*$/gm, ' ')
    .replaceAll(/\[\^[^[\]]*\]/g, ' ')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&#?\w{1,30};/g, ' ')
    .replaceAll(/\{[^{}]*\}/g, ' ')
    .replaceAll(/^[\s>]{0,20}\d{1,9}[.)](?=\s)/gm, ' ')
    .replaceAll(/^[\s>]{0,20}(?:```|~~~).*$/gm, ' ');
