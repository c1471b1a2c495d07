// The ports of reading pictures: what is written in one, and what it says of where it comes from.
import type { Day } from '../base/clock.ts';
import type { Result } from '../base/result.ts';

/** A place in a picture, in pixels of it as it lies upright. */
export type PictureBox = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** A word as it was read, and where. */
export type PictureWord = { readonly text: string; readonly box: PictureBox };

/** What was read in a picture; `confidence` is from 0 to 1. */
export type PictureText = {
  /** All of it, a message or paragraph a line. */
  readonly text: string;
  readonly confidence: number;
  /** What was said in each bubble of a chat, in order, without who said it; of any other picture the text as one. */
  readonly messages: readonly string[];
  readonly lines: readonly {
    readonly text: string;
    readonly confidence: number;
    readonly box: PictureBox;
    readonly words: readonly PictureWord[];
  }[];
  /** In a chat, whatever names or shows somebody: its head, faces, names. Nobody is to see them before they are blurred. */
  readonly people: readonly PictureBox[];
};

/** Reads the text in a picture, and draws it again with places in it made unrecognisable. */
export type Ocr = {
  readonly read: (image: Uint8Array) => Promise<
    Result<
      PictureText,
      {
        readonly code: 'ocr-unavailable' | 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text' | 'ocr-busy';
        /** How many letters and digits there seemed to be where no text was legible. */
        readonly letters?: number;
        /** As of what was read; absent where nobody could look for them. */
        readonly people?: readonly PictureBox[];
      }
    >
  >;
  /** The picture upright, as a WebP without any metadata, in which no place of `people` can be made out. */
  readonly blurPeople: (
    image: Uint8Array,
    reading: Pick<PictureText, 'people'>,
  ) => Promise<
    Result<Uint8Array, { readonly code: 'ocr-unavailable' | 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-busy' }>
  >;
};

/**
 * What a picture says of where it comes from. Whatever is not signed by somebody trusted can have been written by anybody,
 * and what is absent says nothing: nearly every program that sends pictures takes it away.
 */
export type Provenance = {
  /** Content Credentials: none; broken or changed since; whole, by a signer nobody vouches for; whole, by a trusted one. */
  readonly credentials: 'absent' | 'invalid' | 'untrusted' | 'trusted';
  /** The organisation in the signer's certificate. */
  readonly signedBy: string | null;
  readonly signedOn: Day | null;
  readonly madeWith: string | null;
  /** How it says it came to be: by a model, partly by one, by a program, by a camera. */
  readonly declared: 'by-model' | 'partly-by-model' | 'by-algorithm' | 'camera' | null;
  readonly takenOn: Day | null;
  readonly camera: string | null;
  readonly software: string | null;
};

/** Reads it from the bytes as they came, before anything decodes them; nothing of a place or a person. */
export type ReadProvenance = (
  image: Uint8Array,
) => Promise<
  Result<Provenance, { readonly code: 'provenance-not-an-image' | 'provenance-too-large' | 'provenance-unreadable' }>
>;
