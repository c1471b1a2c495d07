// The ports of pictures: seeing them, knowing those of checks in memory, and keeping them in the store.
import type { Id } from '../base/ids.ts';
import type { Refusal, Result } from '../base/result.ts';
import type {
  CasePicture,
  CheckPicture,
  KeptPicture,
  KnownPicture,
  PictureLooks,
  PictureSays,
  PictureTold,
} from '../core/picture.ts';
import type { Likeness } from '../kit/likeness/index.ts';
import type { PictureBox, PictureWord } from './reading-ports.ts';
import type { Deed, Done, Lay } from './work-ports.ts';

/** `picture-busy`: too many are waiting to be looked at. */
export type PictureUnseen = Refusal<'picture-not-readable' | 'picture-too-large' | 'picture-busy'>;

/** What an asked picture is, and which known ones it shows, the likest first. Nothing of it is kept. */
export type PictureSeen<Known> = Pick<PictureLooks, 'hash' | 'quality' | 'isGrey'> & {
  readonly width: number;
  readonly height: number;
  readonly found: readonly (Omit<Likeness, 'id'> & { readonly id: Known })[];
};

/** A picture drawn anew, with what it is recognised by; what is written in it is read apart. */
export type DrawnPicture = Omit<PictureLooks, 'letters' | 'words'> & {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
};

/** A picture of a check, in memory. */
export type PictureOf = { readonly check: Id; readonly picture: KnownPicture };

/**
 * What came of reading: `read`; `illegible`, where there are words that cannot be made out; `wordless`; `unread`, because
 * nothing here reads pictures just now.
 */
export type PictureReading = 'read' | 'illegible' | 'wordless' | 'unread';

export type SeenPicture = PictureSeen<PictureOf> & {
  readonly reading: PictureReading;
  /** The words as they were read; null where none are legible. */
  readonly text: string | null;
  /** Each word of it with its place; none where none are legible. */
  readonly words: readonly PictureWord[];
  /** They stand in the bubbles of a chat, with an empty line between them. */
  readonly inBubbles: boolean;
  readonly letters: number;
  /** One even area, without words: there is nothing to recognise. */
  readonly isBlank: boolean;
  /** What names or shows somebody in a chat; null where nobody could look for it, and then the picture is not kept. */
  readonly people: readonly PictureBox[] | null;
};

/** Pictures of checks by what they show. Losing it loses nothing: it is built from the store. */
export type Sight = {
  readonly look: (bytes: Uint8Array) => Promise<Result<PictureSeen<PictureOf>, PictureUnseen>>;
  readonly draw: (bytes: Uint8Array) => Promise<Result<DrawnPicture, PictureUnseen>>;
  /** The pictures of a check, in place of those it had; none removes it. */
  readonly put: (check: Id, pictures: readonly KnownPicture[]) => void;
  /** A picture of a check by its file; undefined where no check that is known here has it. */
  readonly byFile: (file: string) => PictureOf | undefined;
};

export type PutOnCheck = 'changed' | 'same' | 'not-found' | 'ours';

/** Pictures in the store. */
export type Pictures = {
  /** Lays the file and keeps what is known of it; safe to repeat. */
  readonly keep: (picture: KeptPicture, lay: Lay) => Promise<void>;
  /** The pictures of another publisher's check, in place of those it had. Ours change by a decision of two people. */
  readonly putOnCheck: (check: Id, pictures: readonly CheckPicture[], at: Date) => Promise<PutOnCheck>;
  /** A check by its id, its slug or the address where its publisher has it; `ours`: not another publisher's. */
  readonly checkBy: (text: string) => Promise<{ readonly id: Id; readonly ours: boolean } | undefined>;
  /** Whether anybody may see the file: it stands on a published check. */
  readonly isPublic: (file: string) => Promise<boolean>;
  /** Of one case: those that the team laid there, then those that people asked with, most first. */
  readonly ofCase: (id: Id) => Promise<readonly CasePicture[]>;
  /** Lays a kept picture on a case; there already, it stays as it is. */
  readonly layOnCase: (deed: Deed, file: string, says: PictureSays | null) => Promise<Done | 'pictures-too-many'>;
  /** Says what it is; one that people asked with is taken to the case's own by it. Whoever does is of its writers. */
  readonly describeOnCase: (deed: Deed, file: string, told: PictureTold) => Promise<Done>;
  /** Takes off what the team laid there. What people asked with stays as long as their question. */
  readonly takeOffCase: (deed: Deed, file: string) => Promise<Done>;
  /** Whether the team may see it: it stands on a check or a case, or what was handed in names it, or a question that is sorted into a case has it. */
  readonly isAtDesk: (file: string) => Promise<boolean>;
};
