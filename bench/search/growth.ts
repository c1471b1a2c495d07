// How cost grows: ten thousand, a hundred thousand, a million checks; then more coming in while questions are asked.
import { inChild } from './child.ts';
import type { Collection } from './collection.ts';
import { jsonLine, short, tableOf } from './figures.ts';
import type { Grown, GrowTask } from './grow.ts';

const sizes = [10_000, 100_000, 1_000_000];
const secondsAdding = 30;

/** Measures each size up to `most` and prints two tables and one line of JSON. */
export const benchGrowth = async (collection: Collection | undefined, most: number): Promise<void> => {
  const chosen = [...new Set(sizes.map((size) => Math.min(size, most)))];
  const grown: Grown[] = [];
  for (const size of chosen) {
    const seconds = size === chosen.at(-1) ? secondsAdding : 0;
    const task: GrowTask = { collection, size, seconds };
    grown.push(await inChild<Grown>('grow', task, ['--max-old-space-size=4096']));
  }
  console.log(`Made of the words of ${collection === undefined ? 'the sample checks in demo/' : collection.name}\n`);
  console.log(sizesTable(grown));
  const last = grown.at(-1);
  if (last?.adding !== undefined) console.log(`\n${addingTable(last)}`);
  console.log(`\n${jsonLine({ bench: 'search growth', words: collection?.name ?? 'demo', grown })}`);
};

const sizesTable = (grown: readonly Grown[]): string =>
  tableOf(
    [
      'checks',
      'checks/s',
      'checks/core s',
      'longest put ms',
      'p50 ms',
      'p99 ms',
      'max ms',
      'index MiB',
      'resident MiB',
      'most MiB',
    ],
    grown.map((g) => [
      g.size,
      g.perSecond,
      Math.round(g.perSecond / g.cores),
      short(g.longestPutMs),
      short(g.queries.p50Ms),
      short(g.queries.p99Ms),
      short(g.queries.maxMs),
      g.heldMiB,
      g.residentMiB,
      g.mostResidentMiB,
    ]),
  );

const addingTable = ({ size, adding, longestQueryWhileBuildingMs }: Grown): string =>
  adding === undefined
    ? ''
    : `${tableOf(
        [`${size} checks, 100 more a second for ${adding.seconds} s`, 'p50 ms', 'p99 ms', 'longest ms', 'most core ms'],
        (['queries', 'puts'] as const).map((kind) => [
          kind === 'queries' ? 'questions, 50 a second' : 'checks put',
          short(adding[kind].p50Ms),
          short(adding[kind].p99Ms),
          short(adding[kind].maxMs),
          short(kind === 'queries' ? adding.most.queryCpuMs : adding.most.putCpuMs),
        ]),
      )}\nFrom when each was due to when it was done; the last column is the most processor time of one. The longest question while the ${size} were built: ${short(longestQueryWhileBuildingMs)} ms. Resident: ${adding.residentMiB} MiB.`;
