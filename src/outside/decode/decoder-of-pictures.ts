// Pictures of strangers, decoded by processes of their own that are there only while there are pictures.
import { ok, refuse } from '../../base/result.ts';
import type { PictureDecoder, PictureNotDecoded } from '../../desk/decode-ports.ts';
import { childPool, childProgram, type PoolLimits, roomOf } from '../child/index.ts';
import { isHeic, pictureKind } from './picture-kind.ts';
import type { Seen, SeeTask } from './see-picture.ts';

export type DecoderOfPictures = PictureDecoder & {
  /** Ends the processes; pictures still waiting are told `picture-busy`. */
  readonly close: () => Promise<void>;
  readonly pids: () => readonly number[];
};

type Limits = PoolLimits & { readonly bytes: number; readonly program: string };

const megabyte = 1024 * 1024;

const usual: Omit<Limits, 'program' | 'room'> = {
  bytes: 10 * megabyte,
  size: 1,
  waiting: 16,
  // Longer than a picture may be read: a large one waits until there is room beside it.
  waitMs: 30_000,
  idleMs: 60_000,
  taskMs: 15_000,
  memory: 248 * megabyte,
  rest: 40 * megabyte,
};

/**
 * Decodes JPEG, PNG, WebP, GIF and AVIF pictures of up to 10 MB and 40 million pixels; fewer of those kinds that a decoder has
 * to hold whole. HEIC cannot be read: its codec (HEVC) is under patents, and sharp comes without it.
 * A picture that takes too long or too much memory costs its process, and nobody else anything.
 */
export const decoderOfPictures = (given: Partial<Limits> = {}): DecoderOfPictures => {
  const limits: Limits = {
    ...usual,
    program: given.program ?? childProgram('decode-child', import.meta.dirname),
    room: given.room ?? roomOf(usual.memory),
    ...given,
  };
  const pool = childPool<SeeTask, Seen>(limits, limits.program);
  return {
    decode: async (picture, wanted) => {
      if (picture.length > limits.bytes) return refuse('picture-too-large');
      if (pictureKind(picture) === undefined) return refuse(isHeic(picture) ? 'picture-heic' : 'picture-kind');
      const asked = await pool.ask({ picture, wanted });
      if (!asked.ok) return refuse(ofProcess[asked.error.code]);
      return asked.value.ok ? ok(asked.value.value) : refuse(ofPicture[asked.value.error.code]);
    },
    close: pool.close,
    pids: pool.pids,
  };
};

type Codes<R extends { readonly ok: boolean }> = R extends {
  readonly ok: false;
  readonly error: { readonly code: infer C extends string };
}
  ? C
  : never;

const ofPicture: Readonly<Record<Codes<Seen>, PictureNotDecoded['code']>> = {
  'not-an-image': 'picture-kind',
  'too-many-pixels': 'picture-too-large',
  'damaged-image': 'picture-damaged',
  'too-heavy': 'picture-too-heavy',
};

const ofProcess: Readonly<
  Record<'busy' | 'took-too-long' | 'took-too-much-memory' | 'broke-down' | 'did-not-start', PictureNotDecoded['code']>
> = {
  busy: 'picture-busy',
  'took-too-long': 'picture-too-heavy',
  'took-too-much-memory': 'picture-too-heavy',
  // A decoder that falls over a picture would fall over it again.
  'broke-down': 'picture-damaged',
  'did-not-start': 'picture-unavailable',
};
