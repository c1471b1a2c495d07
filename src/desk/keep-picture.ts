// Keeps a picture: drawn anew without metadata, read, hashed, and laid under the name of its content.
import { ok, type Result } from '../base/result.ts';
import { type KeptPicture, lettersIn, lettersUnread } from '../core/picture.ts';
import { clean } from './clean.ts';
import type { PictureUnseen } from './picture-ports.ts';
import type { World } from './world.ts';

type Parts = Pick<World, 'sight' | 'ocr' | 'pictures' | 'files' | 'keyed'>;

/** What is written in a picture: how many letters and digits, and the words where they are legible. */
type Written = Pick<KeptPicture, 'letters' | 'words'>;

/**
 * Keeps the picture and gives what is known of it; the same picture is the same file. `written`: what was read in it
 * already. `asIs`: its own bytes are shown, because nobody else's machine has written anything into them.
 */
export const keepPicture = async (
  world: Parts,
  bytes: Uint8Array,
  { written, asIs = false }: { readonly written?: Written; readonly asIs?: boolean } = {},
): Promise<Result<KeptPicture, PictureUnseen>> => {
  const drawn = await world.sight.draw(bytes);
  if (!drawn.ok) return drawn;
  const { bytes: redrawn, ...looks } = drawn.value;
  const shown = asIs ? bytes : redrawn;
  const kept = { ...looks, ...(written ?? (await textIn(world, bytes))), file: world.files.nameOf(shown) };
  await world.pictures.keep(kept, () => world.files.put(shown));
  return ok(kept);
};

/** Letters that nobody could read still count: what cannot be read may say something else than another picture's words. */
const textIn = async ({ ocr, keyed }: Pick<World, 'ocr' | 'keyed'>, bytes: Uint8Array): Promise<Written> => {
  const read = await ocr.read(bytes);
  if (!read.ok) return { letters: lettersUnread(read.error), words: null };
  return { letters: lettersIn(read.value.text), words: clean(keyed, read.value.text).text };
};
