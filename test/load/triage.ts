// A hundred thousand tips in two thousand groups: how fast triage takes them in, how fast the queue page is sent with all of
// them in it, and whether one hot claim, asked three hundred times a second meanwhile, stays one case.
// npm run load -- triage [--tips 100000] [--groups 2000] [--rate 300] [--seconds 10]
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { createServer as createVite } from 'vite';
import type { Id } from '../../src/base/ids.ts';
import { parseTip } from '../../src/core/tip.ts';
import { type Member, match, receive, triage } from '../../src/desk/index.ts';
import { certainFrom, createIndex } from '../../src/kit/search/index.ts';
import { analyzer } from '../../src/kit/text/index.ts';
import { labelsInMemory } from '../../src/main/labels.ts';
import { keyedWith } from '../../src/main/secrets.ts';
import { openPostgres } from '../../src/outside/postgres/index.ts';
import {
  caseQueueIn,
  casesIn,
  caseTalkIn,
  type Database,
  labelsIn,
  migrate,
  openDatabase,
  openJobs,
  teamIn,
  tipsIn,
  triageIn,
} from '../../src/store/index.ts';
import { tempFolder } from '../faults/shared/instance.ts';

const { values } = parseArgs({
  options: {
    tips: { type: 'string', default: '100000' },
    groups: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '10' },
  },
});
const [tips, groups, rate, seconds] = [values.tips, values.groups, values.rate, values.seconds].map(Number) as [
  number,
  number,
  number,
  number,
];
const root = join(import.meta.dirname, '../..');
const { folder, remove } = await tempFolder();

const opened = await openPostgres({ folder: join(folder, 'pg'), log: () => undefined });
if (!opened.ok) throw new Error(opened.error.code);
const database = openDatabase(opened.value.connection);
const migrated = await migrate(database, join(root, 'src/store/migrations'));
if (!migrated.ok) throw new Error(migrated.error.code);
const jobs = await openJobs(database, { worker: false, onError: () => undefined });
const world = {
  now: () => new Date('2026-11-20T10:00:00Z'),
  newId: () => randomUUID() as Id,
  keyed: keyedWith(Buffer.alloc(32, 7)),
  index: createIndex(analyzer),
  meaning: { ofQuestion: async () => undefined },
  knownFrom: certainFrom(0.95),
  cards: { get: async () => new Map(), remembered: () => [], put: () => undefined, remove: () => undefined },
  tips: tipsIn(database, jobs.enqueue),
  triage: triageIn(database, jobs.enqueue),
  cases: casesIn(database, jobs.enqueue),
  caseQueue: caseQueueIn(database),
  caseTalk: caseTalkIn(database, jobs.enqueue),
  team: teamIn(database, jobs.enqueue),
  labels: labelsInMemory(labelsIn(database)),
};

await seed(database);
await database.pool.query('analyze');
const began = performance.now();
const taken = await triage(world);
const perSecond = Math.round(taken.tips / ((performance.now() - began) / 1000));
console.log(`triage: ${taken.tips} tips into ${taken.opened} cases, ${perSecond} tips a second`);

const page = await measurePages();
console.log(`queue page: p50 ${page.p50} ms, p99 ${page.p99} ms, ${page.kb} kB`);

const hot = await askHot();
console.log(`hot claim: asked ${hot.asked} times in ${hot.seconds} s, ${hot.cases} case, counted ${hot.counted} times`);

const passed =
  taken.tips === tips &&
  perSecond >= 500 &&
  page.p99 < 200 &&
  hot.cases === 1 &&
  hot.counted === hot.asked &&
  hot.asked / hot.seconds >= rate * 0.95;
await jobs.stop();
await database.close();
await opened.value.stop();
await remove();
console.log(JSON.stringify({ triagePerSecond: perSecond, queuePageMs: page, hot, passed }));
process.exitCode = passed ? 0 : 1;

