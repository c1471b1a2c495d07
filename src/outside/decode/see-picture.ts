// What the decoding process makes of a picture: what it is recognised by, and the picture drawn anew.
import sharp from 'sharp';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import type { PictureDecoded, PictureWanted, Rendition } from '../../desk/decode-ports.ts';
import { askedLooks, type Looked, type Picture, storedLooks } from '../../kit/likeness/index.ts';
import type { AskRoom } from '../child/index.ts';
import { type DecodeRefusal, decodePicture, type UprightPicture } from './decode-picture.ts';
import { onlyPictures } from './only-pictures.ts';
import { decoderBytes, hasTooManyPixels, hasTooManyScans, headOf, pixelBytes } from './picture-head.ts';
import { type PictureKind, pictureKind } from './picture-kind.ts';

export type SeeTask = { readonly picture: Uint8Array; readonly wanted: PictureWanted };

type SeenRefusal = DecodeRefusal | Refusal<'too-heavy'>;
export type Seen = Result<PictureDecoded, SeenRefusal>;

const megabyte = 1024 * 1024;
/** What a decoder and the pixels it gives may take up together. */
const mostBytes = 200 * megabyte;
/** So much is there in a process at rest. */
const littleBytes = 12 * megabyte;
/** Drawing a picture anew takes its pixels once more, shrunk, and what the encoder holds. */
const drawingBytes = 48 * megabyte;
/** A moving picture of more frames is a film, or made to keep us busy: its first frame has to do. */
const mostFrames = 500;
const framesLookedAt = 4;
const shownPixels = 12_000_000;
const shownBytes = 8 * 1024 * 1024;

/** `askRoom` is told how many bytes more than a little this picture will take, before they are taken. */
export const seePicture = async ({ picture, wanted }: SeeTask, askRoom?: AskRoom): Promise<Seen> => {
  onlyPictures();
  const kind = pictureKind(picture);
  const head = await headOf(picture);
  if (kind === undefined || head === undefined) return refuse('not-an-image');
  if (hasTooManyPixels(head)) return refuse('too-many-pixels', { detail: `${head.width} × ${head.height}` });
  // By the time it is drawn anew, the decoder has let go of what it held.
  const drawing = wanted.rendition === true ? drawingBytes : 0;
  const bytes = Math.max(decoderBytes(head), drawing) + pixelBytes(head);
  if (hasTooManyScans(picture) || bytes > mostBytes) return refuse('too-heavy');
  if (bytes > littleBytes) await askRoom?.(bytes);
  const first = await decodePicture(picture);
  if (!first.ok) return first;
  const frames: Looked[] = [];
  if (wanted.looks)
    frames.push(looked(first.value, wanted.looks), ...(await moreFrames(picture, head.pages ?? 1, wanted.looks)));
  const { width, height, wasTurned } = first.value;
  const rendition = await renditionOf(first.value, kind, wanted.rendition);
  return ok({ kind, width, height, wasTurned, isGrey: isGrey(first.value), frames, rendition });
};

const looked = (picture: UprightPicture, as: 'stored' | 'asked'): Looked =>
  as === 'stored' ? storedLooks(picture) : askedLooks(picture);

/** Evenly through a moving picture; one that is broken further down is known by what came before. */
const moreFrames = async (picture: Uint8Array, pages: number, as: 'stored' | 'asked'): Promise<readonly Looked[]> => {
  if (pages < 2 || pages > mostFrames) return [];
  const found: Looked[] = [];
  const at = Array.from({ length: framesLookedAt - 1 }, (_, n) => Math.floor(((n + 1) * pages) / framesLookedAt));
  for (const frame of new Set(at.filter((one) => one > 0))) {
    const decoded = await decodePicture(picture, frame);
    if (!decoded.ok) break;
    found.push(looked(decoded.value, as));
  }
  return found;
};

const renditionOf = async (
  picture: Picture,
  kind: PictureKind,
  wanted: PictureWanted['rendition'],
): Promise<Rendition | null> => {
  if (wanted === undefined || wanted === false) return null;
  return wanted === 'small' ? drawnSmall(picture) : drawnAnew(picture, kind);
};

const smallSide = 1280;
const smallQuality = 80;

const drawnSmall = async ({ data, width, height, channels }: Picture): Promise<Rendition> => {
  const { data: bytes, info } = await sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
    .resize({ width: smallSide, height: smallSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: smallQuality })
    .toBuffer({ resolveWithObject: true });
  return { bytes, type: 'image/webp', ...sidesOf(info) };
};

/** Less than this between the channels, on the mean, is no colour that anybody sees. */
const leastColour = 4;

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

/** From the pixels alone, so that no byte of the original's own words comes along. */
const drawnAnew = async (picture: Picture, kind: PictureKind): Promise<Rendition> => {
  const { data, width, height, channels } = picture;
  const scale = Math.min(1, Math.sqrt(shownPixels / (width * height)));
  const drawing = sharp(data, { raw: { width, height, channels }, limitInputPixels: false }).resize({
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    fit: 'fill',
  });
  if (kind === 'png' || kind === 'gif') {
    const png = await drawing.clone().png().toBuffer({ resolveWithObject: true });
    if (png.data.length <= shownBytes) return { bytes: png.data, type: 'image/png', ...sidesOf(png.info) };
  }
  const jpeg = await drawing.jpeg({ quality: 88 }).toBuffer({ resolveWithObject: true });
  return { bytes: jpeg.data, type: 'image/jpeg', ...sidesOf(jpeg.info) };
};

const sidesOf = ({ width, height }: { readonly width: number; readonly height: number }) => ({ width, height });
