// One key a quarter, in a folder outside the database: with it a rater's pseudonym is worked out; without it no pseudonym leads back.
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Id } from '../../base/ids.ts';
import { parseQuarter, type Quarter } from '../../core/quarter.ts';
import { type Pseudonym, parsePseudonym } from '../../core/rating.ts';
import type { PseudonymKeys } from '../../desk/index.ts';
import { destroyKey, keyNames, makeKey, readKey } from './key-file.ts';

/** Keys in a folder, which is made when the first key is. `random` gives fresh bytes. */
export const pseudonymKeysIn = (folder: string, random: (bytes: number) => Uint8Array): PseudonymKeys => {
  const pathOf = (quarter: Quarter): string => join(folder, `${quarter}.key`);
  const keyOf = async (quarter: Quarter): Promise<Uint8Array> =>
    (await readKey(pathOf(quarter))) ?? (await makeKey(folder, pathOf(quarter), random));
  return {
    pseudonymOf: async (quarter, rater) => named(await keyOf(quarter), rater),
    pseudonymsOf: async (quarter, raters) => {
      const key = await keyOf(quarter);
      return raters.map((rater) => named(key, rater));
    },
    quarters: async () => (await keyNames(folder)).flatMap((name) => parseQuarter(name) ?? []).sort(),
    destroy: (quarter) => destroyKey(folder, pathOf(quarter), random),
  };
};

/** HMAC-SHA-256 of the rater under the key of the quarter, cut to 80 bits: far more than there will be raters. */
const named = (key: Uint8Array, rater: Id): Pseudonym => {
  const pseudonym = parsePseudonym(createHmac('sha256', key).update(rater).digest('hex').slice(0, 20));
  if (pseudonym === undefined) throw new Error('a pseudonym that is none');
  return pseudonym;
};
