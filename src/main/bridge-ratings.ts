// A file of ratings, plain or gzip, streamed into the reader; and how the bridge commands speak of it.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { createRatingsReader, type ReadRatings } from '../kit/bridge/index.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export type RatingsFileRefusal = Refusal<'file-unreadable' | 'no-names' | 'names-missing' | 'no-ratings'>;

/** Reads the file; one that ends in .gz is unpacked on the way. */
export const readRatingsFile = async (path: string): Promise<Result<ReadRatings, RatingsFileRefusal>> => {
  const reader = createRatingsReader();
  const take = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of chunks) reader.push(chunk);
  };
  try {
    const file = createReadStream(path, { highWaterMark: 1 << 20 });
    await (path.endsWith('.gz') ? pipeline(file, createGunzip({ chunkSize: 1 << 20 }), take) : pipeline(file, take));
  } catch (error) {
    return refuse('file-unreadable', { detail: error instanceof Error ? error.message : String(error) });
  }
  const read = reader.end();
  if (!read.ok) return read;
  if (read.value.ratings.level.length === 0) return refuse('no-ratings');
  return ok(read.value);
};

/** Tells why a file cannot be used, and what to do. Gives the exit code. */
export const sayRatingsRefusal = (out: Terminal, path: string, { code, detail }: RatingsFileRefusal): number => {
  const help = 'sangto bridge --help says what the file looks like.';
  if (code === 'file-unreadable') out.fail(`${path} cannot be read: ${detail}`, 'Give a file that is there.', code);
  if (code === 'no-names') out.fail(`${path} is empty, or its first line is endless`, help, code);
  if (code === 'names-missing') out.fail(`${path}: its first line names no ${detail}`, help, code);
  if (code === 'no-ratings') out.fail(`${path} holds no rating`, help, code);
  return exitCodes.unreadable;
};

/** What was read, in words: how many, what was left out and where. */
export const sayRead = (out: Terminal, read: ReadRatings): void => {
  const { ratings, repeated, refused, faults } = read;
  out.say(`ratings     ${ratings.level.length} of ${ratings.notes} notes by ${ratings.raters} raters`);
  if (repeated > 0) out.say(`repeated    ${repeated}: of several of one rater on one note the last counts`);
  if (refused > 0)
    out.say(`left out    ${refused} lines: ${faults.slice(0, 5).map(where).join(', ')}${refused > 5 ? ' …' : ''}`);
};

const where = ({ line, code }: ReadRatings['faults'][number]): string => `line ${line} (${code})`;
