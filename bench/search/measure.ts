// One engine over one collection, measured in a process of its own.

import { eachCheck, readQueries } from '../../src/main/eval-checks.ts';
import { scoreRankings } from '../../src/main/eval-measures.ts';
import { readQrels } from '../../src/main/eval-trec.ts';
import type { Collection, Questions } from './collection.ts';
import type { Engine, Opened } from './engine.ts';
import { engines } from './engines.ts';
import { expected } from './expected.ts';
import { held, quantile } from './figures.ts';

export type Measured = {
  readonly engine: string;
  readonly used: string;
  readonly checks: number;
  /** Checks taken in a second by a process that has just begun, and by one that has done so before (median). */
  readonly perSecond: number;
  readonly perSecondWarm: number;
  readonly bytesPerCheck: number;
  readonly asked: readonly Asked[];
};

export type Asked = {
  readonly name: string;
  readonly map5: number;
  readonly recall10: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

export type Task = { readonly engine: string; readonly collection: Collection };

const proposals = 10;
const samplesWanted = 1000;
const longestMs = 15_000;
const rebuilds = 5;
const rebuildMs = 5_000;

/** Builds, asks everything, and gives the figures. Time of reading files is not counted. */
export const measure = async ({ engine: name, collection }: Task): Promise<Measured> => {
  const load = engines[name];
  if (load === undefined) throw new Error(`there is no engine ${name}`);
  const engine = await load();
  const before = held();
  const { opened, read, buildMs } = await build(engine, collection);
  const bytes = opened.bytes === undefined ? held() - before : await opened.bytes();
  const asked: Asked[] = [];
  for (const questions of collection.questions) asked.push(await ask(opened, questions));
  await opened.close?.();
  const warmMs = await rebuilt(engine, collection, buildMs);
  return {
    engine: engine.name,
    used: engine.used,
    checks: read,
    perSecond: Math.round((read / buildMs) * 1000),
    perSecondWarm: Math.round((read / warmMs) * 1000),
    bytesPerCheck: Math.round(bytes / read),
    asked,
  };
};

const build = async (engine: Engine, collection: Collection) => {
  const opened = await engine.open(collection.lang);
  let buildMs = 0;
  const read = expected(
    await eachCheck(collection.checks, (doc) => {
      const begun = performance.now();
      opened.put(doc);
      buildMs += performance.now() - begun;
    }),
  );
  const begun = performance.now();
  await opened.ready?.();
  return { opened, read, buildMs: buildMs + performance.now() - begun };
};

/** The median time of further builds, as many as there is time for; that of the first where it alone took long. */
const rebuilt = async (engine: Engine, collection: Collection, firstMs: number): Promise<number> => {
  const times: number[] = [];
  for (let spent = firstMs; times.length < rebuilds && spent < rebuildMs; spent += times.at(-1) ?? 0) {
    const { opened, buildMs } = await build(engine, collection);
    await opened.close?.();
    times.push(buildMs);
  }
  return times.length === 0
    ? firstMs
    : quantile(
        times.sort((a, b) => a - b),
        0.5,
      );
};

const ask = async (opened: Opened, questions: Questions): Promise<Asked> => {
  const qrels = expected(await readQrels(questions.qrels));
  const { queries } = expected(await readQueries(questions.queries));
  const judged = queries.filter(({ id }) => qrels.has(id));
  const rankings = new Map<string, readonly string[]>();
  const round = async (): Promise<readonly number[]> => {
    const times: number[] = [];
    for (const { id, text } of judged) {
      const begun = performance.now();
      rankings.set(id, await opened.find(text, proposals));
      times.push(performance.now() - begun);
    }
    return times;
  };
  const since = performance.now();
  let times = await round();
  // The first round warms up; where it alone took long, it is all there is time for.
  if (performance.now() - since < longestMs) times = [];
  while (times.length < samplesWanted && performance.now() - since < longestMs) times = [...times, ...(await round())];
  const score = scoreRankings(qrels, rankings);
  return {
    name: questions.name,
    map5: score['MAP@5'],
    recall10: score['R@10'],
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
};
