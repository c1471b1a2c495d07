// Bodies, heads and addresses that no honest client sends. Each is refused with its status and a problem code, those who
// ask meanwhile do not notice, and nothing of it stays in memory.
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from './shared/asking.ts';
import { hostileCases } from './shared/hostile-cases.ts';
import { serve, tempFolder } from './shared/instance.ts';
import { residentMb } from './shared/processes.ts';
import { sendRaw } from './shared/raw.ts';
import { verdict } from './shared/verdict.ts';

const { folder, remove } = await tempFolder();
const running = await serve(folder, ['--demo']);
const { address } = running;

const faults: string[] = [];
const run = async (): Promise<void> => {
  for (const { name, bytes, status, code, holds } of hostileCases()) {
    const reply = await sendRaw(address, bytes());
    const right = reply.status === status && reply.code === code;
    const form = code === null || reply.type === 'application/problem+json';
    if (!right || !form || (holds && !holds(reply)))
      faults.push(`${name}: ${reply.status} ${reply.code} ${reply.type} ${reply.body.slice(0, 200)} ${reply.more}`);
  }
};

/** Others' answers, one every 20 ms whether or not the one before has come. */
const others = async (while_: Promise<unknown>): Promise<{ p99: number; failed: number; asked: number }> => {
  let over = false;
  void while_.finally(() => {
    over = true;
  });
  const pending: Promise<{ ms: number; status: number }>[] = [];
  for (let n = 0; !over; n++) {
    pending.push(ask(address, `Others ask number ${n}: does lemon water cure cancer?`));
    await delay(20);
  }
  const answers = await Promise.all(pending);
  const sorted = answers.map((a) => a.ms).sort((a, b) => a - b);
  return {
    asked: answers.length,
    failed: answers.filter((a) => a.status !== 201).length,
    p99: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN),
  };
};

/** One byte a second on each connection, until the server has had enough. */
const slow = async (count: number, head: string) => {
  const drip = async function* () {
    yield head;
    for (let n = 0; n < 60; n++) {
      await delay(1000);
      yield 'a';
    }
  };
  const replies = await Promise.all(Array.from({ length: count }, () => sendRaw(address, drip(), 40_000)));
  return {
    refused: replies.filter((r) => r.status === 408 && r.code === 'slow-body').length,
    slowestMs: Math.round(Math.max(...replies.map((r) => r.ms))),
  };
};

const post = 'POST /api/v1/tips HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
// The first round fills what every process fills once; growth counts from there.
await run();
const alone = await others(delay(10_000));
const before = await residentMb(running.pid);
for (let round = 0; round < 10; round++) await run();
const slowBodies = slow(50, `${post}content-length: 1000\r\n\r\n{"text":"`);
const besideSlowBodies = await others(slowBodies);
const slowHeads = slow(50, post);
const besideSlowHeads = await others(slowHeads);
// Connections that go away in the middle of a body.
await Promise.all(
  Array.from({ length: 200 }, () => sendRaw(address, `${post}content-length: 1000\r\n\r\n{"text":"`, 200)),
);
await delay(3_000);
const after = await residentMb(running.pid);
const still = await ask(address, 'Is it still answering after all this?');
const code = await running.stop();
const left = await remove();
const cases = hostileCases().length;
verdict(
  {
    cases,
    rounds: 11,
    faults: [...new Set(faults)],
    slowBodies: await slowBodies,
    alone,
    besideSlowBodies,
    slowHeads: await slowHeads,
    besideSlowHeads,
    residentMb: { before: Math.round(before), after: Math.round(after) },
    exit: code,
  },
  {
    'each refused as it should be': faults.length === 0,
    'slow bodies refused': (await slowBodies).refused === 50,
    'slow heads refused': (await slowHeads).refused === 50,
    // On a machine that is busy with other things the measure is how they fared without slow company.
    'others did not notice': [besideSlowBodies, besideSlowHeads].every(
      (o) => o.failed === 0 && o.p99 < Math.max(250, alone.p99 * 1.5),
    ),
    'memory did not grow': after - before < 50,
    'still answering': still.stored,
    'no error in the log': running.said() === '',
    'clean end': code === 0 && left === 0,
  },
);
