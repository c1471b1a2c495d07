// kill -9 of PostgreSQL, ten times under load: answers go on from memory, and every acknowledged question is there afterwards.
import { keepAsking, lost } from './shared/asking.ts';
import { postmasterPid, serve, tempFolder } from './shared/instance.ts';
import { signal } from './shared/processes.ts';
import { until } from './shared/until.ts';
import { verdict } from './shared/verdict.ts';

const rounds = Number(process.argv[2] ?? 10);
const { folder, remove } = await tempFolder();
const running = await serve(folder);
const asking = keepAsking(running.address, { askers: 16 });
const { acknowledged, counts } = asking;
const backMs: number[] = [];
for (let round = 0; round < rounds; round++) {
  const enough = acknowledged.size + 200;
  await until('enough acknowledged', () => acknowledged.size >= enough);
  const unstored = counts.unstored;
  const killed = performance.now();
  signal(await postmasterPid(folder), 'SIGKILL');
  await until('answered without the database', () => counts.unstored > unstored);
  const before = acknowledged.size;
  await until('stored again', () => acknowledged.size > before + 20);
  backMs.push(Math.round(performance.now() - killed));
}
await asking.stop();
const gone = await lost(running.address, acknowledged);
const code = await running.stop();
const left = await remove();
const failed = Object.entries(counts.statuses).filter(([status]) => status !== '200' && status !== '201');
verdict(
  {
    kills: rounds,
    acknowledged: acknowledged.size,
    lost: gone,
    answeredUnstored: counts.unstored,
    otherAnswers: Object.fromEntries(failed),
    slowestAnswerMs: counts.slowestMs,
    slowestBackMs: Math.max(...backMs),
    exit: code,
    processesLeft: left,
  },
  {
    'none lost': gone === 0,
    'all answered': failed.length === 0,
    'back within ten seconds': Math.max(...backMs) < 10_000,
    'clean end': code === 0,
    'none left': left === 0,
  },
);
