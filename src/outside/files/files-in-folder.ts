// Content-addressed files in a folder: the name is the SHA-256 of the bytes, and a name that exists is complete and durable.
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from '../../desk/world.ts';

const name = /^[0-9a-f]{64}$/;

export const filesIn = (folder: string): Files => {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  return {
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      if (await stat(path).catch(() => undefined)) return sha256;
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // The same bytes written twice at once meet in the rename; either is right.
      const aside = `${path}.${process.pid}.part`;
      const file = await open(aside, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
      await syncFolder(dirname(path));
      // A folder just made is durable when the one it stands in is.
      for (let at = dirname(path); made !== undefined && at.length >= made.length; at = dirname(at))
        await syncFolder(dirname(at));
      return sha256;
    },
    get: async (sha256) => {
      if (!name.test(sha256)) return undefined;
      const bytes = await readFile(pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (bytes && createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Error(`file ${sha256} is damaged on disk`);
      return bytes;
    },
  };
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
