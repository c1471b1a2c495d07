// The operator's own database is stopped, then hangs: asking is answered from memory and says it was not stored, the checks
// in memory can be read, everything else is 503 with Retry-After and never 500. When it is back, it is used again at once.
import { join } from 'node:path';
import { openPostgres, type PostgresServer } from '../../src/outside/postgres/index.ts';
import { ask, keepAsking, lost } from './shared/asking.ts';
import { type Env, serve, tempFolder, unlimited } from './shared/instance.ts';
import { postmasterPid, processesOn, signal } from './shared/processes.ts';
import { until } from './shared/until.ts';
import { verdict } from './shared/verdict.ts';

const { folder, remove } = await tempFolder(0o755);
const start = async (): Promise<PostgresServer> => {
  const opened = await openPostgres({ folder: join(folder, 'theirs', 'pg'), log: () => undefined });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  return opened.value;
};
let server = await start();
const { host, user, database } = server.connection;
const env: Env = { ...unlimited, DATABASE_URL: `postgres://${user}@localhost/${database}?host=${host}` };
const running = await serve(join(folder, 'data'), ['--demo'], env);
const { address } = running;

const known = 'Uống nước chanh nóng chữa khỏi ung thư';
const slug = 'nuoc-chanh-nong-va-ung-thu';
const ticket = (await ask(address, 'A question from before: is the moon hollow?')).ticket;
const fromMemory = ['/vi', '/en', '/vi/checks', `/vi/checks/${slug}`, `/en/checks/${slug}`, `/api/v1/checks/${slug}`]
  .concat(['/api/v1/checks', '/api/v1/claims:search?query=ung+thu', '/healthz', '/robots.txt', '/vi/privacy'])
  .concat(['/api/v1/openapi.json']);
const fromDatabase = [
  `/api/v1/tickets/${ticket}`,
  `/vi/tickets/${ticket}`,
  '/vi/answers/AAAAAAAAAAAAAAAAAAAAAA',
].concat(['/api/v1/checks/not-in-memory', '/vi/checks/not-in-memory', '/readyz']);

const look = async (path: string) => {
  const response = await fetch(address + path, { redirect: 'manual', signal: AbortSignal.timeout(60_000) });
  await response.arrayBuffer();
  return { path, status: response.status, retryAfter: response.headers.get('retry-after') };
};

/** What is not as it should be while the database is away. */
const faultsWhileAway = async (): Promise<readonly string[]> => {
  const answers = await Promise.all([ask(address, known), ask(address, 'Is this question new to everybody here?')]);
  const asked = answers.flatMap((a, n) =>
    a.status === 200 && !a.stored && a.outcome === ['known', 'new'][n] ? [] : [`asking: ${a.status} ${a.outcome}`],
  );
  const memory = (await Promise.all(fromMemory.map(look))).flatMap((r) =>
    r.status === 200 ? [] : [`${r.path}: ${r.status}`],
  );
  const away = (await Promise.all(fromDatabase.map(look))).flatMap((r) =>
    r.status === 503 && Number(r.retryAfter) > 0 ? [] : [`${r.path}: ${r.status} retry-after ${r.retryAfter}`],
  );
  return [...asked, ...memory, ...away];
};

const ready = async () => (await fetch(`${address}/readyz`)).status === 200;
const before = await Promise.all([...fromMemory, ...fromDatabase].map(look));
const asking = keepAsking(address, { askers: 8 });
const { acknowledged, counts } = asking;
const round = async (takeAway: () => Promise<void>, bring: () => Promise<void>) => {
  await until('acknowledged', () => acknowledged.size > 50);
  await takeAway();
  const unstored = counts.unstored;
  const noticedMs = await until('answered without the database', () => counts.unstored > unstored);
  const faults = await faultsWhileAway();
  const back = performance.now();
  await bring();
  const enough = acknowledged.size + 20;
  await until('stored again', () => acknowledged.size > enough);
  await until('ready again', ready);
  const backMs = Math.round(performance.now() - back);
  const slowestMs = counts.slowestMs;
  counts.slowestMs = 0;
  return { noticedMs, slowestAnswerMs: slowestMs, backMs, faults };
};

const stopped = await round(
  () => server.stop(),
  async () => {
    server = await start();
  },
);
const killed = await round(
  async () => signal(await postmasterPid(join(folder, 'theirs')), 'SIGKILL'),
  async () => {
    await server.stop({ leave: true });
    server = await start();
  },
);
// Everything of the server stands still: connections stay open, nothing is answered. As a dead network looks.
const pids = () => processesOn(join(folder, 'theirs')).filter((pid) => pid !== running.pid);
const tellAll = async (name: NodeJS.Signals) => {
  for (const pid of pids()) signal(pid, name);
};
const hung = await round(
  () => tellAll('SIGSTOP'),
  () => tellAll('SIGCONT'),
);
await asking.stop();
const after = await Promise.all([...fromMemory, ...fromDatabase].map(look));
const gone = await lost(address, acknowledged);
const code = await running.stop();
await server.stop();
const left = await remove();
const odd = Object.keys(counts.statuses).filter((status) => status !== '200' && status !== '201');
const rounds = [stopped, killed, hung];
verdict(
  { stopped, killed, hung, acknowledged: acknowledged.size, lost: gone, answeredUnstored: counts.unstored, exit: code },
  {
    'answers as they should be while away': rounds.every((r) => r.faults.length === 0),
    'everyone who asked was answered': odd.length === 0,
    'nobody waited over ten seconds': rounds.every((r) => r.slowestAnswerMs < 10_000),
    'used again within five seconds': rounds.every((r) => r.backMs < 5_000),
    'the same before and after': JSON.stringify(before) === JSON.stringify(after),
    'none lost': gone === 0,
    'clean end': code === 0 && left === 0,
  },
);
