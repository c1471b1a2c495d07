// Several threads for one fit, on memory that all of them see. Measured here, not used by the product: the document says why.
import { Worker } from 'node:worker_threads';
import type { Matrix, Rows } from '../../src/kit/bridge/matrix.ts';
import { type Crew, type Pairs, type Side, solveRows } from '../../src/kit/bridge/sweep.ts';

/** What each thread has: the same rows and pairs, and its own fixed part of the rows of either side. */
export type Share = {
  readonly matrix: Matrix;
  readonly raters: Pairs;
  readonly notes: Pairs;
  /** [round, threads done, side, threads that are to end]. */
  readonly signs: Int32Array;
  /** Mean, ridge of the intercept, ridge of the factor: what a round is solved with. */
  readonly numbers: Float64Array;
  readonly part: Readonly<Record<Side, readonly [number, number]>>;
};

/** Solves a thread's own part of a side. */
export const solveShare = ({ matrix, raters, notes, numbers, part }: Share, side: Side): void => {
  const [mean, intercept, factor] = numbers as unknown as [number, number, number];
  const [from, to] = part[side];
  if (side === 'raters') solveRows(matrix.byRater, raters, notes, mean, intercept, factor, from, to);
  else solveRows(matrix.byNote, notes, raters, mean, intercept, factor, from, to);
};

/**
 * Starts `threads` − 1 threads beside this one. Each row is summed by one thread, in its own order, and sums over all rows
 * stay with this thread: no byte depends on how many there are.
 */
export const createCrew = (from: Matrix, threads: number): Crew & { readonly end: () => Promise<void> } => {
  const matrix = { size: from.size, byNote: sharedRows(from.byNote), byRater: sharedRows(from.byRater) };
  const raters = shared(new Float64Array(2 * (matrix.byRater.start.length - 1)));
  const notes = shared(new Float64Array(2 * (matrix.byNote.start.length - 1)));
  const signs = shared(new Int32Array(4));
  const numbers = shared(new Float64Array(3));
  const shares = Array.from({ length: threads }, (_, i): Share => {
    const part = {
      raters: partOf(matrix.byRater.start, i, threads),
      notes: partOf(matrix.byNote.start, i, threads),
    };
    return { matrix, raters, notes, signs, numbers, part };
  });
  const [own, ...others] = shares as [Share, ...Share[]];
  const workers = others.map(
    (share) => new Worker(new URL('./crew-worker.ts', import.meta.url), { workerData: share }),
  );
  return {
    raters,
    notes,
    solve: (side, ...all) => {
      numbers.set(all);
      Atomics.store(signs, 1, 0);
      Atomics.store(signs, 2, side === 'raters' ? 0 : 1);
      Atomics.add(signs, 0, 1);
      Atomics.notify(signs, 0);
      solveShare(own, side);
      for (let done = Atomics.load(signs, 1); done < workers.length; done = Atomics.load(signs, 1))
        Atomics.wait(signs, 1, done);
    },
    end: async () => {
      Atomics.store(signs, 3, 1);
      Atomics.add(signs, 0, 1);
      Atomics.notify(signs, 0);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
};

/** Rows with about the same number of ratings for each thread. */
const partOf = (start: Uint32Array, i: number, threads: number): readonly [number, number] => {
  const all = start.at(-1) ?? 0;
  const at = (share: number): number => {
    const row = start.findIndex((entry) => entry >= (share * all) / threads);
    return share === threads ? start.length - 1 : row;
  };
  return [at(i), at(i + 1)];
};

const sharedRows = ({ start, entries, weights }: Rows): Rows => ({
  start: shared(start),
  entries: shared(entries),
  ...(weights === undefined ? {} : { weights: { kinds: shared(weights.kinds), of: shared(weights.of) } }),
});

const shared = <Column extends Float64Array | Uint32Array | Uint16Array | Int32Array>(column: Column): Column => {
  const Kind = column.constructor as new (buffer: SharedArrayBuffer) => Column;
  const copy = new Kind(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
};
