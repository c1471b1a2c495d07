// Seconds, memory, sweeps and distance to the optimum, each size in a process of its own, beside Adam.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { chanceFrom } from '../../src/kit/bridge/chance.ts';
import { type Fit, fitMatrix } from '../../src/kit/bridge/fit.ts';
import { cliqueGrain, groupsOf } from '../../src/kit/bridge/groups.ts';
import { type Matrix, matrixOf } from '../../src/kit/bridge/matrix.ts';
import type { Ratings } from '../../src/kit/bridge/ratings.ts';
import { readRatingsFile } from '../../src/main/bridge-ratings.ts';
import { writeFigures } from '../search/document.ts';
import { adam } from './adam.ts';
import { createCrew } from './crew.ts';
import { madeUp } from './made-up.ts';

type Figures = {
  readonly ratings: number;
  readonly notes: number;
  readonly raters: number;
  readonly readPerSecond?: number;
  /** Finding near-cliques, with a time for each rating over ten days where the ratings have none. */
  readonly groupsCpuSeconds: number;
  readonly groupsPeakMb: number;
  readonly matrixSeconds: number;
  readonly fitSeconds: number;
  readonly fitCpuSeconds: number;
  readonly sweeps: number;
  readonly peakMb: number;
  /** The same fit by so many threads, their start included, and whether the bytes are those of one. */
  readonly byThreads: readonly { readonly threads: number; readonly seconds: number; readonly isSame: boolean }[];
  /** How many processes wanted a core: above the number of cores, wall time says little. */
  readonly load: number;
  readonly toOptimum: number;
  readonly reference: { readonly seconds: number; readonly sweeps: number; readonly loss: number };
  readonly adam: {
    readonly seconds: number;
    readonly epochs: number;
    readonly loss: number;
    readonly toOptimum: number;
  };
};

const head = `| ratings | near-cliques, of CPU | peak memory by then | fit | of CPU | crew of 1 thread, of 2 | load then | sweeps | peak memory | to the optimum | reference's loss, our way | Adam | its distance |
|---|---|---|---|---|---|---|---|---|---|---|---|---|`;

/** Prints a line for each size, and all of them as one line of JSON; writes the table where a document is given. */
export const benchFits = async (
  file: string | undefined,
  most: boolean,
  document: string | undefined,
): Promise<void> => {
  const tasks = file === undefined ? [100_000, 1_000_000, ...(most ? [10_000_000] : [])].map(String) : [file];
  const all: Figures[] = [];
  console.log(head);
  for (const task of tasks) {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'bridge.ts'), 'child'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    let figures: Figures | undefined;
    child.on('message', (message) => {
      figures = message as Figures;
    });
    child.send(task);
    const [code] = (await once(child, 'exit')) as [number | null];
    if (figures === undefined) throw new Error(`the measurement of ${task} ended with ${code} and reported nothing`);
    all.push(figures);
    console.log(inWords(figures));
  }
  if (document !== undefined) writeFigures(document, 'fits', [head, ...all.map(inWords)].join('\n'));
  console.log(JSON.stringify({ bench: 'bridge', all }));
};

const inWords = ({
  ratings,
  groupsCpuSeconds,
  groupsPeakMb,
  fitSeconds,
  fitCpuSeconds,
  sweeps,
  peakMb,
  byThreads,
  load,
  toOptimum,
  reference,
  adam,
}: Figures): string =>
  `| ${ratings.toLocaleString('en')} | ${groupsCpuSeconds.toFixed(2)} s | ${groupsPeakMb.toFixed(0)} MB | ${fitSeconds.toFixed(2)} s | ${fitCpuSeconds.toFixed(2)} s | ${byThreads.map(({ seconds, isSame }) => `${seconds.toFixed(2)} s${isSame ? '' : ', other bytes'}`).join(', ')} | ${load.toFixed(1)} | ${sweeps} | ${peakMb.toFixed(0)} MB | ${toOptimum.toExponential(0)} | ${reference.seconds.toFixed(2)} s, loss ${reference.loss.toFixed(6)} | ${adam.seconds.toFixed(1)} s, ${adam.epochs} epochs, loss ${adam.loss.toFixed(6)} | ${adam.toOptimum.toExponential(0)} |`;

