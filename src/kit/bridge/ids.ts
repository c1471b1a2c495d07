// Ids as bytes to numbers from 0, without a string for every rating.

export type Ids = {
  /** The number of the id at `bytes[from..to]`, a new one where it was not seen; −1 where the bytes are not UTF-8. */
  readonly numberOf: (bytes: Uint8Array, from: number, to: number) => number;
  /** The ids as text, by number. */
  readonly texts: () => readonly string[];
};

/** An open-addressing table over one growing pool of bytes. */
export const createIds = (): Ids => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const texts: string[] = [];
  let slots = new Int32Array(1024).fill(-1);
  let hashes = new Int32Array(512);
  let starts = new Uint32Array(513);
  let pool = new Uint8Array(1 << 14);
  let used = 0;
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let i = 0; i < texts.length; i++) {
      let slot = (hashes[i] as number) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = i;
    }
    hashes = longer(hashes, new Int32Array(slots.length));
    starts = longer(starts, new Uint32Array(slots.length + 1));
  };
  const isSame = (id: number, bytes: Uint8Array, from: number, to: number): boolean => {
    const start = starts[id] as number;
    if ((starts[id + 1] as number) - start !== to - from) return false;
    for (let i = from, j = start; i < to; i++, j++) if (bytes[i] !== pool[j]) return false;
    return true;
  };
  return {
    numberOf: (bytes, from, to) => {
      let hash = 0x811c9dc5;
      for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
      hash ^= hash >>> 15;
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let id = slots[slot] as number; id !== -1; id = slots[slot] as number) {
        if (hashes[id] === hash && isSame(id, bytes, from, to)) return id;
        slot = (slot + 1) & mask;
      }
      const text = textOf(decoder, bytes.subarray(from, to));
      if (text === undefined) return -1;
      const id = texts.push(text) - 1;
      slots[slot] = id;
      hashes[id] = hash;
      if (used + to - from > pool.length) pool = longer(pool, new Uint8Array(2 * pool.length + to - from));
      pool.set(bytes.subarray(from, to), used);
      used += to - from;
      starts[id + 1] = used;
      if (2 * texts.length >= slots.length) grow();
      return id;
    },
    texts: () => texts,
  };
};

const longer = <T extends Int32Array | Uint32Array | Uint8Array>(old: T, fresh: T): T => {
  fresh.set(old);
  return fresh;
};

const textOf = (decoder: TextDecoder, bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};

/** Digits by their number, before everything else by its code units: the order in which files are written. */
export const inIdOrder = (a: string, b: string): number => {
  const [one, other] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (one !== other) return one ? -1 : 1;
  if (one) {
    const [x, y] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
    if (x.length !== y.length) return x.length - y.length;
    if (x !== y) return x < y ? -1 : 1;
  }
  return a === b ? 0 : a < b ? -1 : 1;
};
