// Hostile pictures, one after the other without pause, while others ask with words: how long these wait for their answers, beside
// how long they wait without; and the most memory that the server and what it starts hold, the database apart.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../faults/shared/asking.ts';
import { serve, tempFolder } from '../faults/shared/instance.ts';
import { verdict } from '../faults/shared/verdict.ts';
import { hostilePictures } from '../hostile/hostile-pictures.ts';

const perSecond = Number(process.argv[2] ?? 20);
const { folder, remove } = await tempFolder();
const running = await serve(folder, ['--demo']);
const files = await hostilePictures();
const claim = readFileSync(join(import.meta.dirname, '../vectors/pictures/claim.png'));

const send = async (bytes: Uint8Array): Promise<{ status: number; text?: string; code?: string }> => {
  const body = Buffer.from(bytes);
  const headers = { 'content-type': 'image/png' };
  const answer = await fetch(`${running.address}/api/v1/pictures`, { method: 'POST', headers, body });
  return { status: answer.status, ...((await answer.json()) as { text?: string; code?: string }) };
};

const percentile = (all: readonly number[], share: number): number =>
  Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length * share)] ?? Number.NaN);

/** Asks known questions at a steady pace while the work lasts; milliseconds of each answer. */
const asking = async (work: () => Promise<unknown>): Promise<readonly number[]> => {
  let going = true;
  const waits: Promise<number>[] = [];
  const pace = async () => {
    while (going) {
      waits.push(ask(running.address, 'Uống nước chanh nóng chữa khỏi ung thư').then(({ ms }) => ms));
      await delay(1000 / perSecond);
    }
  };
  const paced = pace();
  await work();
  going = false;
  await paced;
  return Promise.all(waits);
};

/** Megabytes of the server and its children, without the database: what each holds alone, and the largest share of program code once. */
const treeMb = (): { together: number; largest: number } => {
  let alone = 0;
  let code = 0;
  let largest = 0;
  const look = (pid: number): void => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (status.startsWith('Name:\tpostgres')) return;
      const mb = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
      alone += mb('RssAnon') + mb('RssShmem');
      code = Math.max(code, mb('RssFile'));
      largest = Math.max(largest, mb('VmRSS'));
      for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' '))
        if (child) look(Number(child));
    } catch {
      // Gone meanwhile.
    }
  };
  look(running.pid);
  return { together: alone + code, largest };
};

const atStart = treeMb();
await send(claim);
const alone = await asking(() => delay(15_000));
const afterAsking = treeMb();
const statuses: Record<string, string> = {};
let tree = 0;
let here = 0;
const held: Record<string, number> = {};
let largestOne = 0;
const looking = setInterval(() => {
  const { together, largest } = treeMb();
  tree = Math.max(tree, together);
  here = Math.max(here, together);
  largestOne = Math.max(largestOne, largest);
}, 50);
const beside = await asking(async () => {
  for (const [name, bytes] of files) {
    here = 0;
    const { status, code } = await send(bytes);
    held[name] = Math.round(here);
    statuses[name] = `${status} ${code ?? ''}`.trim();
  }
});
clearInterval(looking);
const good = await send(claim);
const code = await running.stop();
const left = await remove();
const odd = Object.entries(statuses).filter(([, said]) => !/^(413|415|422) /.test(said));
verdict(
  {
    kinds: files.length,
    statuses,
    // Those that took the most.
    heldMb: Object.fromEntries(
      Object.entries(held)
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, 8),
    ),
    asksAlone: alone.length,
    p50Alone: percentile(alone, 0.5),
    p99Alone: percentile(alone, 0.99),
    asksBeside: beside.length,
    p50Beside: percentile(beside, 0.5),
    p99Beside: percentile(beside, 0.99),
    atStartMb: Math.round(atStart.together),
    afterAskingMb: Math.round(afterAsking.together),
    largestTreeMb: Math.round(tree),
    largestProcessMb: Math.round(largestOne),
    afterwards: good.text,
  },
  {
    'each refused with a reason': odd.length === 0,
    'no process above 512 MB': largestOne < 512,
    // The server has its own index and pages in memory; what pictures add to that is theirs.
    'pictures add less than 512 MB': tree - atStart.together < 512,
    'a good picture is read afterwards': good.text === 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư',
    'others wait less than 150 ms (p99)': percentile(beside, 0.99) < 150,
    'clean end': code === 0 && left === 0,
  },
);