/** The child: a number of ratings to make up, or a file. */
export const asBridgeChild = async (): Promise<void> => {
  const [task] = (await once(process, 'message')) as [string];
  const figures = await measure(task);
  await new Promise((sent) => process.send?.(figures, sent));
  process.disconnect();
};

const measure = async (task: string): Promise<Figures> => {
  const start = performance.now();
  const { ratings, readSeconds } = await ratingsOf(task, start);
  const { notes, raters } = ratings;
  const groups = measuredGroups(ratings);
  const matrixStart = performance.now();
  const matrix = matrixOf(ratings);
  const fitStart = performance.now();
  const cpu = process.cpuUsage();
  const fit = fitMatrix(matrix);
  const fitSeconds = (performance.now() - fitStart) / 1000;
  const used = process.cpuUsage(cpu);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const load = loadavg()[0] as number;
  const byThreads = [await measuredCrew(matrix, 1, fit), await measuredCrew(matrix, 2, fit)];
  const exact = fitMatrix(matrix, { tolerance: 1e-12, mostSweeps: 5000 });
  const referenceStart = performance.now();
  const reference = fitMatrix(matrix, { objective: 'reference' });
  const adamStart = performance.now();
  const stepped = adam(matrix, reference.ridges);
  const done = performance.now();
  return {
    ratings: matrix.size,
    notes,
    raters,
    ...(readSeconds === undefined ? {} : { readPerSecond: matrix.size / readSeconds }),
    ...groups,
    matrixSeconds: (fitStart - matrixStart) / 1000,
    fitSeconds,
    fitCpuSeconds: (used.user + used.system) / 1e6,
    sweeps: fit.sweeps,
    peakMb,
    byThreads,
    load,
    toOptimum: distance(fit.noteIntercept, exact.noteIntercept),
    reference: { seconds: (adamStart - referenceStart) / 1000, sweeps: reference.sweeps, loss: reference.loss },
    adam: {
      seconds: (done - adamStart) / 1000,
      epochs: stepped.epochs,
      loss: stepped.loss,
      toOptimum: distance(stepped.noteIntercept, reference.noteIntercept),
    },
  };
};

const measuredCrew = async (matrix: Matrix, threads: number, alone: Fit): Promise<Figures['byThreads'][number]> => {
  const start = performance.now();
  const crew = createCrew(matrix, threads);
  const fit = fitMatrix(matrix, {}, crew);
  const seconds = (performance.now() - start) / 1000;
  await crew.end();
  return { threads, seconds, isSame: isDeepStrictEqual(fit, alone) };
};

const measuredGroups = (ratings: Ratings): Pick<Figures, 'groupsCpuSeconds' | 'groupsPeakMb'> => {
  const chance = chanceFrom(3);
  const at = ratings.at ?? new Float64Array(ratings.level.length).map(() => 1000 * Math.floor(864_000 * chance.next()));
  const cpu = process.cpuUsage();
  groupsOf({ ...ratings, at }, cliqueGrain);
  const { user, system } = process.cpuUsage(cpu);
  return { groupsCpuSeconds: (user + system) / 1e6, groupsPeakMb: process.resourceUsage().maxRSS / 1024 };
};

const ratingsOf = async (task: string, start: number): Promise<{ ratings: Ratings; readSeconds?: number }> => {
  if (/^\d+$/.test(task)) return { ratings: madeUp(Number(task)) };
  const read = await readRatingsFile(task);
  if (!read.ok) throw new Error(`${task}: ${read.error.code}`);
  return { ratings: read.value.ratings, readSeconds: (performance.now() - start) / 1000 };
};

const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0);
