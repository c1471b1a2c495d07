// A thread beside the one that fits: waits for a round, solves its own rows, says that it is done.
import { workerData } from 'node:worker_threads';
import { type Share, solveShare } from './crew.ts';

const share = workerData as Share;
const { signs } = share;
for (let round = 0; ; round++) {
  Atomics.wait(signs, 0, round);
  if (Atomics.load(signs, 3) === 1) break;
  solveShare(share, Atomics.load(signs, 2) === 0 ? 'raters' : 'notes');
  Atomics.add(signs, 1, 1);
  Atomics.notify(signs, 1);
}
