// Looks at a video that somebody asks with: one picture of each second is compared with the known ones, and one of them stands for
// it. Nothing of it is kept.
import { ok, type Result, refuse } from '../base/result.ts';
import { sharedByFrames } from '../kit/likeness/index.ts';
import { asSeen } from './as-seen.ts';
import type { PictureOf, PictureSeen, PictureUnseen, SeenPicture } from './picture-ports.ts';
import type { VideoUnseen } from './video-ports.ts';
import type { World } from './world.ts';

export type SeenVideo = {
  /** The picture that stands for it, with what enough of its frames show. */
  readonly seen: SeenPicture;
  readonly poster: Uint8Array;
  /** How many pictures were compared. */
  readonly frames: number;
};

type Looked = { readonly still: Uint8Array; readonly look: PictureSeen<PictureOf> };

/** What only one frame of many shows is not found: the share of frames decides. */
export const seeVideo = async (
  { sight, ocr, stills }: Pick<World, 'sight' | 'ocr' | 'stills'>,
  video: Uint8Array,
): Promise<Result<SeenVideo, PictureUnseen | VideoUnseen>> => {
  const taken = await stills.of(video);
  if (!taken.ok) return taken;
  const all: Looked[] = [];
  for (const still of taken.value) {
    const look = await sight.look(still);
    if (look.ok) all.push({ still, look: look.value });
    else if (look.error.code === 'picture-busy') return look;
  }
  const shared = sharedByFrames(all.map(({ look }) => look.found.map(({ id }) => id.picture.file)));
  const fileOf = ({ id }: Looked['look']['found'][number]): string => id.picture.file;
  const showing = ({ look }: Looked): number => look.found.filter((one) => shared.has(fileOf(one))).length;
  const [poster] = [...all].sort((a, b) => showing(b) - showing(a) || b.look.quality - a.look.quality);
  if (poster === undefined) return refuse('video-not-read');
  // Of each the frame that shows it best, those that most frames show first.
  const found = [...shared.keys()].flatMap((file) => {
    const seen = all.flatMap(({ look }) => look.found.filter((one) => fileOf(one) === file));
    return seen.sort((a, b) => a.distance - b.distance).slice(0, 1);
  });
  const seen = asSeen({ ...poster.look, found }, await ocr.read(poster.still));
  return ok({ seen, poster: poster.still, frames: all.length });
};
