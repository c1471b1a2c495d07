// Four hundred questions a second for a minute, from this machine, then cached pages as fast as they come.
// npm run load -- answers [--checks FILE.jsonl --queries FILE.tsv] [--rate 400] [--seconds 60]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { memoryMb, postmasterPid, sangto, serve, tempFolder } from '../faults/shared/instance.ts';

const { values } = parseArgs({
  options: {
    checks: { type: 'string' },
    queries: { type: 'string' },
    rate: { type: 'string', default: '400' },
    seconds: { type: 'string', default: '60' },
  },
});
const rate = Number(values.rate);
const seconds = Number(values.seconds);
const { folder, remove } = await tempFolder();
const data = join(folder, 'data');

const words = [
  'water',
  'salt',
  'virus',
  'moon',
  'bank',
  'phone',
  'cancer',
  'vaccine',
  'school',
  'river',
  'tax',
  'lemon',
  'garlic',
  'storm',
  'train',
  'price',
  'rice',
  'cloud',
  'mask',
  'bread',
];
// A fixed sequence, so that two runs ask the same.
let seed = 7;
const word = () => {
  seed = (seed * 1103515245 + 12345) % 2 ** 31;
  return words[seed % words.length]! + (seed % 53);
};
const sentence = (n: number) => Array.from({ length: n }, word).join(' ');

const checks = values.checks ?? join(folder, 'checks.jsonl');
if (values.checks === undefined) {
  const lines = Array.from({ length: 14_231 }, (_, n) =>
    JSON.stringify({ id: `c-${n}`, claim: sentence(14), title: sentence(8), url: `https://checks.example.org/${n}` }),
  );
  await writeFile(checks, lines.join('\n'));
}
const queries =
  values.queries === undefined
    ? Array.from({ length: 1000 }, () => sentence(18))
    : (await readFile(values.queries, 'utf8'))
        .trim()
        .split('\n')
        .map((l) => l.slice(l.indexOf('\t') + 1));

const imported = await sangto([
  'import',
  checks,
  '--data',
  data,
  '--publisher',
  'Example Checks',
  '--site',
  'checks.example.org',
  '--answers',
  '--json',
]);
console.log(`import: ${imported.out.trim().split('\n').at(-1)}`);
const running = await serve(data, ['--demo']);
console.log(`ready after ${Math.round(running.readyMs)} ms`);

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const target = new URL(running.address);
const send = (text: string): Promise<number> =>
  new Promise((done) => {
    const body = JSON.stringify({ text });
    const sent = request(
      {
        agent,
        host: target.hostname,
        port: target.port,
        path: '/api/v1/tips',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on('end', () => done(response.statusCode ?? 0));
      },
    );
    sent.on('error', () => done(0));
    sent.end(body);
  });

/** Open loop: latency counts from when a question was due, so a stalled server cannot hide behind its own stall. */
const run = async (count: number): Promise<{ times: Float64Array; failed: number }> => {
  const times = new Float64Array(count);
  const began = performance.now();
  let failed = 0;
  let next = 0;
  const pending: Promise<void>[] = [];
  while (next < count) {
    const due = began + (next * 1000) / rate;
    if (performance.now() < due) {
      await new Promise((r) => setTimeout(r, Math.max(0, due - performance.now())));
      continue;
    }
    const at = next++;
    pending.push(
      send(queries[at % queries.length]!).then((status) => {
        times[at] = performance.now() - due;
        if (status !== 201) failed++;
      }),
    );
  }
  await Promise.all(pending);
  return { times, failed };
};

await run(rate * 3);
const { times, failed } = await run(rate * seconds);
const sorted = times.toSorted();
const at = (share: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
const answers = {
  rate,
  seconds,
  asked: times.length,
  failed,
  p50: at(0.5),
  p90: at(0.9),
  p99: at(0.99),
  p999: at(0.999),
  max: at(1),
};
console.log(`answers: ${JSON.stringify(answers)}`);
const mb = Math.round(await memoryMb(running.pid, await postmasterPid(data)));

const page = `${running.address}/vi/checks/nuoc-chanh-nong-va-ung-thu`;
await fetch(page).then((r) => r.text());
const wrk = spawn('wrk', ['-t1', '-c32', '-d10s', '--latency', page]);
let said = '';
wrk.stdout.on('data', (d) => {
  said += d;
});
const wrkEnd = await Promise.race([once(wrk, 'close'), once(wrk, 'error')]);
if (wrkEnd[0] instanceof Error)
  console.log('cached pages: not measured, because wrk is missing (Debian: apt-get install wrk)');
const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1] ?? Number.NaN);
const bad = /Non-2xx|Socket errors/.test(said);
console.log(`cached pages: ${Math.round(perSecond)} a second${bad ? ', with failures' : ''}`);
await running.stop();
await remove();
const passed = failed === 0 && answers.p99 < 100 && perSecond >= 8000 && !bad;
console.log(JSON.stringify({ answers, cachedPagesPerSecond: perSecond, memoryMb: mb, passed }));
process.exitCode = passed ? 0 : 1;
