// The power goes, ten times under load: everything stands still, what had reached the disk is copied, the rest is forgotten,
// and the copy is started in its place. A kill alone would not show a missing fsync; this does. Needs root and loop devices.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepAsking, lost } from './shared/asking.ts';
import { serve, tempFolder } from './shared/instance.ts';
import { killAllOn, processesOn, signal } from './shared/processes.ts';
import { makeImage, mountImage, system, unmount, writesOf } from './shared/small-disk.ts';
import { until } from './shared/until.ts';
import { needs, verdict } from './shared/verdict.ts';

const rounds = Number(process.argv[2] ?? 10);
const { folder, remove } = await tempFolder(0o755);
const disk = join(folder, 'disk');
mkdirSync(disk);
let image = join(folder, 'image-0');
let device = '';
try {
  makeImage(image, 700);
  device = mountImage(image, disk);
} catch (error) {
  needs(`root, mkfs.ext4, and leave to mount an image through a loop device (${(error as Error).message})`);
}

const data = join(disk, 'data');
const acknowledged = new Map<string, string>();
const readyMs: number[] = [];
const lostAfter: number[] = [];
let copies = 0;

/** The image as it is at one moment: copied again when anything was written meanwhile. */
const copyStill = async (to: string): Promise<void> => {
  await until('a copy in which nothing moved', () => {
    const before = writesOf(device);
    copyFileSync(image, to);
    copies += 1;
    const after = writesOf(device);
    return before.underWay === 0 && after.underWay === 0 && before.done === after.done;
  });
};

for (let round = 1; round <= rounds; round++) {
  const running = await serve(data);
  readyMs.push(Math.round(running.readyMs));
  if (round > 1) lostAfter.push(await lost(running.address, acknowledged));
  const asking = keepAsking(running.address, { askers: 16, into: acknowledged });
  const enough = acknowledged.size + 100 + round * 17;
  await until('enough acknowledged', () => acknowledged.size >= enough);
  for (const pid of processesOn(disk)) signal(pid, 'SIGSTOP');
  const next = join(folder, `image-${round}`);
  await copyStill(next);
  killAllOn(disk);
  await asking.stop();
  await until('nobody at work', () => processesOn(disk).length === 0);
  unmount(disk, device);
  system('rm', image);
  image = next;
  device = mountImage(image, disk);
}
const running = await serve(data);
readyMs.push(Math.round(running.readyMs));
lostAfter.push(await lost(running.address, acknowledged));
const code = await running.stop();
unmount(disk, device);
const left = await remove();
verdict(
  {
    cuts: rounds,
    acknowledged: acknowledged.size,
    lost: lostAfter.reduce((sum, n) => sum + n, 0),
    copies,
    slowestStartMs: Math.max(...readyMs),
    lastExit: code,
    processesLeft: left,
  },
  {
    'none lost': lostAfter.length === rounds && lostAfter.every((n) => n === 0),
    'starts by itself each time': readyMs.length === rounds + 1,
    'clean end': code === 0 && left === 0,
  },
);
