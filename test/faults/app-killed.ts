// kill -9 of the application, twenty times under load: every acknowledged question is there afterwards, and each start
// takes over the database server the killed one left behind.
import { keepAsking, lost } from './shared/asking.ts';
import { postmasterPid, serve, tempFolder } from './shared/instance.ts';
import { signal } from './shared/processes.ts';
import { until } from './shared/until.ts';
import { verdict } from './shared/verdict.ts';

const rounds = Number(process.argv[2] ?? 20);
const { folder, remove } = await tempFolder();
const acknowledged = new Map<string, string>();
const readyMs: number[] = [];
const servers = new Set<number>();
for (let round = 0; round < rounds; round++) {
  const running = await serve(folder);
  readyMs.push(Math.round(running.readyMs));
  servers.add(await postmasterPid(folder));
  const asking = keepAsking(running.address, { askers: 16, into: acknowledged });
  const enough = acknowledged.size + 100 + round * 13;
  await until('enough acknowledged', () => acknowledged.size >= enough);
  signal(running.pid, 'SIGKILL');
  await asking.stop();
}
const running = await serve(folder);
readyMs.push(Math.round(running.readyMs));
servers.add(await postmasterPid(folder));
const gone = await lost(running.address, acknowledged);
const code = await running.stop();
const left = await remove();
verdict(
  {
    kills: rounds,
    acknowledged: acknowledged.size,
    lost: gone,
    slowestStartMs: Math.max(...readyMs),
    databaseServers: servers.size,
    lastExit: code,
    processesLeft: left,
  },
  { 'none lost': gone === 0, 'server adopted': servers.size === 1, 'clean end': code === 0, 'none left': left === 0 },
);
