// The files of the public log in a folder, laid out as they are served.
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CheckpointMoved } from '../../desk/checkpoint-moved.ts';
import type { LogFiles } from '../../desk/log-ports.ts';
import { checkpointPath, isOurs, isPartial, mustBeTile, sameBytes } from './log-paths.ts';

/** Files of a log below a folder, which is made with the first of them. Only paths of tiles and `checkpoint` lead into it. */
export const logInFolder = (folder: string): LogFiles => {
  const read: LogFiles['read'] = async (path) => {
    if (!isOurs(path)) return undefined;
    return readFile(join(folder, path)).then((bytes) => new Uint8Array(bytes), notThere);
  };
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
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
  };
  return {
    read,
    lay: async (path, bytes) => put(mustBeTile(path), bytes),
    layCheckpoint: async (bytes, over) => {
      if (!sameBytes(await read(checkpointPath), over)) throw new CheckpointMoved('another checkpoint lies there');
      await put(checkpointPath, bytes);
    },
    clear: async (path) => {
      if (!isPartial(path)) return;
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
