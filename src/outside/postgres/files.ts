import { chmod, lchown, lstat, mkdir, open, readdir, readlink, rename, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The `code` of a system error (`ENOENT`, …), or undefined for anything else. */
export const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
};

/** Makes a folder with exactly this mode, whatever the umask; one that is there already keeps its own. */
export const makeFolder = async (path: string, mode: number): Promise<void> => {
  const made = await mkdir(path, { recursive: true });
  if (made !== undefined) await chmod(path, mode);
};

let links = 0;

/** Makes a symbolic link, replacing one to elsewhere in one step so that another process never misses it. */
export const makeLink = async (target: string, at: string): Promise<void> => {
  if ((await readlink(at).catch(() => undefined)) === target) return;
  links += 1;
  const fresh = `${at}.${process.pid}.${links}`;
  await symlink(target, fresh);
  await rename(fresh, at).catch(async (error: unknown) => {
    await unlink(fresh);
    throw error;
  });
};

/** Gives a whole tree to one owner. Links themselves are given, never what they point at. */
export const giveTree = async (path: string, uid: number, gid: number): Promise<void> => {
  await lchown(path, uid, gid);
  if (!(await lstat(path)).isDirectory()) return;
  for (const name of await readdir(path)) await giveTree(join(path, name), uid, gid);
};

/** Makes a rename durable: a folder's entries reach the disk only when the folder itself is synced. */
export const syncFolder = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
