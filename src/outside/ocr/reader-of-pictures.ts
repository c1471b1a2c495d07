// The text in a picture, read by a process of its own that is there only while there are pictures.
import { refuse } from '../../base/result.ts';
import type { Ocr } from '../../desk/world.ts';
import { childPool, childProgram, type PoolLimits } from '../child/index.ts';
import { pictureKind } from '../decode/picture-kind.ts';
import type { Read } from './messages.ts';

export type PictureReader = Ocr & {
  /** Ends the reading process; pictures still waiting are told `ocr-busy`. */
  readonly close: () => Promise<void>;
  /** The process that reads, for whoever watches it; undefined while there is none. */
  readonly pid: () => number | undefined;
};

type Limits = PoolLimits & { readonly bytes: number; readonly program: string };

const usual: Omit<Limits, 'program'> = {
  bytes: 10 * 1024 * 1024,
  size: 1,
  waiting: 8,
  // A person at a telephone gives up at about that.
  waitMs: 30_000,
  idleMs: 60_000,
  taskMs: 20_000,
  memory: 512 * 1024 * 1024,
};

/**
 * Reads the text in JPEG, PNG, WebP, GIF and AVIF pictures of up to 10 MB and 40 million pixels, Vietnamese and
 * English, without a network; `confidence` is from 0 to 1. Nothing of a picture is written to disk or kept.
 * The process starts with the first picture and ends after a minute without one.
 */
export const readerOfPictures = (given: Partial<Limits> = {}): PictureReader => {
  const limits = { ...usual, program: given.program ?? childProgram('ocr-child', import.meta.dirname), ...given };
  const pool = childPool<Uint8Array, Read>(limits, limits.program);
  return {
    read: async (picture) => {
      if (picture.length > limits.bytes) return refuse('ocr-too-large');
      if (pictureKind(picture) === undefined) return refuse('ocr-not-an-image');
      const read = await pool.ask(picture);
      if (read.ok) return read.value;
      if (read.error.code === 'busy') return refuse('ocr-busy');
      // A picture that takes too long, too much memory or the process with it has no text we can give.
      return refuse(read.error.code === 'did-not-start' ? 'ocr-unavailable' : 'ocr-no-text');
    },
    close: pool.close,
    pid: () => pool.pids()[0],
  };
};
