// What is known of a picture once it was looked at and read.
import { textOfBubbles } from '../core/bubbles.ts';
import { lettersIn, lettersUnread } from '../core/picture.ts';
import { numbersInPicture } from './numbers-in-picture.ts';
import type { PictureOf, PictureReading, PictureSeen, SeenPicture } from './picture-ports.ts';
import type { Ocr } from './reading-ports.ts';

/** Of this quality and less, a picture is as good as even. */
const blankQuality = 1;
/** Fewer letters may be specks. */
const leastIllegible = 6;

export const asSeen = (looked: PictureSeen<PictureOf>, read: Awaited<ReturnType<Ocr['read']>>): SeenPicture => {
  const inBubbles = read.ok && read.value.people.length > 0 && read.value.messages.length > 1;
  const asOne = read.ok ? read.value.text : null;
  const text = inBubbles ? textOfBubbles(read.value.messages) : asOne;
  const letters = read.ok ? lettersIn(read.value.text) : lettersUnread(read.error);
  const reading = text !== null ? 'read' : read.ok || read.error.code !== 'ocr-no-text' ? 'unread' : unread(letters);
  return {
    ...looked,
    reading,
    text,
    words: read.ok ? read.value.lines.flatMap(({ words }) => words) : [],
    inBubbles,
    letters,
    isBlank: looked.quality <= blankQuality && reading !== 'read' && looked.found.length === 0,
    people: read.ok ? [...read.value.people, ...numbersInPicture(read.value.lines)] : (read.error.people ?? null),
  };
};

const unread = (letters: number): PictureReading => (letters >= leastIllegible ? 'illegible' : 'wordless');
