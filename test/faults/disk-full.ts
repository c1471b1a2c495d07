// The disk of the data folder fills up while people ask: what was acknowledged stays, new questions are answered from memory
// and say they were not stored, nothing is a 500, and with space again everything is stored again. Needs root, to mount.
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ask, keepAsking, lost } from './shared/asking.ts';
import { serve, tempFolder } from './shared/instance.ts';
import { mountMemory, unmount } from './shared/small-disk.ts';
import { until } from './shared/until.ts';
import { needs, verdict } from './shared/verdict.ts';

const { folder, remove } = await tempFolder(0o755);
const disk = join(folder, 'disk');
mkdirSync(disk);
try {
  mountMemory(disk, 400);
} catch (error) {
  needs(`root, and leave to mount a disk in memory (${(error as Error).message})`);
}

const data = join(disk, 'data');
let running = await serve(data, ['--demo']);
const filler = join(disk, 'filler');
/** Takes every byte that is left. */
const fill = (): void => {
  const file = openSync(filler, 'a');
  const block = Buffer.alloc(4096, 'f');
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
};
const freeKb = () => (statfsSync(disk).bavail * statfsSync(disk).bsize) / 1024;
const pages = ['/vi', '/vi/checks', '/vi/checks/nuoc-chanh-nong-va-ung-thu', '/api/v1/checks', '/readyz', '/healthz'];

const acknowledged = new Map<string, string>();
const statuses: Record<string, number> = {};
const odd: string[] = [];
let unstored = 0;
const round = async () => {
  const asking = keepAsking(running.address, { askers: 8, into: acknowledged });
  const enough = acknowledged.size + 100;
  await until('stored', () => acknowledged.size > enough);
  fill();
  await until(
    'the disk is felt',
    () => {
      fill();
      return asking.counts.unstored > 200;
    },
    120,
  );
  const known = await ask(running.address, 'Uống nước chanh nóng chữa khỏi ung thư');
  if (known.outcome !== 'known') odd.push(`a known question: ${known.status} ${known.outcome}`);
  for (const path of pages) {
    const { status } = await fetch(running.address + path);
    if (status !== 200 && status !== 503) odd.push(`${path}: ${status}`);
  }
  const opened = [...acknowledged.keys()].at(-1);
  const ticket = await fetch(`${running.address}/api/v1/tickets/${opened}`);
  if (ticket.status !== 200 && ticket.status !== 503) odd.push(`a ticket: ${ticket.status}`);
  const free = freeKb();
  rmSync(filler);
  const before = acknowledged.size;
  const backMs = await until('stored again', () => acknowledged.size > before + 20);
  await asking.stop();
  unstored += asking.counts.unstored;
  for (const [status, count] of Object.entries(asking.counts.statuses))
    statuses[status] = (statuses[status] ?? 0) + count;
  return { freeKbWhenFull: Math.round(free), backMs };
};
const rounds = [await round(), await round()];
const gone = await lost(running.address, acknowledged);

// Stopped while it is full, and started full: it stops well, and says why it does not start, or starts.
fill();
const stopFull = await running.stop();
const startFull = await serve(data, ['--demo']).then(
  async (full) => `started, and ended with ${await full.stop()}`,
  (error: unknown) => String((error as Error).message),
);
rmSync(filler);
running = await serve(data, ['--demo']);
const goneAfter = await lost(running.address, acknowledged);
const stores = await ask(running.address, 'Is there room for one more question now?');
const code = await running.stop();
unmount(disk);
const left = await remove();
const others = Object.keys(statuses).filter((status) => !['200', '201', '503'].includes(status));
verdict(
  {
    rounds,
    statuses,
    answeredUnstored: unstored,
    acknowledged: acknowledged.size,
    lost: [gone, goneAfter],
    stopFull,
    startFull,
    odd,
    processesLeft: left,
  },
  {
    'never another answer': others.length === 0 && odd.length === 0,
    'none lost': gone === 0 && goneAfter === 0,
    'stored again within ten seconds': rounds.every(({ backMs }) => backMs < 10_000),
    'stops when full': stopFull === 0,
    'told in a sentence': startFull.startsWith('started') || /the disk that holds .* is full/.test(startFull),
    'stores after all': stores.stored,
    'clean end': code === 0 && left === 0,
  },
);
