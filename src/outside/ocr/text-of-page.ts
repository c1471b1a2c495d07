// From lines to a message somebody could have pasted, or the admission that it could not be read.
import { ok, type Result } from '../../base/result.ts';
import { type Line, legible, meanOf, type Paragraph, textOf } from './recognised.ts';

// docs/method/reading.md: below it about half is wrong or more; from here on the message can be told.
const leastMean = 60;
const leastLetters = 3;
const shortLine = 0.7;

const clock = /^\d{1,2}[:.]\d{2}( ?[AaPp][Mm])?$/;
const letterOrDigit = /[\p{L}\p{N}]/u;

export type TextOfPage = { readonly text: string; readonly confidence: number; readonly messages: readonly string[] };

/**
 * The text in NFC, a paragraph a line, and the mean confidence of its words from 0 to 1; each paragraph is a message.
 * Refuses a mean below `gate` (0 to 100) and fewer than three letters: what is guessed would be matched as if it had been said.
 * How many letters there seemed to be is told then.
 */
export const textOfPage = (
  paragraphs: readonly Paragraph[],
  gate: number = leastMean,
): Result<TextOfPage, { readonly code: 'ocr-no-text'; readonly letters: number }> => {
  const mean = meanOf(paragraphs.flatMap(({ lines }) => lines));
  const messages = paragraphs
    .map((paragraph) => linesOf(paragraph).join('\n').normalize('NFC'))
    .filter((text) => text !== '');
  const text = messages.join('\n');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (mean < gate || letters < leastLetters)
    return { ok: false, error: { code: 'ocr-no-text', letters: seeming(paragraphs) } };
  return ok({ text, confidence: Math.round(mean) / 100, messages });
};

const leastSeeming = { letters: 3, confidence: 10 } as const;

/** Letters and digits that look like words, read right or not: those over a photograph count, the marks of a wall hardly. */
const seeming = (paragraphs: readonly Paragraph[]): number =>
  paragraphs
    .flatMap(({ lines }) => lines.flatMap(({ words }) => words))
    .filter(({ confidence }) => confidence >= leastSeeming.confidence)
    .map(({ text }) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0)
    .filter((letters) => letters >= leastSeeming.letters)
    .reduce((sum, letters) => sum + letters, 0);

/** Lines of one paragraph run on, except where the writer ended one early: a wrapped line reaches nearly to the edge. */
const linesOf = ({ lines }: Paragraph): readonly string[] => {
  const left = Math.min(...lines.map(({ bbox }) => bbox.x0));
  const right = Math.max(...lines.map(({ bbox }) => bbox.x1));
  const joined: string[] = [];
  let runsOn = false;
  for (const line of lines) {
    const text = textOf(legible(line));
    if (text === '') continue;
    if (runsOn) joined[joined.length - 1] += ` ${text}`;
    else joined.push(text);
    runsOn = endOf(line) - left > shortLine * (right - left);
  }
  // The hour beside a message in a chat belongs to the program, and a lone sign to a button.
  return joined.filter((text) => letterOrDigit.test(text) && !clock.test(text));
};

const endOf = ({ bbox }: Line): number => bbox.x1;
