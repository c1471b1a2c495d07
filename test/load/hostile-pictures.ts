// Hostile pictures, each to be read and to be asked about at once, one after the other without pause, while others ask with
// words: how long these wait for their answers, beside how long they wait without; and the most memory that the server and
// what it starts hold, the database apart.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../faults/shared/asking.ts';
import { serve, tempFolder } from '../faults/shared/instance.ts';
import { verdict } from '../faults/shared/verdict.ts';
import { hostilePictures } from '../hostile/hostile-pictures.ts';
import { type Held, heldBy, pssMb, togetherMb } from './shared/memory.ts';

const perSecond = Number(process.argv[2] ?? 20);
const { folder, remove } = await tempFolder();
const running = await serve(folder, ['--demo']);
const files = await hostilePictures();
const claim = readFileSync(join(import.meta.dirname, '../vectors/pictures/claim.png'));

const send = async (bytes: Uint8Array, to = 'pictures'): Promise<{ status: number; text?: string; code?: string }> => {
  const body = Buffer.from(bytes);
  const headers = { 'content-type': 'image/png' };
  const answer = await fetch(`${running.address}/api/v1/${to}`, { method: 'POST', headers, body });
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

const none: Held = { server: 0, pictures: 0, code: 0 };
const told = (held: Held, pss: { readonly together: number; readonly database: number }) => {
  const all = { together: togetherMb(held), ...held, pss: pss.together, databasePss: pss.database };
  return Object.fromEntries(Object.entries(all).map(([name, mb]) => [name, Math.round(mb)]));
};
const now = () => told(heldBy(running.pid), pssMb(running.pid));

const atStart = now();
await send(claim);
const alone = await asking(() => delay(15_000));
const afterAsking = now();
const statuses: Record<string, string> = {};
const held: Record<string, number> = {};
let most = none;
let mostPss = { together: 0, database: 0 };
let here = none;
const looking = setInterval(() => {
  const held = heldBy(running.pid);
  if (togetherMb(held) > togetherMb(here)) here = held;
  if (togetherMb(held) <= togetherMb(most)) return;
  most = held;
  mostPss = pssMb(running.pid);
}, 25);
const beside = await asking(async () => {
  for (const [name, bytes] of files) {
    here = none;
    const said = await Promise.all([send(bytes), send(bytes, 'picture-tips')]);
    held[name] = Math.round(togetherMb(here));
    statuses[name] = said.map(({ status, code }) => `${status} ${code ?? ''}`.trim()).join(', ');
  }
});
clearInterval(looking);
const good = await send(claim);
const code = await running.stop();
const left = await remove();
const odd = Object.entries(statuses).filter(([, said]) => !said.split(', ').every((one) => /^(413|422) /.test(one)));
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
    atStartMb: atStart,
    afterAskingMb: afterAsking,
    mostMb: told(most, mostPss),
    afterwards: good.text,
  },
  {
    'each refused with a reason': odd.length === 0,
    'server and picture processes together under 512 MB': togetherMb(most) < 512,
    'a good picture is read afterwards': good.text === 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư',
    'others wait less than 150 ms (p99)': percentile(beside, 0.99) < 150,
    'clean end': code === 0 && left === 0,
  },
);
