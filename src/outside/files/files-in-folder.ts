// Content-addressed files in a folder: the name is the SHA-256 of the bytes, and a name that exists is complete and durable.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from '../../desk/world.ts';
import { syncFolder } from './write-durably.ts';

const name = /^[0-9a-f]{64}$/;

/** Of all folders of this process: two that are opened on one place do not write over each other. */
let written = 0;

/** A file bears the time when it was last laid there, by `now`: what was laid again is as young as what is new. */
export const filesIn = (folder: string, now: () => Date): Files => {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  return {
    nameOf,
    put: async (bytes) => {
      const sha256 = nameOf(bytes);
      const path = pathOf(sha256);
      if (await touched(path, now())) return sha256;
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // The same bytes written twice at once meet in the rename; either is right.
      const aside = `${path}.${process.pid}-${written++}.part`;
      const file = await open(aside, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.utimes(now(), now());
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
      const bytes = await readFile(pathOf(sha256)).catch(notThere);
      if (bytes && nameOf(bytes) !== sha256) throw new Error(`file ${sha256} is damaged on disk`);
      return bytes;
    },
    laidBefore: async (before) => {
      const found: string[] = [];
      for (const start of (await readdir(folder).catch(notThere)) ?? []) {
        if (!/^[0-9a-f]{2}$/.test(start)) continue;
        for (const rest of (await readdir(join(folder, start)).catch(notThere)) ?? []) {
          const path = join(folder, start, rest);
          if (!(await isOlder(path, before))) continue;
          if (name.test(start + rest)) found.push(start + rest);
          // Whoever wrote it was killed.
          else if (rest.endsWith('.part')) await rm(path, { force: true });
        }
      }
      return found;
    },
    erase: async (sha256, before) => {
      const path = pathOf(sha256);
      if (!name.test(sha256) || (before !== undefined && !(await isOlder(path, before)))) return false;
      const gone = await unlink(path).then(() => true, notThere);
      if (gone) await syncFolder(dirname(path));
      return gone ?? false;
    },
  };
};

const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const notThere = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
};

const touched = (path: string, at: Date): Promise<boolean> =>
  utimes(path, at, at).then(
    () => true,
    (error: NodeJS.ErrnoException) => notThere(error) ?? false,
  );

const isOlder = async (path: string, than: Date): Promise<boolean> => {
  const found = await stat(path).catch(notThere);
  return found !== undefined && found.mtime < than;
};
