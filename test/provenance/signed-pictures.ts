// One picture of each kind of Content Credentials there can be, and the certificate that makes one of them trusted.
import sharp from 'sharp';
import type { PictureSays } from '../../src/core/picture.ts';
import { signerNamed } from './certificates.ts';
import { signedPicture } from './signed-picture.ts';

export type State = PictureSays['credentials'];
export type OfKind = { readonly bytes: Buffer; readonly state: State; readonly withAnchors: State };

/** By whom the signed ones are signed, and what they say that they were made with. */
export const signedBy = 'Example Press';
export const madeWith = 'Paint Anything 3';

/** None is like another, so each can lie on one case. `anchors` holds the root of whoever signed `signed`. */
export const picturesOfEachKind = async (): Promise<{
  readonly anchors: string;
  readonly kinds: Readonly<Record<'absent' | 'signed' | 'by somebody else' | 'tampered' | 'broken', OfKind>>;
}> => {
  const { signer, rootPem } = signerNamed(signedBy);
  const another = signerNamed(signedBy).signer;
  return {
    anchors: rootPem,
    kinds: {
      absent: { bytes: await scene(0), state: 'absent', withAnchors: 'absent' },
      signed: { bytes: await signedPicture(await scene(1), signer), state: 'untrusted', withAnchors: 'trusted' },
      // Whoever wants to can write the same name into a certificate of their own.
      'by somebody else': {
        bytes: await signedPicture(await scene(2), another),
        state: 'untrusted',
        withAnchors: 'untrusted',
      },
      tampered: {
        bytes: await withOtherPixels(await signedPicture(await scene(3), signer)),
        state: 'invalid',
        withAnchors: 'invalid',
      },
      broken: {
        bytes: withoutPartOfIt(await signedPicture(await scene(4), signer)),
        state: 'invalid',
        withAnchors: 'invalid',
      },
    },
  };
};

/** Stripes that differ in every one. */
const scene = (n: number): Promise<Buffer> => {
  const pixels = Buffer.alloc(64 * 64 * 3);
  for (let at = 0; at < pixels.length; at++) pixels[at] = ((at % 64) * (n + 2) * 3 + (at >> 9) * (7 - n)) % 256;
  return sharp(pixels, { raw: { width: 64, height: 64, channels: 3 } })
    .blur(2)
    .jpeg()
    .toBuffer();
};

/** The first bit from the end that leaves a picture without any fault, in which other pixels are seen. */
const withOtherPixels = async (jpeg: Buffer): Promise<Buffer> => {
  const seen = await pixelsOf(jpeg);
  for (let at = jpeg.length - 3; at > jpeg.length - 200; at--) {
    const out = Buffer.from(jpeg);
    out[at] = (out[at] as number) ^ 1;
    const now = await pixelsOf(out).catch(() => seen);
    if (!now.equals(seen)) return out;
  }
  throw new Error('every bit that was tried breaks the picture');
};

const pixelsOf = (jpeg: Buffer): Promise<Buffer> => sharp(jpeg, { failOn: 'warning' }).raw().toBuffer();

/** Nothing but noughts from inside the list of boxes on; the picture after it is whole. */
const withoutPartOfIt = (jpeg: Buffer): Buffer => Buffer.from(jpeg).fill(0, 80, 600);
