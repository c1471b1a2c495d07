// Keys of days in a folder outside the database: AES-256-GCM (NIST SP 800-38D), one key a day, destroyed when its day is over.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Day, parseDay } from '../../base/clock.ts';
import type { Vault } from '../../desk/index.ts';

const form = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** A vault over a folder, which is made when the first key is. `random` gives fresh bytes. */
export const vaultIn = (folder: string, random: (bytes: number) => Uint8Array): Vault => {
  const pathOf = (day: Day): string => join(folder, `${day}.key`);
  return {
    seal: async (day, bound, words) => {
      const key = (await readKey(pathOf(day))) ?? (await makeKey(folder, pathOf(day), random));
      const nonce = random(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
      const sealed = Buffer.concat([cipher.update(words, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(form), nonce, sealed, cipher.getAuthTag()]);
    },
    open: async (day, bound, sealed) => {
      const key = await readKey(pathOf(day));
      if (key === undefined || sealed[0] !== form || sealed.length < 1 + nonceBytes + tagBytes) return undefined;
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + nonceBytes))
        .setAAD(Buffer.from(bound))
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        const words = Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes, -tagBytes)), decipher.final()]);
        return words.toString('utf8');
      } catch {
        // Sealed for another row, or under another key of that day: to us it is noise.
        return undefined;
      }
    },
    days: async () => {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      return names.flatMap((name) => (name.endsWith('.key') ? (parseDay(name.slice(0, -4)) ?? []) : [])).sort();
    },
    destroy: async (day) => {
      const file = await open(pathOf(day), 'r+').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (file === undefined) return;
      try {
        // Written over in place first: a name that is gone leaves its bytes where they were.
        await file.write(random(32), 0, 32, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await unlink(pathOf(day));
      await syncFolder(folder);
    },
  };
};

const readKey = async (path: string): Promise<Buffer | undefined> => {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (key !== undefined && key.length !== 32) throw new Error('a key of a day is damaged');
  return key;
};

/** Durable before anything is sealed under it; of two that are made at once, one stays. */
const makeKey = async (folder: string, path: string, random: (bytes: number) => Uint8Array): Promise<Buffer> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = `${path}.${Buffer.from(random(8)).toString('hex')}.part`;
  const file = await open(aside, 'wx', 0o600);
  try {
    await file.write(random(32));
    await file.sync();
  } finally {
    await file.close();
  }
  await link(aside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(aside);
  await syncFolder(folder);
  const key = await readKey(path);
  if (key === undefined) throw new Error('a key vanished while it was made');
  return key;
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
