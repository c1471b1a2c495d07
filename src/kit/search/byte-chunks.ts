/**
 * Bytes in chunks that never move, addressed by one number: the chunk's times 2^20, plus the offset in it. Growing takes a
 * new chunk and copies nothing. What is larger than a chunk gets one of its own.
 */
export type ByteChunks = {
  /** Room for so many bytes in one chunk; the address of the first. */
  readonly take: (length: number) => number;
  readonly chunkAt: (address: number) => Uint8Array;
  readonly offsetAt: (address: number) => number;
  /** How many bytes of a chunk are taken. */
  readonly taken: (chunk: number) => number;
  /** The chunk that is being filled; -1 before the first. */
  readonly current: () => number;
  /** Gives a whole chunk back; its number is used again. */
  readonly drop: (chunk: number) => void;
};

const chunkSize = 2 ** 20;
const firstSize = 2 ** 12;

export const chunkOf = (address: number): number => Math.floor(address / chunkSize);
export const addressOf = (chunk: number, offset: number): number => chunk * chunkSize + offset;

const nothing = new Uint8Array(0);

export const createByteChunks = (): ByteChunks => {
  const chunks: (Uint8Array | undefined)[] = [];
  const ends: number[] = [];
  const dropped: number[] = [];
  let current = -1;
  let nextSize = firstSize;

  const open = (length: number): number => {
    const number = dropped.pop() ?? chunks.length;
    chunks[number] = new Uint8Array(Math.max(length, nextSize));
    ends[number] = 0;
    // Small at first: a process may hold many small indexes.
    nextSize = Math.min(nextSize * 2, chunkSize);
    return number;
  };

  const take = (length: number): number => {
    const room = current < 0 ? 0 : (chunks[current]?.length ?? 0);
    let end = current < 0 ? 0 : (ends[current] ?? 0);
    if (room - end < length) {
      current = open(length);
      end = 0;
    }
    ends[current] = end + length;
    return addressOf(current, end);
  };

  return {
    take,
    chunkAt: (address) => chunks[chunkOf(address)] ?? nothing,
    offsetAt: (address) => address % chunkSize,
    taken: (chunk) => ends[chunk] ?? 0,
    current: () => current,
    drop: (chunk) => {
      chunks[chunk] = undefined;
      ends[chunk] = 0;
      dropped.push(chunk);
    },
  };
};
