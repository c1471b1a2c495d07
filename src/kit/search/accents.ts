import type { Token } from '../../base/analyzer.ts';

/** Whether half the words of a text at least bear accents, numbers left aside: it was not typed without. */
export const isMostlyAccented = (tokens: readonly Token[]): boolean => {
  let [words, accented] = [0, 0];
  for (let i = 0; i < tokens.length; i++) {
    if (!isPlainWord(tokens[i])) continue;
    words++;
    if (accentOf(tokens, i) !== undefined) accented++;
  }
  return words > 0 && 2 * accented >= words;
};

/** A content word without a digit in it. */
export const isPlainWord = (token: Token | undefined): boolean =>
  token !== undefined && token.kind === 'word' && !/\d/.test(token.term);

/** The accented form of the word at `i`: its pair and accent follow it, with the start of its span. */
export const accentOf = (tokens: readonly Token[], i: number): string | undefined => {
  for (let at = i + 1; at <= i + 2; at++) {
    const token = tokens[at];
    if (token?.kind === 'accent' && token.span.start === tokens[i]?.span.start) return token.term;
  }
  return undefined;
};
