// Disks of our own: one that is small, and one that can be looked at as if the power had gone. They need root.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Runs a program of the system; gives what it printed, or throws with what it complained of. */
export const system = (program: string, ...args: string[]): string => {
  const ran = spawnSync(program, args, { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${ran.error?.message ?? ran.stderr.trim()}`);
  return ran.stdout.trim();
};

/** Mounts an empty disk in memory. */
export const mountMemory = (at: string, megabytes: number): void => {
  system('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', at);
};

/** Makes an ext4 image of this size. */
export const makeImage = (file: string, megabytes: number): void => {
  system('truncate', '-s', `${megabytes}M`, file);
  system('mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', file);
};

/** Mounts an image through a loop device and gives the device. What is written there reaches the image only when it is flushed. */
export const mountImage = (file: string, at: string): string => {
  const device = system('losetup', '--find', '--show', file);
  try {
    system('mount', '-t', 'ext4', device, at);
  } catch (error) {
    system('losetup', '--detach', device);
    throw error;
  }
  return device;
};

/** Takes a mount away even while it is in use. */
export const unmount = (at: string, device?: string): void => {
  spawnSync('umount', ['--lazy', at]);
  if (device !== undefined) spawnSync('losetup', ['--detach', device]);
};

/** Takes away everything mounted below a folder, when a script ends in the middle. */
export const unmountBelow = (folder: string): void => {
  for (const line of readFileSync('/proc/self/mounts', 'utf8').split('\n')) {
    const [device = '', at = ''] = line.split(' ');
    if (at.startsWith(`${folder}/`)) unmount(at, device.startsWith('/dev/loop') ? device : undefined);
  }
};

/** Writes that reached a block device so far, and those on their way (Linux, Documentation/block/stat.rst). */
export const writesOf = (device: string): { readonly done: number; readonly underWay: number } => {
  const fields = readFileSync(`/sys/block/${device.replace('/dev/', '')}/stat`, 'utf8')
    .trim()
    .split(/\s+/)
    .map(Number);
  return { done: (fields[4] ?? 0) + (fields[15] ?? 0), underWay: fields[8] ?? 0 };
};
