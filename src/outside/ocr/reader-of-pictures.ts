// The text in a picture, read by a process of its own that is there only while there are pictures.
import { refuse } from '../../base/result.ts';
import type { Ocr } from '../../desk/world.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { pictureKind } from './picture-kind.ts';
import { childProgram, type ReadingLimits, type ReadingProcess, startReading } from './reading-process.ts';

export type PictureReader = Ocr & {
  /** Ends the reading process; pictures still waiting are told `ocr-busy`. */
  readonly close: () => Promise<void>;
  /** The process that reads, for whoever watches it; undefined while there is none. */
  readonly pid: () => number | undefined;
};

type Limits = ReadingLimits & {
  readonly bytes: number;
  readonly waiting: number;
  /** Milliseconds a picture waits for its turn; a person at a telephone gives up at about that. */
  readonly waitMs: number;
  readonly idleMs: number;
  readonly program: string;
};

const usual: Omit<Limits, 'program'> = {
  bytes: 10 * 1024 * 1024,
  waiting: 8,
  waitMs: 30_000,
  idleMs: 60_000,
  pictureMs: 20_000,
  memory: 512 * 1024 * 1024,
};

/**
 * Reads the text in JPEG, PNG, WebP, GIF and AVIF pictures of up to 10 MB and 40 million pixels, Vietnamese and
 * English, without a network; `confidence` is from 0 to 1. Nothing of a picture is written to disk or kept.
 * The process starts with the first picture and ends after a minute without one.
 */
export const readerOfPictures = (given: Partial<Limits> = {}): PictureReader => {
  const limits = { ...usual, program: given.program ?? childProgram(), ...given };
  const queue = oneAtATime(limits.waiting, limits.waitMs);
  let reading: ReadingProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const atRest = () => {
    idle = setTimeout(() => void reading?.end(), limits.idleMs);
    idle.unref();
  };

  return {
    read: async (picture) => {
      if (picture.length > limits.bytes) return refuse('ocr-too-large');
      if (pictureKind(picture) === undefined) return refuse('ocr-not-an-image');
      const read = await queue.take(async () => {
        clearTimeout(idle);
        // Told to go is not gone yet, and there is never more than one.
        if (reading?.isGone()) await reading.end();
        if (closed) return undefined;
        if (reading === undefined || reading.isGone()) reading = startReading(limits, limits.program);
        const answer = await reading.read(picture);
        atRest();
        return answer;
      });
      return read ?? refuse('ocr-busy');
    },
    close: async () => {
      closed = true;
      clearTimeout(idle);
      await reading?.end();
    },
    pid: () => (reading?.isGone() === false ? reading.pid : undefined),
  };
};
