// The port of whoever looks into pictures that strangers send.
import type { Refusal, Result } from '../base/result.ts';
import type { Looked } from '../kit/likeness/index.ts';

/** A picture drawn anew from its pixels: nothing of what its maker's machine wrote into the file can be in it. */
export type Rendition = {
  readonly bytes: Uint8Array;
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
};

/** What is wanted of a picture: by what it is kept or looked up again, and whether it is to be shown: `small` for a page, `true` as large as it is. */
export type PictureWanted = { readonly looks?: 'stored' | 'asked'; readonly rendition?: boolean | 'small' };

/** Upright. `frames` holds what is recognised by, of the first frame and of up to three more of a moving one. */
export type PictureDecoded = {
  readonly kind: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';
  readonly width: number;
  readonly height: number;
  readonly wasTurned: boolean;
  /** No colour that anybody sees. */
  readonly isGrey: boolean;
  readonly frames: readonly Looked[];
  readonly rendition: Rendition | null;
};

/**
 * `picture-kind`: none of the five kinds; `picture-heic`: the sixth that many send, which is not read here.
 * `picture-too-heavy`: it decodes, but not within the time and the memory that a picture gets.
 */
export type PictureNotDecoded = Refusal<
  | 'picture-kind'
  | 'picture-heic'
  | 'picture-damaged'
  | 'picture-too-large'
  | 'picture-too-heavy'
  | 'picture-busy'
  | 'picture-unavailable'
>;

export type PictureDecoder = {
  readonly decode: (bytes: Uint8Array, wanted: PictureWanted) => Promise<Result<PictureDecoded, PictureNotDecoded>>;
};
