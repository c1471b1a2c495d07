// Keys of days in a folder outside the database: AES-256-GCM (NIST SP 800-38D), one key a day, destroyed when its day is over.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { join } from 'node:path';
import { type Day, parseDay } from '../../base/clock.ts';
import type { Vault } from '../../desk/index.ts';
import { destroyKey, keyNames, makeKey, readKey } from './key-file.ts';

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
    days: async () => (await keyNames(folder)).flatMap((name) => parseDay(name) ?? []).sort(),
    destroy: (day) => destroyKey(folder, pathOf(day), random),
  };
};
