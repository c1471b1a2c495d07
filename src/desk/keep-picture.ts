// Keeps a picture: without those whom it names or shows, drawn anew without metadata, read, hashed, and laid under the name of
// its content. Every door that keeps a picture comes through here.
import { ok, type Result, refuse } from '../base/result.ts';
import { type KeptPicture, lettersIn, lettersUnread } from '../core/picture.ts';
import { clean } from './clean.ts';
import type { DrawnPicture, PictureUnseen, SeenPicture } from './picture-ports.ts';
import type { Ocr, PictureBox } from './reading-ports.ts';
import type { World } from './world.ts';

type Parts = Pick<World, 'sight' | 'ocr' | 'pictures' | 'files' | 'keyed'>;

/** How many letters and digits are written in a picture, the words where they are legible, and where it names or shows somebody. */
type ReadInPicture = Pick<KeptPicture, 'letters' | 'words'> & Pick<SeenPicture, 'people'>;

/**
 * Keeps the picture and gives what is known of it; the same picture is the same file. Of a chat only the drawing is kept in
 * which nobody can be made out, and nothing where that was not possible. `read`: what was read in it already. `asIs`: its own
 * bytes are shown, because nobody else's machine has written anything into them.
 */
export const keepPicture = async (
  world: Parts,
  bytes: Uint8Array,
  { read, asIs = false }: { readonly read?: ReadInPicture; readonly asIs?: boolean } = {},
): Promise<Result<KeptPicture, PictureUnseen>> => {
  const drawn = await world.sight.draw(bytes);
  if (!drawn.ok) return drawn;
  const known = read === undefined ? await readIn(world, bytes) : ok(read);
  if (!known.ok) return known;
  const { people, ...written } = known.value;
  if (people === null) return refuse('picture-busy');
  const shown = people.length === 0 ? drawn : await withoutPeople(world, bytes, people);
  if (!shown.ok) return shown;
  const { bytes: redrawn, width, height } = shown.value;
  const { bytes: _withThem, ...looks } = drawn.value;
  const file = asIs ? bytes : redrawn;
  // Found by the picture as people send it, names and all; of those the hashes tell nothing.
  const kept = { ...looks, width, height, ...written, file: world.files.nameOf(file) };
  await world.pictures.keep(kept, () => world.files.put(file));
  return ok(kept);
};

const withoutPeople = async (
  { ocr, sight }: Parts,
  bytes: Uint8Array,
  people: readonly PictureBox[],
): Promise<Result<DrawnPicture, PictureUnseen>> => {
  const blurred = await ocr.blurPeople(bytes, { people });
  return blurred.ok ? sight.draw(blurred.value) : refuse(unblurred[blurred.error.code]);
};

/** Letters that nobody could read still count: what cannot be read may say something else than another picture's words. */
const readIn = async (
  { ocr, keyed }: Pick<World, 'ocr' | 'keyed'>,
  bytes: Uint8Array,
): Promise<Result<ReadInPicture, PictureUnseen>> => {
  const read = await ocr.read(bytes);
  if (read.ok) {
    const { text, people } = read.value;
    return ok({ letters: lettersIn(text), words: clean(keyed, text).text, people });
  }
  const { code, people } = read.error;
  return people === undefined
    ? refuse(unblurred[code])
    : ok({ letters: lettersUnread(read.error), words: null, people });
};

type Unread = Extract<Awaited<ReturnType<Ocr['read']>>, { readonly ok: false }>['error']['code'];

/** `ocr-no-text` without a word of people: too small to be looked at, or the reading broke down over it. */
const unblurred: Readonly<Record<Unread, PictureUnseen['code']>> = {
  'ocr-not-an-image': 'picture-not-readable',
  'ocr-no-text': 'picture-not-readable',
  'ocr-too-large': 'picture-too-large',
  'ocr-busy': 'picture-busy',
  'ocr-unavailable': 'picture-busy',
};
