// Vectors of the checks' texts in memory: exact nearest neighbours by dot product.

export type Near = {
  readonly checkId: string;
  /** Cosine of the angle between question and the check's nearest text, −1 to 1. */
  readonly similarity: number;
};

export type Vectors = {
  /** Holds one vector per text of a check, instead of those held before. All vectors of a store have one length; throws a RangeError otherwise, and for one without direction. */
  readonly put: (checkId: string, vectors: readonly Float32Array[]) => void;
  readonly remove: (checkId: string) => void;
  /** The `k` checks with the nearest text, nearest first, equals by id. Exact: every vector is looked at. */
  readonly nearest: (vector: Float32Array, k: number) => readonly Near[];
  /** How near a check is; undefined when it has no vector yet. */
  readonly similarity: (vector: Float32Array, checkId: string) => number | undefined;
  /** Checks held. */
  readonly size: number;
};

// 4,096 vectors of 768 numbers are 12 MB: growing copies nothing and no block is hard to find room for.
const perBlock = 4096;

/**
 * An empty store. Vectors are kept at length one, so that the dot product is the cosine; 4 bytes a number, and a removed
 * check's room is used again.
 *
 * ```ts
 * const vectors = createVectors();
 * vectors.put('c1', [Float32Array.of(3, 4)]);
 * vectors.nearest(Float32Array.of(1, 0), 1)[0]?.similarity.toFixed(2) // '0.60'
 * ```
 */
export const createVectors = (): Vectors => {
  const blocks: Float32Array[] = [];
  const owners: (string | undefined)[] = [];
  const held = new Map<string, readonly number[]>();
  const free: number[] = [];
  let length = 0;

  const unit = (vector: Float32Array): Float32Array => {
    if (vector.length !== length) throw new RangeError(`a vector of ${vector.length} numbers among those of ${length}`);
    const norm = Math.sqrt(dot(vector, 0, vector));
    if (!(norm > 0) || !Number.isFinite(norm)) throw new RangeError('a vector without a direction');
    return vector.map((x) => x / norm);
  };
  const slotFor = (owner: string): number => {
    const slot = free.pop() ?? owners.length;
    if (slot / perBlock >= blocks.length) blocks.push(new Float32Array(perBlock * length));
    owners[slot] = owner;
    return slot;
  };
  const dotAt = (slot: number, vector: Float32Array): number => {
    const block = blocks[Math.floor(slot / perBlock)];
    return block === undefined ? -1 : dot(block, (slot % perBlock) * length, vector);
  };
  const remove = (checkId: string): void => {
    for (const slot of held.get(checkId) ?? []) {
      owners[slot] = undefined;
      free.push(slot);
    }
    held.delete(checkId);
  };
  return {
    put: (checkId, given) => {
      if (length === 0) length = given[0]?.length ?? 0;
      const units = given.map(unit);
      remove(checkId);
      if (units.length === 0) return;
      held.set(
        checkId,
        units.map((vector) => {
          const slot = slotFor(checkId);
          blocks[Math.floor(slot / perBlock)]?.set(vector, (slot % perBlock) * length);
          return slot;
        }),
      );
    },
    remove,
    nearest: (vector, k) => {
      if (length === 0 || !(k >= 1)) return [];
      const asked = unit(vector);
      const best = new Map<string, number>();
      let least = -2;
      for (let slot = 0; slot < owners.length; slot++) {
        const owner = owners[slot];
        if (owner === undefined) continue;
        const similarity = dotAt(slot, asked);
        if (similarity < least || similarity <= (best.get(owner) ?? -2)) continue;
        best.set(owner, similarity);
        if (best.size > 4 * k + 64) least = cutTo(best, k);
      }
      cutTo(best, k);
      return [...best].map(([checkId, similarity]) => ({ checkId, similarity })).sort(nearer);
    },
    similarity: (vector, checkId) => {
      const slots = held.get(checkId);
      if (slots === undefined) return undefined;
      const asked = unit(vector);
      return Math.max(...slots.map((slot) => dotAt(slot, asked)));
    },
    get size() {
      return held.size;
    },
  };
};

const nearer = (a: Near, b: Near): number => b.similarity - a.similarity || (a.checkId < b.checkId ? -1 : 1);

/** Leaves the `k` nearest in the map; gives what a newcomer has to reach. */
const cutTo = (best: Map<string, number>, k: number): number => {
  const ranked = [...best].map(([checkId, similarity]) => ({ checkId, similarity })).sort(nearer);
  for (const { checkId } of ranked.slice(k)) best.delete(checkId);
  return ranked.length < k ? -2 : (ranked[k - 1]?.similarity ?? -2);
};

const dot = (block: Float32Array, at: number, vector: Float32Array): number => {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = vector.length - (vector.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += block[at + i]! * vector[i]!;
    b += block[at + i + 1]! * vector[i + 1]!;
    c += block[at + i + 2]! * vector[i + 2]!;
    d += block[at + i + 3]! * vector[i + 3]!;
  }
  for (let i = whole; i < vector.length; i++) a += block[at + i]! * vector[i]!;
  return a + b + c + d;
};
