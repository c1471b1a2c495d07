// The port of whoever takes stills out of videos that strangers send.
import type { Refusal, Result } from '../base/result.ts';

/** `video-off`: nothing here opens videos. `video-not-read`: none of the kinds, damaged, or not within what a video gets. */
export type VideoUnseen = Refusal<'video-off' | 'video-not-read' | 'picture-busy'>;

export type Stills = {
  /** Whether videos are looked at here at all. */
  readonly isOn: boolean;
  /** One picture of each second, as JPEG, in their order; at least one. */
  readonly of: (video: Uint8Array) => Promise<Result<readonly Uint8Array[], VideoUnseen>>;
};
