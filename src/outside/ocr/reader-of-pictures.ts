// The text in a picture, read by processes of their own that are there only while there are pictures.
import { availableParallelism } from 'node:os';
import { ok, refuse } from '../../base/result.ts';
import type { Ocr, PictureText } from '../../desk/world.ts';
import type { Asked, Told } from './messages.ts';
import { pictureKind } from './picture-kind.ts';
import {
  childProgram,
  type Reading,
  type ReadingLimits,
  type ReadingProcess,
  startReading,
} from './reading-process.ts';
import { rememberedByContent } from './remembered.ts';
import { takingTurns } from './taking-turns.ts';

export type PictureReader = Ocr & {
  /** Ends the reading processes; pictures still waiting are told `ocr-busy`. */
  readonly close: () => Promise<void>;
  /** The processes that read, for whoever watches them. */
  readonly pids: () => readonly number[];
};

type Limits = ReadingLimits & {
  readonly bytes: number;
  readonly readers: number;
  readonly waiting: number;
  /** Milliseconds a picture waits for its turn; a person at a telephone gives up at about that. */
  readonly waitMs: number;
  readonly idleMs: number;
  readonly program: string;
  readonly remembered: number;
  readonly rememberedMs: number;
};

const mostReaders = 4;

const usual: Omit<Limits, 'program' | 'readers'> = {
  bytes: 10 * 1024 * 1024,
  waiting: 8,
  waitMs: 30_000,
  idleMs: 60_000,
  pictureMs: 20_000,
  memory: 512 * 1024 * 1024,
  remembered: 64,
  rememberedMs: 10 * 60_000,
};

/**
 * Reads the text in JPEG, PNG, WebP, GIF and AVIF pictures of up to 10 MB and 40 million pixels, Vietnamese and
 * English, without a network; `confidence` is from 0 to 1. Nothing of a picture is written to disk; what was read of the
 * last 64 is remembered for ten minutes. A process per core, four at most, starts when there is need of it and ends after a
 * minute without.
 */
export const readerOfPictures = (given: Partial<Limits> = {}): PictureReader => {
  const limits: Limits = {
    ...usual,
    program: given.program ?? childProgram(),
    readers: Math.min(mostReaders, availableParallelism()),
    ...given,
  };
  const readers = Array.from({ length: limits.readers }, () => readerIn(limits));
  const turns = takingTurns(readers, limits.waiting, limits.waitMs);
  const remembered = rememberedByContent<PictureText>(limits.remembered, limits.rememberedMs);

  const asked = async (picture: Uint8Array, blur?: Asked['blur']): Promise<Reading | ReturnType<typeof busy>> => {
    if (picture.length > limits.bytes) return refuse('ocr-too-large');
    if (pictureKind(picture) === undefined) return refuse('ocr-not-an-image');
    return (await turns.take((reader) => reader.ask(picture, blur))) ?? busy();
  };

  return {
    read: async (picture) => {
      const known = remembered.get(picture);
      if (known !== undefined) return ok(known);
      const read = await asked(picture);
      if (!read.ok) return read;
      if (!isText(read.value)) return refuse('ocr-no-text');
      remembered.put(picture, read.value);
      return ok(read.value);
    },
    blurPeople: async (picture, { people }) => {
      const drawn = await asked(picture, people);
      // A picture of a few pixels has nothing to be blurred, and one over which the process broke down is not shown.
      if (!drawn.ok) return drawn.error.code === 'ocr-no-text' ? refuse('ocr-not-an-image') : refuse(drawn.error.code);
      return isText(drawn.value) ? refuse('ocr-not-an-image') : ok(drawn.value.picture);
    },
    close: async () => {
      remembered.clear();
      await Promise.all(readers.map((reader) => reader.close()));
    },
    pids: () => readers.flatMap((reader) => reader.pid() ?? []),
  };
};

const busy = () => refuse('ocr-busy');

const isText = (told: Told): told is PictureText => 'text' in told;

/** One process at a time, started when it is asked, replaced when it broke. */
const readerIn = (limits: Limits) => {
  let reading: ReadingProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  return {
    ask: async (picture: Uint8Array, blur: Asked['blur']): Promise<Reading | undefined> => {
      clearTimeout(idle);
      // Told to go is not gone yet, and there is never more than one.
      if (reading?.isGone()) await reading.end();
      if (closed) return undefined;
      if (reading === undefined || reading.isGone()) reading = startReading(limits, limits.program);
      const answer = await reading.read(blur === undefined ? { picture } : { picture, blur });
      idle = setTimeout(() => void reading?.end(), limits.idleMs);
      idle.unref();
      return answer;
    },
    close: async () => {
      closed = true;
      clearTimeout(idle);
      await reading?.end();
    },
    pid: () => (reading?.isGone() === false ? reading.pid : undefined),
  };
};
