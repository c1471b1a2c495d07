// What is seen of pictures: decoded, drawn anew without metadata, hashed, and looked up among the known ones.
import sharp from 'sharp';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import {
  askedLooks,
  createPictureIndex,
  hashFromHex,
  hexOf,
  type Picture,
  type StoredLook,
  storedLooks,
} from '../../kit/likeness/index.ts';
import { decodePicture } from '../decode/index.ts';
import type { SightOf } from './sight-ports.ts';

const shownSide = 1280;
const shownQuality = 80;
/** Less than this between the channels, on the mean, is no colour that anybody sees. */
const leastColour = 4;

/** The craft itself, in whichever thread it is opened. */
export const openSight = (): SightOf => {
  const index = createPictureIndex();
  let unsettled = 0;
  return {
    put: async (id, { hash, quality, parts }) => {
      index.put(id, { looks: looksFrom(hash, quality, parts) });
      unsettled++;
    },
    remove: async (id) => index.remove(id),
    look: async (bytes) => {
      const decoded = await decodePicture(bytes);
      if (!decoded.ok) return refused(decoded.error.code);
      // So that a crowd of additions costs one sorting, and the next question pays for none.
      if (unsettled > mostUnsettled) {
        index.settle();
        unsettled = 0;
      }
      const asked = askedLooks(decoded.value);
      const { hash, quality } = asked.pdq;
      const { width, height } = decoded.value;
      return ok({
        width,
        height,
        hash: hexOf(hash),
        quality,
        isGrey: isGrey(decoded.value),
        found: index.search(asked),
      });
    },
    draw: async (bytes) => {
      const decoded = await decodePicture(bytes);
      if (!decoded.ok) return refused(decoded.error.code);
      const { pdq, looks } = storedLooks(decoded.value);
      const shown = await shownFrom(decoded.value);
      return ok({
        ...shown,
        hash: hexOf(pdq.hash),
        quality: pdq.quality,
        parts: looks.filter(({ kind }) => kind !== 'whole').map(({ hash }) => hexOf(hash)),
        isGrey: isGrey(decoded.value),
      });
    },
  };
};

const mostUnsettled = 2_000;

const looksFrom = (hash: string, quality: number, parts: readonly string[]): readonly StoredLook[] => [
  ...(quality >= 50 ? lookOf('whole', hash) : []),
  ...parts.flatMap((part) => lookOf('part', part)),
];

const lookOf = (kind: StoredLook['kind'], hex: string): readonly StoredLook[] => {
  const hash = hashFromHex(hex);
  return hash === undefined ? [] : [{ kind, hash }];
};

type PictureRefused = Refusal<'picture-not-readable' | 'picture-too-large'>;

const refused = (code: 'not-an-image' | 'too-many-pixels' | 'damaged-image'): Result<never, PictureRefused> =>
  refuse(code === 'too-many-pixels' ? 'picture-too-large' : 'picture-not-readable');

/** Drawn anew from its pixels alone: nothing that stood beside them in the file can be in it. */
const shownFrom = async ({ data, width, height, channels }: Picture) => {
  const { data: bytes, info } = await sharp(data, { raw: { width, height, channels } })
    .resize({ width: shownSide, height: shownSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: shownQuality })
    .toBuffer({ resolveWithObject: true });
  return { bytes: new Uint8Array(bytes), width: info.width, height: info.height };
};

const isGrey = ({ data, channels }: Picture): boolean => {
  if (channels === 1) return true;
  const step = channels * Math.max(1, Math.floor(data.length / channels / 20_000));
  let apart = 0;
  let looked = 0;
  for (let at = 0; at + 2 < data.length; at += step, looked++) {
    const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    apart += Math.max(r, g, b) - Math.min(r, g, b);
  }
  return apart / Math.max(1, looked) < leastColour;
};
