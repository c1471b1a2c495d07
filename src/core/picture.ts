// Pictures that a check is about: what was agreed to be shown of each, and what is kept so that it is recognised.
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Day } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';

/** `first-seen`: as it was when it came up. `edited`: a copy that somebody changed since. */
export const pictureKinds = ['first-seen', 'edited'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/**
 * What the file of a picture said about itself when it came, and what that is worth. Nothing of a place or a person, and who
 * signed only where somebody vouches for them. What is absent says nothing.
 */
export type PictureSays = {
  readonly credentials: 'absent' | 'invalid' | 'untrusted' | 'trusted';
  readonly signedBy: string | null;
  readonly signedOn: Day | null;
  readonly madeWith: string | null;
  readonly declared: 'by-model' | 'partly-by-model' | 'by-algorithm' | 'camera' | null;
  readonly takenOn: Day | null;
  readonly software: string | null;
};

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
  /** Absent where nobody looked at the file as it came. */
  readonly says?: PictureSays;
};

/** What is said of a picture beside what it shows. */
export type PictureTold = Pick<CheckPicture, 'kind' | 'alt' | 'seenUrl' | 'seenOn'>;

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

/** A picture of a case: people asked with it, or somebody of the team laid it there. How many asked is all that is told of them. */
export type CasePicture = Pick<CheckPicture, 'file' | 'width' | 'height' | 'says'> & {
  readonly asked: number;
  /** What the team says of it so far; null where nobody of the team laid it there. */
  readonly told: PictureTold | null;
};

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

/** Pictures that a change takes off a check, and pictures that it brings; one that is described anew is both. */
export type PictureChange = { readonly removed: readonly CheckPicture[]; readonly added: readonly CheckPicture[] };

/** What stands in one list and not in the other, in the order of each. */
export const pictureChange = (before: readonly CheckPicture[], after: readonly CheckPicture[]): PictureChange => {
  const textOf = (one: CheckPicture): string => canonicalJson(one as unknown as Json);
  const [was, is] = [new Set(before.map(textOf)), new Set(after.map(textOf))];
  return {
    removed: before.filter((one) => !is.has(textOf(one))),
    added: after.filter((one) => !was.has(textOf(one))),
  };
};

/** Whether the change shows other pictures, and not only other words beside the same ones. */
export const showsOthers = ({ removed, added }: PictureChange): boolean => {
  const files = (of: readonly CheckPicture[]): string =>
    of
      .map(({ file }) => file)
      .sort()
      .join(' ');
  return files(removed) !== files(added);
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
