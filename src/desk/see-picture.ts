// Looks at a picture that somebody asks with: what is written in it, and which known pictures it shows. Nothing of it is kept.
import { ok, type Result } from '../base/result.ts';
import { lettersIn, lettersUnread } from '../core/picture.ts';
import type { PictureReading, PictureUnseen, SeenPicture } from './picture-ports.ts';
import type { World } from './world.ts';

/** Of this quality and less, a picture is as good as even. */
const blankQuality = 1;
/** Fewer letters may be specks. */
const leastIllegible = 6;

export const seePicture = async (
  { sight, ocr }: Pick<World, 'sight' | 'ocr'>,
  bytes: Uint8Array,
): Promise<Result<SeenPicture, PictureUnseen>> => {
  const [seen, read] = await Promise.all([sight.look(bytes), ocr.read(bytes)]);
  if (!seen.ok) return seen;
  const text = read.ok ? read.value.text : null;
  const letters = read.ok ? lettersIn(read.value.text) : lettersUnread(read.error);
  const reading = text !== null ? 'read' : read.ok || read.error.code !== 'ocr-no-text' ? 'unread' : unread(letters);
  return ok({
    ...seen.value,
    reading,
    text,
    letters,
    isBlank: seen.value.quality <= blankQuality && reading !== 'read' && seen.value.found.length === 0,
  });
};

const unread = (letters: number): PictureReading => (letters >= leastIllegible ? 'illegible' : 'wordless');
