// kill -9 of the application, twenty times under load: every acknowledged question is there afterwards.
import { ask, serve, tempFolder, verdict } from './shared/instance.ts';
import { lost } from './shared/lost.ts';

const rounds = Number(process.argv[2] ?? 20);
const { folder, remove } = await tempFolder();
const acknowledged: string[] = [];
const readyMs: number[] = [];
for (let round = 0; round < rounds; round++) {
  const running = await serve(folder);
  readyMs.push(Math.round(running.readyMs));
  let stopped = false;
  const askers = Array.from({ length: 16 }, async (_, asker) => {
    for (let n = 0; !stopped; n++) {
      const answer = await ask(
        running.address,
        `Round ${round} asker ${asker} number ${n}: is this rumour about water true?`,
      );
      if (answer?.stored && answer.ticket) acknowledged.push(answer.ticket.id);
    }
  });
  const enough = acknowledged.length + 100 + round * 13;
  while (acknowledged.length < enough) await new Promise((next) => setImmediate(next));
  process.kill(running.pid, 'SIGKILL');
  stopped = true;
  await Promise.all(askers);
}
const running = await serve(folder);
const gone = await lost(running.address, acknowledged);
const code = await running.stop();
await remove();
verdict(
  {
    kills: rounds,
    acknowledged: acknowledged.length,
    lost: gone,
    slowestStartMs: Math.max(...readyMs),
    lastExit: code,
  },
  gone === 0 && code === 0,
);
