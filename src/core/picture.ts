// Pictures that a check is about: what was agreed to be shown of each, and what is kept so that it is recognised.
import type { Day } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';

/** `first-seen`: as it was when it came up. `edited`: a copy that somebody changed since. */
export const pictureKinds = ['first-seen', 'edited'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** One picture of a check, as two people agreed to it. Where it was seen is a page, never somebody's post. */
export type CheckPicture = {
  /** SHA-256 of what is shown: drawn anew, without a word of what its maker's machine wrote into it. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly kind: PictureKind;
  /** What can be seen, by language, for whoever does not see it. */
  readonly alt: Readonly<Record<string, string>>;
  readonly seenUrl: string | null;
  readonly seenOn: Day | null;
};

/** By what a kept picture is found again: 256-bit hashes in hexadecimal, of the whole and of parts. */
export type PictureLooks = {
  readonly hash: string;
  /** 0 to 100; under 50 the hash of the whole says too little. */
  readonly quality: number;
  readonly parts: readonly string[];
  /** How many letters and digits were read in it, and what they say; null where nothing legible was. */
  readonly letters: number;
  readonly words: string | null;
  /** Without colours. */
  readonly isGrey: boolean;
};

/** What is known of one kept file of a picture. */
export type KeptPicture = PictureLooks & Pick<CheckPicture, 'file' | 'width' | 'height'>;

/** A picture that people asked a case with. How many is all that is told of them. */
export type AskedPicture = Pick<CheckPicture, 'file' | 'width' | 'height'> & { readonly asked: number };

/** A picture of a check with what it is recognised by. */
export type KnownPicture = CheckPicture & PictureLooks;

export const pictureLimits = { pictures: 6, alt: 500, url: 2048 } as const;

export type PictureRefusal = Refusal<
  'picture-without-description' | 'picture-description-too-long' | 'picture-seen-on-post' | 'picture-seen-nowhere'
>;

/**
 * Whether a picture may stand on a check: described in each of these languages, and seen on a page. The address of a post
 * would name whoever posted it; `isPost` tells.
 */
export const picturePublishable = (
  { alt, seenUrl }: Pick<CheckPicture, 'alt' | 'seenUrl'>,
  langs: readonly string[],
  isPost: (url: string) => boolean,
): Result<null, PictureRefusal> => {
  const missing = langs.find((lang) => (alt[lang] ?? '').trim() === '');
  if (missing !== undefined) return refuse('picture-without-description', { field: `alt-${missing}` });
  const long = Object.keys(alt).find((lang) => (alt[lang] ?? '').length > pictureLimits.alt);
  if (long !== undefined) return refuse('picture-description-too-long', { field: `alt-${long}` });
  if (seenUrl === null) return ok(null);
  if (seenUrl.length > pictureLimits.url || !/^https?:\/\/[^\s/]+/i.test(seenUrl))
    return refuse('picture-seen-nowhere', { field: 'seenUrl' });
  return isPost(seenUrl) ? refuse('picture-seen-on-post', { field: 'seenUrl' }) : ok(null);
};

/** What is different about an asked picture beside a known one, in the order in which it is told. */
export const pictureDifferences = ['mirrored', 'turned', 'part', 'around', 'words', 'colours'] as const;
export type PictureDifference = (typeof pictureDifferences)[number];

/** Stands for the words of a picture that has none; whoever reads it reads it in their language. */
export const wordlessPicture = '⟦picture⟧';

export const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Where nothing could be looked for, there may be anything. */
const unknownLetters = 1_000;

/** How many letters there seemed to be in a picture without legible text. */
export const lettersUnread = (error: { readonly code: string; readonly letters?: number }): number =>
  error.code === 'ocr-no-text' ? (error.letters ?? 0) : unknownLetters;
