// The pictures of checks in memory: what is shown of each, beside the hashes by which it is found.
import type { Id } from '../../base/ids.ts';
import { ok, refuse } from '../../base/result.ts';
import type { PictureDecoder, PictureNotDecoded } from '../../desk/decode-ports.ts';
import type { PictureOf, PictureUnseen, Sight } from '../../desk/picture-ports.ts';
import { hexOf } from '../../kit/likeness/index.ts';
import { inFrames, partsOf, standsFor } from './frames.ts';
import type { SightOf } from './sight-ports.ts';

/** Numbers the pictures for the index, and gives back what each number stands for. */
export const knownInMemory = (
  sight: SightOf,
  decoder: PictureDecoder,
  told: (error: unknown) => void = () => undefined,
): Sight => {
  const numbers = new Map<Id, readonly number[]>();
  const known = new Map<number, PictureOf>();
  const files = new Map<string, number>();
  let next = 0;

  const forget = (number: number): void => {
    const file = known.get(number)?.picture.file;
    if (file !== undefined && files.get(file) === number) files.delete(file);
    known.delete(number);
    sight.remove(number).catch(told);
  };

  return {
    look: async (bytes) => {
      const decoded = await decoder.decode(bytes, { looks: 'asked' });
      if (!decoded.ok) return refuse(unseen[decoded.error.code]);
      const { frames, width, height, isGrey } = decoded.value;
      const asked = standsFor(frames);
      if (asked === undefined) return refuse('picture-not-readable');
      const { hash, quality } = asked.pdq;
      const likenesses = inFrames(await Promise.all(frames.map((frame) => sight.find(frame))));
      // One that went while it was looked for is not found.
      const found = likenesses.flatMap(({ id, ...likeness }) => {
        const of = known.get(id);
        return of === undefined ? [] : [{ ...likeness, id: of }];
      });
      return ok({ width, height, hash: hexOf(hash), quality, isGrey, found });
    },
    draw: async (bytes) => {
      const decoded = await decoder.decode(bytes, { looks: 'stored', rendition: 'small' });
      if (!decoded.ok) return refuse(unseen[decoded.error.code]);
      const { frames, rendition, isGrey } = decoded.value;
      const stored = standsFor(frames);
      if (stored === undefined || rendition === null) return refuse('picture-not-readable');
      const { bytes: shown, width, height } = rendition;
      const { pdq } = stored;
      const parts = partsOf(stored, frames);
      return ok({ bytes: shown, width, height, hash: hexOf(pdq.hash), quality: pdq.quality, parts, isGrey });
    },
    put: (check, pictures) => {
      for (const number of numbers.get(check) ?? []) forget(number);
      numbers.delete(check);
      if (pictures.length === 0) return;
      numbers.set(
        check,
        pictures.map((picture) => {
          const number = next++;
          known.set(number, { check, picture });
          files.set(picture.file, number);
          const { hash, quality, parts } = picture;
          sight.put(number, { hash, quality, parts }).catch(told);
          return number;
        }),
      );
    },
    byFile: (file) => {
      const number = files.get(file);
      return number === undefined ? undefined : known.get(number);
    },
  };
};

const unseen: Readonly<Record<PictureNotDecoded['code'], PictureUnseen['code']>> = {
  'picture-kind': 'picture-not-readable',
  'picture-heic': 'picture-not-readable',
  'picture-damaged': 'picture-not-readable',
  'picture-too-large': 'picture-too-large',
  'picture-too-heavy': 'picture-too-large',
  'picture-busy': 'picture-busy',
  'picture-unavailable': 'picture-busy',
};
