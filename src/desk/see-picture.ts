// Looks at a picture that somebody asks with: what is written in it, and which known pictures it shows. Nothing of it is kept.
import { ok, type Result } from '../base/result.ts';
import { asSeen } from './as-seen.ts';
import type { PictureUnseen, SeenPicture } from './picture-ports.ts';
import type { World } from './world.ts';

export const seePicture = async (
  { sight, ocr }: Pick<World, 'sight' | 'ocr'>,
  bytes: Uint8Array,
): Promise<Result<SeenPicture, PictureUnseen>> => {
  const [seen, read] = await Promise.all([sight.look(bytes), ocr.read(bytes)]);
  return seen.ok ? ok(asSeen(seen.value, read)) : seen;
};
