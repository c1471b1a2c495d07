/**
 * The distinct terms of one question and its candidates, each at a place counted from 0: an open-addressing table of
 * 32-bit keys (linear probing, Knuth 6.4), because a `Map` costs more than all else that is done with a word.
 */
export type TermPlaces = {
  /** The term's place, or -1. */
  readonly find: (term: number) => number;
  /** The term's place, a new one if it had none. */
  readonly place: (term: number) => number;
  readonly size: () => number;
};

export const createTermPlaces = (room: number): TermPlaces => {
  let mask = 2 ** Math.ceil(Math.log2(Math.max(2 * room, 16))) - 1;
  let keys = new Uint32Array(mask + 1);
  let places = new Int32Array(mask + 1).fill(-1);
  let size = 0;

  const slotOf = (term: number): number => {
    let at = mixed(term) & mask;
    while (places[at] !== -1 && keys[at] !== term) at = (at + 1) & mask;
    return at;
  };

  const grow = (): void => {
    const [oldKeys, oldPlaces] = [keys, places];
    mask = 2 * (mask + 1) - 1;
    keys = new Uint32Array(mask + 1);
    places = new Int32Array(mask + 1).fill(-1);
    for (let i = 0; i < oldKeys.length; i++) {
      const place = oldPlaces[i] ?? -1;
      if (place === -1) continue;
      const at = slotOf(oldKeys[i] ?? 0);
      keys[at] = oldKeys[i] ?? 0;
      places[at] = place;
    }
  };

  return {
    find: (term) => places[slotOf(term)] ?? -1,
    place: (term) => {
      let at = slotOf(term);
      const known = places[at] ?? -1;
      if (known !== -1) return known;
      if (2 * size > mask) {
        grow();
        at = slotOf(term);
      }
      keys[at] = term;
      places[at] = size;
      return size++;
    },
    size: () => size,
  };
};

// The multiplier of Fibonacci hashing: neighbouring numbers, as dictionaries give them, are spread.
const mixed = (term: number): number => {
  const x = Math.imul(term, 0x9e3779b1);
  return x ^ (x >>> 15);
};
