// kill -9 of PostgreSQL, ten times under load: answers go on from memory, and every acknowledged question is there afterwards.
import { ask, postmasterPid, serve, tempFolder, verdict } from './shared/instance.ts';
import { lost } from './shared/lost.ts';

const rounds = Number(process.argv[2] ?? 10);
const { folder, remove } = await tempFolder();
const running = await serve(folder);
const acknowledged: string[] = [];
const backMs: number[] = [];
let unstored = 0;
let failed = 0;
let stopped = false;
const askers = Array.from({ length: 16 }, async (_, asker) => {
  for (let n = 0; !stopped; n++) {
    const answer = await ask(running.address, `Asker ${asker} number ${n}: is this rumour about salt true?`);
    if (answer === undefined) failed++;
    else if (!answer.stored) unstored++;
    else if (answer.ticket) acknowledged.push(answer.ticket.id);
  }
});
for (let round = 0; round < rounds; round++) {
  const enough = acknowledged.length + 200;
  while (acknowledged.length < enough) await new Promise((next) => setImmediate(next));
  const killed = performance.now();
  const before = acknowledged.length;
  process.kill(await postmasterPid(folder), 'SIGKILL');
  while (acknowledged.length < before + 20) await new Promise((next) => setImmediate(next));
  backMs.push(Math.round(performance.now() - killed));
}
stopped = true;
await Promise.all(askers);
const gone = await lost(running.address, acknowledged);
const code = await running.stop();
await remove();
verdict(
  {
    kills: rounds,
    acknowledged: acknowledged.length,
    lost: gone,
    answeredUnstored: unstored,
    failed,
    slowestBackMs: Math.max(...backMs),
    exit: code,
  },
  gone === 0 && failed === 0 && code === 0,
);
