// Vectors on disk, by what they were made from: a cache that can be thrown away, so it is a file and no table.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

export type KeptVectors = {
  readonly get: (text: string) => Float32Array | undefined;
  /** Appends; a text that is kept already stays as it is. Vectors of another length than the first are not kept. */
  readonly put: (text: string, vector: Float32Array) => void;
  readonly size: number;
  readonly close: () => void;
};

const keyBytes = 16;
const sumBytes = 4;
const headBytes = 8;
const magic = 0x31564553; // "SEV1", little-endian

/**
 * Opens or makes the file of one model in a folder. A record is 16 bytes of the text's SHA-256, the vector as float32,
 * and a checksum; what a crash left half written is cut off. Vectors stay on disk until asked for; in memory is one
 * entry for each. Nothing in the file is a text. Several processes may append; throws on a disk that fails.
 */
export const keptVectors = (folder: string, model: string): KeptVectors => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = openSync(join(folder, `${hashOf(model).toString('hex')}.vectors`), 'a+', 0o600);
  const places = new Map<string, number>();
  let length = 0;
  let end = headBytes;

  const recordBytes = (): number => keyBytes + 4 * length + sumBytes;
  /** Takes in what was appended since, by this process or by another one on the same folder. */
  const follow = (): void => {
    const size = fstatSync(file).size;
    while (end + recordBytes() <= size) {
      const record = bytesAt(file, end, recordBytes());
      if (record === undefined || !isSound(record)) return;
      places.set(record.toString('hex', 0, keyBytes), end);
      end += recordBytes();
    }
  };
  const head = bytesAt(file, 0, headBytes);
  if (head?.readUInt32LE(0) === magic) length = head.readUInt32LE(4);
  if (length > 0) follow();
  const sound = length === 0 ? 0 : end;
  if (fstatSync(file).size > sound) ftruncateSync(file, sound);

  return {
    get: (text) => {
      const at = places.get(hashOf(text).toString('hex'));
      const record = at === undefined ? undefined : bytesAt(file, at, recordBytes());
      if (record === undefined) return undefined;
      return Float32Array.from({ length }, (_, i) => record.readFloatLE(keyBytes + 4 * i));
    },
    put: (text, vector) => {
      const key = hashOf(text);
      if (places.has(key.toString('hex')) || (length !== 0 && vector.length !== length)) return;
      if (length === 0) {
        length = vector.length;
        const first = Buffer.alloc(headBytes);
        first.writeUInt32LE(magic, 0);
        first.writeUInt32LE(length, 4);
        writeSync(file, first);
      }
      const record = Buffer.alloc(recordBytes());
      key.copy(record);
      for (const [i, x] of vector.entries()) record.writeFloatLE(x, keyBytes + 4 * i);
      record.writeUInt32LE(sumOf(record), record.length - sumBytes);
      writeSync(file, record);
      follow();
    },
    get size() {
      return places.size;
    },
    close: () => closeSync(file),
  };
};

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, keyBytes);

const bytesAt = (file: number, at: number, count: number): Buffer | undefined => {
  const bytes = Buffer.alloc(count);
  return readSync(file, bytes, 0, count, at) === count ? bytes : undefined;
};

const isSound = (record: Buffer): boolean => record.readUInt32LE(record.length - sumBytes) === sumOf(record);

const sumOf = (record: Buffer): number => crc32(record.subarray(0, record.length - sumBytes));
