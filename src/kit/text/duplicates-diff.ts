/** What two sequences do not share when read in order: for each, 1 where the other lacks the element. */
export type Difference = { readonly onlyA: Uint8Array; readonly onlyB: Uint8Array };

/**
 * The shortest edit script between two sequences (Myers 1986, "An O(ND) Difference Algorithm", the greedy one), or
 * undefined when it is longer than `most`. O((|a| + |b|) · most).
 */
export const differenceOf = (a: readonly string[], b: readonly string[], most: number): Difference | undefined => {
  const limit = Math.min(most, a.length + b.length);
  const size = 2 * limit + 3;
  const middle = limit + 1;
  const furthest = new Int32Array(size);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= limit; d++) {
    trace.push(furthest.slice(middle - d - 1, middle + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && at(furthest, middle + k - 1) < at(furthest, middle + k + 1));
      let x = isDown ? at(furthest, middle + k + 1) : at(furthest, middle + k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(a.length, b.length, trace, d);
    }
  }
  return undefined;
};

const at = (values: Int32Array, i: number): number => values[i] ?? 0;

const walkBack = (lengthA: number, lengthB: number, trace: readonly Int32Array[], edits: number): Difference => {
  const [onlyA, onlyB] = [new Uint8Array(lengthA), new Uint8Array(lengthB)];
  let [x, y] = [lengthA, lengthB];
  for (let d = edits; d > 0; d--) {
    const before = trace[d] ?? new Int32Array(0);
    const k = x - y;
    // Kept from diagonal -d-1 on.
    const reached = (diagonal: number): number => at(before, diagonal + d + 1);
    const isDown = k === -d || (k !== d && reached(k - 1) < reached(k + 1));
    const from = isDown ? k + 1 : k - 1;
    const startX = reached(from);
    const startY = startX - from;
    if (isDown) onlyB[startY] = 1;
    else onlyA[startX] = 1;
    [x, y] = [startX, startY];
  }
  return { onlyA, onlyB };
};
