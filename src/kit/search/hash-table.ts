/**
 * Numbers found by a hash: open addressing with linear probing, cut into shards by the hash's high bits. Each shard grows
 * alone, so that no single `add` moves more than a few thousand entries, where a `Map` of a million stops for 100 ms.
 */
export type HashTable<Key> = {
  /** The number held under this hash for which `isKey` says yes, or -1. */
  readonly find: (hash: number, key: Key) => number;
  readonly add: (hash: number, value: number) => void;
  /** Puts one number in another's place under the same hash. */
  readonly replace: (hash: number, from: number, to: number) => void;
  readonly remove: (hash: number, value: number) => void;
};

/** `places` holds at each place the hash and then the number plus one, zero where the place is free: one line of cache. */
type Shard = { size: number; mask: number; places: Uint32Array };

const shardBits = 8;

export const createHashTable = <Key>(isKey: (value: number, key: Key) => boolean): HashTable<Key> => {
  const shards: (Shard | undefined)[] = new Array(1 << shardBits).fill(undefined);
  const shardOf = (hash: number): Shard | undefined => shards[hash >>> (32 - shardBits)];

  const find = (hash: number, key: Key): number => {
    const shard = shardOf(hash);
    if (shard === undefined) return -1;
    const { mask, places } = shard;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const value = places[2 * at + 1] ?? 0;
      if (value === 0) return -1;
      if (places[2 * at] === hash && isKey(value - 1, key)) return value - 1;
    }
  };

  const add = (hash: number, value: number): void => {
    let shard = shardOf(hash);
    if (shard === undefined) {
      shard = emptyShard(8);
      shards[hash >>> (32 - shardBits)] = shard;
    } else if (shard.size * 3 >= shard.mask * 2) {
      shard = grown(shard);
      shards[hash >>> (32 - shardBits)] = shard;
    }
    insert(shard, hash, value + 1);
  };

  const placeOf = ({ mask, places }: Shard, hash: number, value: number): number => {
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      if (places[2 * at + 1] === 0) return -1;
      if (places[2 * at] === hash && places[2 * at + 1] === value + 1) return at;
    }
  };

  const replace = (hash: number, from: number, to: number): void => {
    const shard = shardOf(hash);
    const at = shard === undefined ? -1 : placeOf(shard, hash, from);
    if (shard !== undefined && at >= 0) shard.places[2 * at + 1] = to + 1;
  };

  const remove = (hash: number, value: number): void => {
    const shard = shardOf(hash);
    const at = shard === undefined ? -1 : placeOf(shard, hash, value);
    if (shard !== undefined && at >= 0) vacate(shard, at);
  };

  return { find, add, replace, remove };
};

const emptyShard = (room: number): Shard => ({ size: 0, mask: room - 1, places: new Uint32Array(2 * room) });

const grown = (shard: Shard): Shard => {
  const wide = emptyShard(2 * (shard.mask + 1));
  for (let at = 0; at <= shard.mask; at++) {
    const value = shard.places[2 * at + 1] ?? 0;
    if (value !== 0) insert(wide, shard.places[2 * at] ?? 0, value);
  }
  return wide;
};

const insert = (shard: Shard, hash: number, stored: number): void => {
  const { mask, places } = shard;
  let at = hash & mask;
  while (places[2 * at + 1] !== 0) at = (at + 1) & mask;
  places[2 * at] = hash;
  places[2 * at + 1] = stored;
  shard.size++;
};

/** Empties a place and moves later ones of the same run up, so that no search stops short (Knuth 6.4, algorithm R). */
const vacate = (shard: Shard, place: number): void => {
  const { mask, places } = shard;
  let free = place;
  for (let at = (free + 1) & mask; places[2 * at + 1] !== 0; at = (at + 1) & mask) {
    const home = (places[2 * at] ?? 0) & mask;
    if (((at - home) & mask) < ((at - free) & mask)) continue;
    places[2 * free] = places[2 * at] ?? 0;
    places[2 * free + 1] = places[2 * at + 1] ?? 0;
    free = at;
  }
  places[2 * free + 1] = 0;
  shard.size--;
};
