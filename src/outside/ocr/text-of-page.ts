// From what Tesseract thinks it saw to a message somebody could have pasted, or the admission that it could not be read.
import { ok, type Result } from '../../base/result.ts';

export type Word = { readonly text: string; readonly confidence: number };
export type Line = { readonly words: readonly Word[]; readonly bbox: { readonly x0: number; readonly x1: number } };
export type Paragraph = { readonly lines: readonly Line[] };
export type PageOfText = { readonly blocks: readonly { readonly paragraphs: readonly Paragraph[] }[] | null };

// On clean screenshots the mean is above 90, on letters over a photograph below 30 (measured on pictures of our own).
const leastMean = 60;
const leastOfWord = 30;
const leastLetters = 3;
const shortLine = 0.7;

const clock = /^\d{1,2}[:.]\d{2}( ?[AaPp][Mm])?$/;
const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * The text in NFC, a paragraph a line, and the mean confidence of its words from 0 to 1.
 * Refuses a mean below 0.6 and fewer than three letters: what is guessed would be matched as if it had been said. How many
 * there seemed to be is told then.
 */
export const textOfPage = (
  page: PageOfText,
): Result<
  { readonly text: string; readonly confidence: number },
  { readonly code: 'ocr-no-text'; readonly letters: number }
> => {
  const paragraphs = (page.blocks ?? []).flatMap((block) => block.paragraphs);
  const words = paragraphs.flatMap(({ lines }) => lines.flatMap((line) => line.words)).filter(isWord);
  const mean = words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length);
  const text = paragraphs.flatMap(linesOf).join('\n').normalize('NFC');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (mean < leastMean || letters < leastLetters)
    return { ok: false, error: { code: 'ocr-no-text', letters: seeming(words) } };
  return ok({ text, confidence: Math.round(mean) / 100 });
};

const leastSeeming = { letters: 3, confidence: 10 } as const;

/** Letters and digits that look like words, read right or not: those over a photograph count, the marks of a wall hardly. */
const seeming = (words: readonly Word[]): number =>
  words
    .filter(({ confidence }) => confidence >= leastSeeming.confidence)
    .map(({ text }) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0)
    .filter((letters) => letters >= leastSeeming.letters)
    .reduce((sum, letters) => sum + letters, 0);

const isWord = ({ text }: Word): boolean => text.trim() !== '';

/** Lines of one paragraph run on, except where the writer ended one early: a wrapped line reaches nearly to the edge. */
const linesOf = ({ lines }: Paragraph): readonly string[] => {
  const left = Math.min(...lines.map(({ bbox }) => bbox.x0));
  const right = Math.max(...lines.map(({ bbox }) => bbox.x1));
  const joined: string[] = [];
  let runsOn = false;
  for (const line of lines) {
    const text = legible(line);
    if (text === '') continue;
    if (runsOn) joined[joined.length - 1] += ` ${text}`;
    else joined.push(text);
    runsOn = line.bbox.x1 - left > shortLine * (right - left);
  }
  // The hour beside a message in a chat belongs to the program, and a lone sign to a button.
  return joined.filter((text) => letterOrDigit.test(text) && !clock.test(text));
};

const legible = ({ words }: Line): string =>
  words
    .filter((word) => isWord(word) && word.confidence >= leastOfWord)
    .map(({ text }) => text.trim())
    .join(' ');
