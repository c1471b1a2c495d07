// What a picture says about itself, read once from the bytes as they came: whatever is drawn anew says nothing any more.
import type { PictureSays } from '../core/picture.ts';
import { clean } from './clean.ts';
import type { World } from './world.ts';

/** Programs that make or edit pictures. Others that write themselves into a file mostly tell which telephone somebody has. */
const editors =
  /photoshop|lightroom|illustrator|firefly|express|gimp|inkscape|krita|affinity|pixelmator|paint|picsart|snapseed|facetune|faceapp|meitu|beautyplus|canva|figma|capcut|pixlr|photopea|fotor|remini|lensa|midjourney|dall|stable.?diffusion|comfyui|automatic1111|openai|chatgpt|gemini|imagen|grok|flux/i;

/**
 * Null where it could not be read just now. Who signed is told only of a signer whom this instance trusts: anybody else may
 * have written anybody's name there. Of an asker's picture no telephone is told.
 */
export const pictureSays = async (
  { readProvenance, keyed }: Pick<World, 'readProvenance' | 'keyed'>,
  bytes: Uint8Array,
  from: 'asker' | 'team',
): Promise<PictureSays | null> => {
  const read = await readProvenance(bytes);
  if (!read.ok) return null;
  const { credentials, signedBy, signedOn, madeWith, declared, takenOn, software } = read.value;
  const masked = (text: string | null): string | null => (text === null ? null : clean(keyed, text).text);
  const isTrusted = credentials === 'trusted';
  const named = (text: string | null): string | null =>
    from === 'team' || (text !== null && editors.test(text)) ? masked(text) : null;
  return {
    credentials,
    signedBy: isTrusted ? masked(signedBy) : null,
    signedOn: isTrusted ? signedOn : null,
    madeWith: named(madeWith),
    declared,
    takenOn,
    software: named(software),
  };
};
