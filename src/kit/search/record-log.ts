import { addressOf, chunkOf, createByteChunks } from './byte-chunks.ts';

/**
 * Records of bytes, each under a number of its owner, written one behind the other. A chunk of which too little is still
 * used gives its records to the end of the log, a few at a time, and its memory back: at most about a third more is held
 * than is used (the cleaning of a log-structured store: Rosenblum & Ousterhout, 1992).
 */
export type RecordLog = {
  /** The address of the new record, until `moved` says another. */
  readonly append: (owner: number, body: Uint8Array) => number;
  /** The chunk a record lies in, and where its body begins and ends there; valid until the next change. */
  readonly read: (address: number) => RecordPlace;
  readonly remove: (address: number) => void;
  /** Tidies up a little; every `append` and every `remove` must be followed by one. */
  readonly settle: () => void;
};

export type RecordPlace = { readonly bytes: Uint8Array; readonly from: number; readonly to: number };

const headerSize = 8;
const usedShareLeast = 0.75;
// A chunk three quarters full gives three records to move for each that was removed; twice that is always enough.
const movedAtOnce = 8;

/** `addressOfOwner` is where an owner's record now lies, or -1; `moved` is told when it went elsewhere. */
export const createRecordLog = (
  addressOfOwner: (owner: number) => number,
  moved: (owner: number, address: number) => void,
): RecordLog => {
  const chunks = createByteChunks();
  const used: number[] = [];
  const wasteful = new Set<number>();
  let cleaning: { readonly chunk: number; offset: number } | undefined;

  const numberAt = (bytes: Uint8Array, at: number): number =>
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>>
    0;

  const write = (bytes: Uint8Array, at: number, value: number): void => {
    for (let i = 0; i < 4; i++) bytes[at + i] = value >>> (8 * i);
  };

  const append = (owner: number, body: Uint8Array): number => {
    const size = headerSize + body.length;
    const address = chunks.take(size);
    const bytes = chunks.chunkAt(address);
    const at = chunks.offsetAt(address);
    write(bytes, at, owner);
    write(bytes, at + 4, size);
    bytes.set(body, at + headerSize);
    used[chunkOf(address)] = (used[chunkOf(address)] ?? 0) + size;
    return address;
  };

  const read = (address: number): RecordPlace => {
    const bytes = chunks.chunkAt(address);
    const at = chunks.offsetAt(address);
    return { bytes, from: at + headerSize, to: at + numberAt(bytes, at + 4) };
  };

  const remove = (address: number): void => {
    const chunk = chunkOf(address);
    used[chunk] = (used[chunk] ?? 0) - numberAt(chunks.chunkAt(address), chunks.offsetAt(address) + 4);
    if ((used[chunk] ?? 0) < usedShareLeast * chunks.taken(chunk)) wasteful.add(chunk);
  };

  const settle = (): void => {
    for (let left = movedAtOnce; left > 0; left--) {
      if (cleaning === undefined) {
        const chunk = nextWasteful();
        if (chunk === undefined) return;
        cleaning = { chunk, offset: 0 };
      }
      const { chunk, offset } = cleaning;
      if (offset >= chunks.taken(chunk)) {
        chunks.drop(chunk);
        used[chunk] = 0;
        wasteful.delete(chunk);
        cleaning = undefined;
        continue;
      }
      const address = addressOf(chunk, offset);
      const bytes = chunks.chunkAt(address);
      const size = numberAt(bytes, offset + 4);
      cleaning.offset += size;
      const owner = numberAt(bytes, offset);
      if (addressOfOwner(owner) === address)
        moved(owner, append(owner, bytes.subarray(offset + headerSize, offset + size)));
    }
  };

  /** Not the chunk that is being filled: it is looked at again when it is full. */
  const nextWasteful = (): number | undefined => {
    for (const chunk of wasteful) {
      if (chunk === chunks.current()) continue;
      wasteful.delete(chunk);
      return chunk;
    }
    return undefined;
  };

  return { append, read, remove, settle };
};
