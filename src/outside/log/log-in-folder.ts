// The files of the public log in a folder, laid out as they are served.
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LogFiles } from '../../desk/log-ports.ts';
import { parseTilePath } from '../../kit/tlog/index.ts';

/** Files of a log below a folder, which is made with the first of them. Only paths of tiles and `checkpoint` lead into it. */
export const logInFolder = (folder: string): LogFiles => {
  return {
    read: async (path) => {
      if (!isOurs(path)) return undefined;
      return readFile(join(folder, path)).then((bytes) => new Uint8Array(bytes), notThere);
    },
    lay: async (path, bytes) => {
      if (!isOurs(path)) throw new Error(`${path} is no file of a log`);
      const file = join(folder, path);
      const made = await mkdir(dirname(file), { recursive: true, mode: 0o755 });
      const { aside, handle } = await openAside(folder);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(aside, file);
      await syncFolder(dirname(file));
      // A folder just made is durable when the one it stands in is.
      for (let at = dirname(file); made !== undefined && at.length >= made.length; at = dirname(at))
        await syncFolder(dirname(at));
    },
    clear: async (path) => {
      if (!path.endsWith('.p') || !isOurs(`${path}/1`)) return;
      await rm(join(folder, path), { recursive: true, force: true });
    },
  };
};

/** A new file that nobody else writes: two containers on one folder may both be process 1. */
const openAside = async (folder: string): Promise<{ readonly aside: string; readonly handle: FileHandle }> => {
  for (let n = 0; ; n++) {
    const aside = join(folder, `.${process.pid}-${n}.part`);
    try {
      return { aside, handle: await open(aside, 'wx', 0o644) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};

const isOurs = (path: string): boolean => path === 'checkpoint' || parseTilePath(path) !== undefined;

const notThere = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