/** Tips as the front door leaves them: groups of five wordings, some asked far more often than others, over two weeks. */
async function seed(into: Database): Promise<void> {
  await into.pool.query(`select setseed(0.5)`);
  await into.pool.query(
    `insert into claims (id, fingerprint, text, first_day, group_id)
     select id, 'f' || g || '-' || v, 'Nghe nói chợ số ' || g || ' bán thuốc chữa khỏi bệnh trong ' || (g % 17) || ' ngày, cách kể ' || v,
       '2026-11-10'::date, case when v = 1 then null else leader end
     from (select g, v, case when v = 1 then leader else gen_random_uuid() end as id, leader
       from (select g, gen_random_uuid() as leader from generate_series(1, ${groups}) g offset 0) l, generate_series(1, 5) v) x`,
  );
  await into.pool.query(
    `with asked as materialized (
       select gen_random_uuid() as tip, case when n <= ${groups} then n else 1 + floor(power(random(), 3) * ${groups})::int end as g,
         1 + floor(random() * 5)::int as v, '2026-11-20'::date - floor(random() * 14)::int as day
       from generate_series(1, ${tips}) n),
     sent as (
       insert into tips (id, day, channel, lang, text, outcome, state)
       select tip, day, 'web', 'vi', 'một câu hỏi', 'new', 'waiting' from asked)
     insert into tip_claims (tip_id, position, claim_id, span_start, span_end, outcome, answers)
     select a.tip, 0, c.id, 0, 10, 'new', '[]' from asked a join claims c on c.fingerprint = 'f' || a.g || '-' || a.v`,
  );
}

/** The page over HTTP, drawn as it is served: Node cannot run its components, so Vite turns them into what it can. */
async function measurePages(): Promise<{ readonly p50: number; readonly p99: number; readonly kb: number }> {
  const vite = await createVite({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, ws: false },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  });
  // The server of the tests, with the database behind what the queue reads: what it needs is asked for by its types.
  const { testServer } = (await vite.ssrLoadModule(
    '/test/in-memory/server.ts',
  )) as typeof import('../in-memory/server.ts');
  const { memoryWorld } = (await vite.ssrLoadModule(
    '/test/in-memory/world.ts',
  )) as typeof import('../in-memory/world.ts');
  const member: Member = {
    ...{ id: randomUUID() as Id, name: 'Trần Văn Kiểm', email: 'kiem@toasoan.example', role: 'checker' },
    ...{ state: 'active', lang: 'vi', twoFactor: true },
  };
  await database.all(sql`
    insert into staff (id, name, email, email_verified, role, lang, two_factor, created_at, updated_at)
    values (${member.id}, ${member.name}, ${member.email}, true, 'checker', 'vi', true, '2026-11-01', '2026-11-01')`);
  const { server } = testServer({
    world: { ...memoryWorld(), ...world },
    limits: { perClientPerMinute: 1e6, instancePerSecond: 1e6, bodyBytes: 1e6, slowBodyMs: 2000 },
    identity: { whoIs: async () => ({ member, session: 's', provenUntil: null }) },
    log: (line) => console.log(line),
  });
  const { port } = await server.listen(0, '127.0.0.1');
  // Far down where there are that many.
  const far = Math.max(1, Math.min(30, Math.floor(groups / 60)));
  const looks = [
    '',
    '?whose=nobody',
    '?harm=health',
    '?sort=asked',
    `?p=${far}`,
    `?sort=oldest&whose=nobody&p=${Math.min(2, far)}`,
  ];
  const times: number[] = [];
  let kb = 0;
  for (let n = 0; n < 180; n++) {
    const since = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/vi/desk${looks[n % looks.length]}`);
    const text = await response.text();
    // The first ones pay for compiling.
    if (n >= 30) times.push(performance.now() - since);
    if (response.status !== 200 || !text.includes('data-case'))
      throw new Error(`no queue: ${response.status} ${text.slice(0, 500)}`);
    kb = Math.max(kb, Math.round(text.length / 1024));
  }
  await server.close();
  await vite.close();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { p50: at(0.5), p99: at(0.99), kb };
}

/** Asked at a steady rate whatever happens, while triage runs as it would: again and again. */
async function askHot() {
  const text = 'Ngày mai cả nước được nghỉ bù vì bão số mười hai đổ bộ vào miền Trung lúc nửa đêm';
  const input = parseTip({ text }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  const matched = await match(world, input.value);
  const pending: Promise<unknown>[] = [];
  let asking = true;
  const working = (async () => {
    while (asking) {
      await triage(world);
      await delay(200);
    }
  })();
  const since = performance.now();
  while (pending.length < rate * seconds) {
    const due = since + (pending.length * 1000) / rate;
    if (performance.now() < due) await delay(Math.max(0, due - performance.now()));
    else pending.push(receive(world, matched, null));
  }
  await Promise.all(pending);
  const took = Math.round((performance.now() - since) / 100) / 10;
  asking = false;
  await working;
  await triage(world);
  const [found] = await database.all<{ cases: number; counted: number }>(sql`
    select count(*)::int as cases, coalesce(sum(asked), 0)::int as counted from cases where title like 'Ngày mai cả nước%'`);
  return { asked: pending.length, seconds: took, cases: found?.cases ?? 0, counted: found?.counted ?? 0 };
}
