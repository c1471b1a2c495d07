// What Tesseract thinks it saw, in our words: paragraphs of lines of words, with how sure it is, from 0 to 100.

export type Span = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
export type Word = { readonly text: string; readonly confidence: number; readonly bbox: Span };
export type Line = { readonly words: readonly Word[]; readonly bbox: Span };
export type Paragraph = { readonly lines: readonly Line[] };

/** Languages whose letters can be looked for; one at a time, or letters of one are found in words of the other. */
export type ReadLang = 'vie' | 'eng';
/** How the page is laid out: as it comes, in one column, or as one block of lines. */
export type Layout = 'page' | 'column' | 'block';
export type Recognise = (pgm: Buffer, lang: ReadLang, layout: Layout) => Promise<readonly Paragraph[]>;

const leastOfWord = 30;

/** The words of a line that were not merely guessed. */
export const legible = ({ words }: Line): readonly Word[] =>
  words.filter((word) => word.text.trim() !== '' && word.confidence >= leastOfWord);

/** A stroke that begins a sentence is the English "I". */
export const textOf = (words: readonly Word[]): string =>
  words
    .map(({ text }) => text.trim())
    .join(' ')
    .replace(/(^|[.!?] )\| (?=\p{Ll})/gu, '$1I ');

/** The mean confidence of all words, guessed ones too: 0 to 100, 0 of none. */
export const meanOf = (lines: readonly Line[]): number => {
  const words = lines.flatMap((line) => line.words).filter(({ text }) => text.trim() !== '');
  return words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length);
};
