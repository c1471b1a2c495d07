// Decodes pictures in this very process: for worlds in memory, whose tests hand in pictures of their own making.
import { refuse } from '../../src/base/result.ts';
import type { PictureDecoder } from '../../src/desk/decode-ports.ts';
import { seePicture } from '../../src/outside/decode/see-picture.ts';

export const decoderHere: PictureDecoder = {
  decode: async (picture, wanted) => {
    const seen = await seePicture({ picture, wanted });
    if (seen.ok) return seen;
    return refuse(seen.error.code === 'too-many-pixels' ? 'picture-too-large' : 'picture-damaged');
  },
};
