// A worker that tells public facts, one a transaction, over several connections; says of each when it was asked and when it stood.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../../src/store/index.ts';
import { tellFacts } from '../../faults/shared/public-facts.ts';

export type Told = { readonly n: number; readonly since: number; readonly at: number };

const { url, from, many, tellers } = workerData as {
  readonly url: string;
  readonly from: number;
  readonly many: number;
  readonly tellers: number;
};
const now = (): number => performance.timeOrigin + performance.now();
const database = openDatabase({ connectionString: url, max: tellers });
const told: Told[] = [];
let next = from;
await Promise.all(
  Array.from({ length: tellers }, async () => {
    while (next < from + many) {
      const n = next++;
      const since = now();
      await tellFacts(database, n, 1);
      told.push({ n, since, at: now() });
    }
  }),
);
await database.close();
parentPort?.postMessage(told);
