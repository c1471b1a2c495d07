import type { ReadHints, Reading } from './foreign-check.ts';
import { limits, readingsOfText, refused } from './json-readings.ts';

/** Readings of JSON Lines: each line on its own, so that a broken one harms no other. Blank lines do not count. */
export async function* lineReadings(chunks: AsyncIterable<string>, hints: ReadHints): AsyncGenerator<Reading> {
  let line = '';
  let number = 1;
  let isTooLong = false;

  const finished = (): readonly Reading[] => {
    const text = line.trim();
    const position = `line ${number}`;
    const readings = isTooLong
      ? [refused(position, 'too-large', `more than ${limits.size} characters`)]
      : text === ''
        ? []
        : readingsOfText(text, position, hints);
    line = '';
    isTooLong = false;
    number += 1;
    return readings;
  };

  for await (const chunk of chunks) {
    const pieces = chunk.split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) yield* finished();
      if (line.length + piece.length > limits.size) isTooLong = true;
      line = isTooLong ? '' : line + piece;
    }
  }
  yield* finished();
}
