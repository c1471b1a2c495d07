// One size of index, in a process of its own: built from made checks, asked, then asked while checks are added.
import { setTimeout as until } from 'node:timers/promises';
import { createIndex, type SearchIndex } from '../../src/kit/search/index.ts';
import { analyzer } from '../../src/kit/text/index.ts';
import { withCanonicalLinks } from '../../src/main/eval-checks.ts';
import type { Collection } from './collection.ts';
import { held, quantile } from './figures.ts';
import { realFrom, realFromDemo, sampling } from './sample.ts';

export type GrowTask = {
  readonly collection: Collection | undefined;
  readonly size: number;
  /** For how long checks are added at the end; 0 for not at all. */
  readonly seconds: number;
};

export type Times = { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };

export type Grown = {
  readonly size: number;
  readonly perSecond: number;
  /** Processor seconds per second while building: above 1, more than one core was at work. */
  readonly cores: number;
  readonly longestPutMs: number;
  readonly longestQueryWhileBuildingMs: number;
  /** The whole process, Node and the made words included: after the build, and the most it ever was. */
  readonly residentMiB: number;
  readonly mostResidentMiB: number;
  /** What the index itself holds, after a full collection. */
  readonly heldMiB: number;
  readonly queries: Times;
  readonly adding?: Adding;
};

export type Adding = {
  readonly seconds: number;
  readonly puts: Times;
  readonly queries: Times;
  /** Most processor time that one put or question took: what it would be on a machine that does nothing else. */
  readonly most: { readonly putCpuMs: number; readonly queryCpuMs: number };
  readonly residentMiB: number;
};

const proposals = 4;
const queriesAsked = 1000;
const putsPerSecond = 100;
const queriesPerSecond = 50;
const mib = 2 ** 20;

export const grow = async ({ collection, size, seconds }: GrowTask): Promise<Grown> => {
  const real = collection === undefined ? realFromDemo() : await realFrom(collection);
  const questions = real.questions.map(withCanonicalLinks);
  const next = sampling(real, 20_261_122);
  const question = (i: number): string => questions[i % questions.length] ?? '';
  const before = held();
  const index = createIndex(analyzer);
  const built = build(index, next, size, question);
  const heldBytes = held() - before;
  const { rss } = process.memoryUsage();
  for (let i = 0; i < queriesAsked; i++) index.propose(question(i), proposals);
  const times = Array.from({ length: queriesAsked }, (_, i) => timed(() => index.propose(question(i), proposals)));
  return {
    size,
    ...built,
    residentMiB: Math.round(rss / mib),
    heldMiB: Math.round(heldBytes / mib),
    queries: timesOf(times),
    ...(seconds > 0 ? { adding: await add(index, next, question, seconds) } : {}),
    mostResidentMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
};

const build = (
  index: SearchIndex,
  next: () => Parameters<SearchIndex['put']>[0],
  size: number,
  question: (i: number) => string,
) => {
  let putMs = 0;
  let cpuMs = 0;
  let longestPutMs = 0;
  let longestQueryWhileBuildingMs = 0;
  const batch = 1000;
  for (let done = 0; done < size; done += batch) {
    const docs = Array.from({ length: Math.min(batch, size - done) }, next);
    const cpu = process.cpuUsage();
    for (const doc of docs) {
      const ms = timed(() => index.put(doc));
      putMs += ms;
      longestPutMs = Math.max(longestPutMs, ms);
    }
    const { user, system } = process.cpuUsage(cpu);
    cpuMs += (user + system) / 1000;
    const asked = timed(() => index.propose(question(done / batch), proposals));
    // The first questions meet code that has never run.
    if (done >= 5 * batch) longestQueryWhileBuildingMs = Math.max(longestQueryWhileBuildingMs, asked);
  }
  return {
    perSecond: Math.round((size / putMs) * 1000),
    cores: cpuMs / putMs,
    longestPutMs,
    longestQueryWhileBuildingMs,
  };
};

/** Puts and questions come when they are due, ready or not: what waits behind another is counted as waiting. */
const add = async (
  index: SearchIndex,
  next: () => Parameters<SearchIndex['put']>[0],
  question: (i: number) => string,
  seconds: number,
): Promise<Adding> => {
  const docs = Array.from({ length: seconds * putsPerSecond }, next);
  const due = [
    ...docs.map((doc, i) => ({ at: (i * 1000) / putsPerSecond, work: () => index.put(doc), isPut: true })),
    ...Array.from({ length: seconds * queriesPerSecond }, (_, i) => ({
      at: ((i + 0.25) * 1000) / queriesPerSecond,
      work: () => index.propose(question(i), proposals),
      isPut: false,
    })),
  ].sort((a, b) => a.at - b.at);
  const puts: number[] = [];
  const queries: number[] = [];
  const most = { putCpuMs: 0, queryCpuMs: 0 };
  const begun = performance.now();
  for (const { at, work, isPut } of due) {
    const wait = begun + at - performance.now();
    if (wait > 0) await until(Math.ceil(wait));
    const cpu = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(cpu);
    const kind = isPut ? 'putCpuMs' : 'queryCpuMs';
    most[kind] = Math.max(most[kind], (user + system) / 1000);
    (isPut ? puts : queries).push(performance.now() - begun - at);
  }
  return {
    seconds,
    puts: timesOf(puts),
    queries: timesOf(queries),
    most,
    residentMiB: Math.round(process.memoryUsage().rss / mib),
  };
};

const timed = (work: () => unknown): number => {
  const begun = performance.now();
  work();
  return performance.now() - begun;
};

const timesOf = (times: readonly number[]): Times => ({
  p50Ms: quantile(times, 0.5),
  p99Ms: quantile(times, 0.99),
  maxMs: quantile(times, 1),
});
