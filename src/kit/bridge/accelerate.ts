// Anderson's acceleration of a fixed-point iteration: the last few steps together tell where they lead.

/** Depth beyond which nothing was gained on any data tried. */
const depth = 5;

export type Accelerator = {
  /** Takes where a step began and where it led; overwrites where it began with where to go next. */
  readonly step: (from: Float64Array, to: Float64Array) => void;
  /** Lets go of the steps it knows: what follows begins somewhere else. */
  readonly forget: () => void;
};

/** One step back: how the residual and the image differ from those before, and the residual's products with its fellows. */
type Difference = { readonly residual: Float64Array; readonly image: Float64Array; products: number[] };

/** Type II, on differences of residuals, with the normal equations solved by Cholesky; restarts when a residual grows. */
export const createAccelerator = (size: number): Accelerator => {
  const kept: Difference[] = [];
  const residual = new Float64Array(size);
  const image = new Float64Array(size);
  let last = Number.NaN;
  return {
    forget: () => {
      kept.length = 0;
      last = Number.NaN;
    },
    step: (from, to) => {
      const one = kept.length === depth ? (kept.shift() as Difference) : differenceOf(size);
      let norm = 0;
      for (let i = 0; i < size; i++) {
        const r = (to[i] as number) - (from[i] as number);
        norm += r * r;
        one.residual[i] = r - (residual[i] as number);
        one.image[i] = (to[i] as number) - (image[i] as number);
        residual[i] = r;
        image[i] = to[i] as number;
      }
      if (norm > 4 * last) kept.length = 0;
      else if (!Number.isNaN(last)) keep(kept, one);
      last = norm;
      from.set(to);
      const right = kept.map((d) => dot(d.residual, residual));
      const weights = solved(kept, right);
      for (const [k, weight] of weights.entries()) add(from, kept[k]?.image as Float64Array, -weight);
    },
  };
};

const differenceOf = (size: number): Difference => ({
  residual: new Float64Array(size),
  image: new Float64Array(size),
  products: [],
});

/** Products are kept as a lower triangle: each difference has those with the ones before it, and then with itself. */
const keep = (kept: Difference[], one: Difference): void => {
  for (const [k, older] of kept.entries()) older.products = older.products.slice(-(k + 1));
  one.products = [...kept.map((older) => dot(older.residual, one.residual)), dot(one.residual, one.residual)];
  kept.push(one);
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

const add = (to: Float64Array, one: Float64Array, weight: number): void => {
  for (let i = 0; i < to.length; i++) to[i]! += weight * (one[i] as number);
};

/** Least squares of the residual on the differences, by Cholesky, with a whisper of ridge; nothing where that fails. */
const solved = (kept: readonly Difference[], right: readonly number[]): readonly number[] => {
  const n = kept.length;
  const x = [...right];
  const lower: number[][] = kept.map(() => []);
  const at = (i: number, k: number): number => lower[i]?.[k] ?? 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = (kept[i]?.products[j] ?? 0) * (i === j ? 1 + 1e-12 : 1);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      if (i === j && !(sum > 0)) return [];
      (lower[i] as number[])[j] = i === j ? Math.sqrt(sum) : sum / at(j, j);
    }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= at(i, k) * (x[k] as number);
    x[i]! /= at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= at(k, i) * (x[k] as number);
    x[i]! /= at(i, i);
  }
  return x.every(Number.isFinite) ? x : [];
};
