// A column of numbers that grows in blocks, so that growing never copies what is there.
type Numbers = Uint32Array | Uint8Array | Float64Array;

export type GrowingColumn<T extends Numbers> = { readonly push: (value: number) => void; readonly whole: () => T };

const block = 1 << 18;

/** `whole` gives everything as one array and lets go of the blocks. */
export const growingColumn = <T extends Numbers>(create: (length: number) => T): GrowingColumn<T> => {
  let blocks: T[] = [];
  let current = create(block);
  let used = 0;
  return {
    push: (value) => {
      if (used === block) {
        blocks.push(current);
        current = create(block);
        used = 0;
      }
      current[used++] = value;
    },
    whole: () => {
      const all = create(blocks.length * block + used);
      for (const [i, one] of blocks.entries()) all.set(one, i * block);
      all.set(current.subarray(0, used), blocks.length * block);
      blocks = [];
      return all;
    },
  };
};
