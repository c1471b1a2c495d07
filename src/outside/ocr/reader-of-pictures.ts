// The text in a picture, read by processes of their own that are there only while there are pictures.
import { availableParallelism } from 'node:os';
import { ok, refuse } from '../../base/result.ts';
import type { Ocr, PictureText } from '../../desk/world.ts';
import { childPool, childProgram, type PoolLimits, type Room, roomOf } from '../child/index.ts';
import { pictureKind } from '../decode/picture-kind.ts';
import type { Asked, Read, Told } from './messages.ts';
import { rememberedByContent } from './remembered.ts';

export type PictureReader = Ocr & {
  /** Ends the reading processes; pictures still waiting are told `ocr-busy`. */
  readonly close: () => Promise<void>;
  /** The processes that read, for whoever watches them. */
  readonly pids: () => readonly number[];
};

type Limits = PoolLimits & {
  readonly bytes: number;
  readonly program: string;
  readonly remembered: number;
  readonly rememberedMs: number;
};

const mostReaders = 4;

const megabyte = 1024 * 1024;

const usual: Omit<Limits, 'program' | 'size' | 'room'> = {
  bytes: 10 * megabyte,
  waiting: 8,
  // A person at a telephone gives up at about that.
  waitMs: 30_000,
  idleMs: 60_000,
  taskMs: 20_000,
  memory: 248 * megabyte,
  rest: 120 * megabyte,
  remembered: 64,
  rememberedMs: 10 * 60_000,
};

/**
 * Reads the text in JPEG, PNG, WebP, GIF and AVIF pictures of up to 10 MB and 40 million pixels, Vietnamese and
 * English, without a network; `confidence` is from 0 to 1. Nothing of a picture is written to disk; what was read of the
 * last 64 is remembered for ten minutes. A process per core, four at most and no more than the room has place for, starts
 * when there is need of it and ends after a minute without.
 */
export const readerOfPictures = (given: Partial<Limits> = {}): PictureReader => {
  const room = given.room ?? roomOf(usual.memory);
  const limits: Limits = {
    ...usual,
    room,
    size: readersIn(room),
    ...given,
    program: given.program ?? childProgram('ocr-child', import.meta.dirname),
  };
  const pool = childPool<Asked, Read>(limits, limits.program);
  const remembered = rememberedByContent<PictureText>(limits.remembered, limits.rememberedMs);

  const asked = async (task: Asked) => {
    if (task.picture.length > limits.bytes) return refuse('ocr-too-large');
    if (pictureKind(task.picture) === undefined) return refuse('ocr-not-an-image');
    const answer = await pool.ask(task);
    if (answer.ok) return answer.value;
    if (answer.error.code === 'busy') return refuse('ocr-busy');
    // A picture that takes too long, too much memory or the process with it has no text we can give.
    return refuse(answer.error.code === 'did-not-start' ? 'ocr-unavailable' : 'ocr-no-text');
  };

  return {
    read: async (picture) => {
      const known = remembered.get(picture);
      if (known !== undefined) return ok(known);
      const read = await asked({ picture });
      if (!read.ok) return read;
      if (!isText(read.value)) return refuse('ocr-no-text');
      remembered.put(picture, read.value);
      return ok(read.value);
    },
    blurPeople: async (picture, { people }) => {
      const drawn = await asked({ picture, blur: people });
      // A picture of a few pixels has nothing to be blurred, and one over which the process broke down is not shown.
      if (!drawn.ok) return drawn.error.code === 'ocr-no-text' ? refuse('ocr-not-an-image') : refuse(drawn.error.code);
      return isText(drawn.value) ? refuse('ocr-not-an-image') : ok(drawn.value.picture);
    },
    close: async () => {
      remembered.clear();
      await pool.close();
    },
    pids: pool.pids,
  };
};

/** One needs the whole room for a large picture, and each other what it rests on. */
const readersIn = (room: Room): number => {
  const more = Math.max(0, Math.floor((room.bytes - usual.memory) / usual.rest));
  return Math.min(mostReaders, availableParallelism(), 1 + more);
};

const isText = (told: Told): told is PictureText => 'text' in told;
