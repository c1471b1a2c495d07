// Two serving processes on one database and one folder of the log, while two more tell public facts as fast as the database
// takes them: strictly one order, nothing twice, how many leaves a second, and how soon each stands under a signed checkpoint.
// npm run load -- log-rate [--facts 10000] [--tellers 8]
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { sql } from 'drizzle-orm';
import { auditOwnLog } from '../../src/desk/index.ts';
import { parseCheckpoint, parseNote } from '../../src/kit/tlog/index.ts';
import { logInFolder } from '../../src/outside/log/index.ts';
import { logRowsIn, migrate, openDatabase } from '../../src/store/index.ts';
import { logKeyIn } from '../faults/shared/a-witness.ts';
import { serve, tempFolder, unlimited } from '../faults/shared/instance.ts';
import { startOwnServer } from '../faults/shared/own-server.ts';
import { until } from '../faults/shared/until.ts';
import { verdict } from '../faults/shared/verdict.ts';
import type { Told } from './shared/tell-facts.ts';

const { values } = parseArgs({
  options: { facts: { type: 'string', default: '10000' }, tellers: { type: 'string', default: '8' } },
});
const facts = Number(values.facts);
const { folder, remove } = await tempFolder(0o755);
const server = await startOwnServer(folder);
const url = await server.makeDatabase('log');
const database = openDatabase({ connectionString: url });
await migrate(database, join(import.meta.dirname, '../../src/store/migrations'));
const places = [join(folder, 'one'), join(folder, 'two')] as const;
const { signer } = await logKeyIn(places[0]);
// The second process has the same keys, and the same folder for the files of the log.
cpSync(join(places[0], 'keys'), join(places[1], 'keys'), { recursive: true });
for (const place of [join(places[0], 'log'), places[1]]) mkdirSync(place, { recursive: true });
symlinkSync(join(places[0], 'log'), join(places[1], 'log'));
const env = { ...unlimited, DATABASE_URL: url, SANGTO_ORIGIN: 'http://localhost:8080' };
const serving = [await serve(places[0], [], env), await serve(places[1], [], env)];
const log = { rows: logRowsIn(database), files: logInFolder(join(places[0], 'log')), signers: async () => [signer] };
await until(
  'what the start tells is sealed',
  async () => !(await log.rows.waiting()) && (await log.rows.head()) !== undefined,
);
const before = (await log.rows.head())?.size ?? 0;

// Looked at as a reader would, on both processes in turn: when each size was first served.
const seen: { readonly at: number; readonly size: number }[] = [];
let looking = true;
const look = (async () => {
  for (let i = 0; looking; i++) {
    const note = parseNote(await (await fetch(`${serving[i % 2]?.address}/log/checkpoint`)).text());
    const read = note.ok ? parseCheckpoint(note.value.text) : note;
    if (read.ok && read.value.size > (seen.at(-1)?.size ?? 0))
      seen.push({ at: performance.timeOrigin + performance.now(), size: read.value.size });
    await delay(10);
  }
})();

const loadBefore = loadavg()[0];
const script = new URL('./shared/tell-facts.ts', import.meta.url);
const told = (
  await Promise.all(
    [0, 1].map(async (half) => {
      const each = facts / 2;
      const worker = new Worker(script, {
        workerData: { url, from: half * each, many: each, tellers: Number(values.tellers) },
      });
      const [done] = (await once(worker, 'message')) as [readonly Told[]];
      return done;
    }),
  )
).flat();
await until('every fact is served', () => (seen.at(-1)?.size ?? 0) === before + facts, 300);
looking = false;
await look;
const loadAfter = loadavg()[0];

const placed = await database.all<{ n: number; number: number }>(sql`
  select (l.entry::jsonb ->> 'n')::int as n, l.leaf_number as number from log_leaves l
  where l.kind = 'template-changed' and l.sealed order by l.leaf_number`);
const numberOf = new Map(placed.map(({ n, number }) => [n, number]));
const delays = told
  .map(
    ({ n, at }) =>
      (seen.find(({ size }) => size > (numberOf.get(n) ?? Number.POSITIVE_INFINITY))?.at ?? Number.NaN) - at,
  )
  .toSorted((a, b) => a - b);
const atShare = (share: number) =>
  Math.round(delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? Number.NaN);
const began = Math.min(...told.map(({ since }) => since));
const seconds = ((seen.at(-1)?.at ?? 0) - began) / 1000;
const audited = await auditOwnLog(log);
const strict = placed.every(({ number }, i) => number === before + i);
const exits = [await serving[0]?.stop(), await serving[1]?.stop()];
await database.close();
await server.stop();
const left = await remove();
const perSecond = Math.round(facts / seconds);
const delayMs = { p50: atShare(0.5), p99: atShare(0.99), max: atShare(1) };
verdict(
  {
    facts,
    tellers: Number(values.tellers) * 2,
    seconds,
    perSecond,
    checkpoints: seen.length,
    delayMs,
    loadBefore,
    loadAfter,
    exits,
    processesLeft: left,
  },
  {
    'every fact once, in one order without a gap': strict && numberOf.size === facts && placed.length === facts,
    'the log holds all of it': audited.ok && audited.value === before + facts,
    'at least 500 leaves a second': perSecond >= 500,
    'under a checkpoint within five seconds': delayMs.p99 < 5000,
    'clean end': exits.every((code) => code === 0) && left === 0,
  },
);
