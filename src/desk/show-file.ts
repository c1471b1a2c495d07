// A file of evidence as it is given out. A picture says where and by whom it was taken, beside what it shows: its original is
// kept with the case and never leaves it; what leaves is drawn anew from its pixels.

import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { fileTypeOf, isPhotograph } from '../core/file-type.ts';
import type { Rendition } from './decode-ports.ts';
import type { World } from './world.ts';

export type ShownFile = { readonly name: string; readonly bytes: Uint8Array };

/** `picture-not-shown`: one that cannot be drawn anew. `picture-waits`: not just now. */
export type FileNotShown = Refusal<'not-found' | 'picture-not-shown' | 'picture-waits'>;

/** Only what evidence of this case names. */
export const showFile = async (
  world: Pick<World, 'caseWork' | 'files' | 'decoder'>,
  caseId: Id,
  sha256: string,
): Promise<Result<ShownFile, FileNotShown>> => {
  const { evidence } = await world.caseWork.gathered(caseId);
  const named = evidence.find(({ file }) => file?.sha256 === sha256)?.file;
  const bytes = named ? await world.files.get(sha256) : undefined;
  if (!named || !bytes) return refuse('not-found');
  if (!isPhotograph(fileTypeOf(bytes))) return ok({ name: named.name, bytes });
  const drawn = await world.decoder.decode(bytes, { rendition: true });
  if (drawn.ok && drawn.value.rendition !== null) {
    const { rendition } = drawn.value;
    return ok({ name: renamed(named.name, rendition.type), bytes: rendition.bytes });
  }
  const waits = !drawn.ok && (drawn.error.code === 'picture-busy' || drawn.error.code === 'picture-unavailable');
  return refuse(waits ? 'picture-waits' : 'picture-not-shown');
};

const renamed = (name: string, type: Rendition['type']): string =>
  `${name.replace(/\.[a-z0-9]{1,5}$/i, '')}.${type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length)}`;
