// Laying a picture on a case, as both doors do it: kept as pixels alone, with what its file said about itself.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result } from '../base/result.ts';
import type { Actor } from '../core/rights.ts';
import { keepPicture, layPicture, type PictureUnseen, pictureSays } from '../desk/index.ts';
import type { WebWorld } from './options.ts';

/** Its file, under which it is described and handed in. */
export const laidPicture = async (
  world: WebWorld,
  actor: Actor,
  of: Id,
  bytes: Uint8Array,
): Promise<Result<string, PictureUnseen | Refusal>> => {
  const [kept, says] = await Promise.all([keepPicture(world, bytes), pictureSays(world, bytes, 'team')]);
  if (!kept.ok) return kept;
  const { file } = kept.value;
  const laid = await layPicture(world, actor, of, { file, says });
  return laid.ok ? ok(file) : laid;
};
