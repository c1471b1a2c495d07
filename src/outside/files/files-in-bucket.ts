// Content-addressed files in a bucket that speaks S3: the name is the SHA-256 of the bytes, and a name that exists is complete.
import { createHash } from 'node:crypto';
import { FilesAway } from '../../desk/files-away.ts';
import type { Files } from '../../desk/world.ts';
import { type Bucket, type BucketPlace, openBucket } from '../bucket/index.ts';

const sha = /^[0-9a-f]{64}$/;
const folder = 'files/';
const ownerName = 'owner';
const readTurns = 4;
const readAgainMs = 100;

export type FilesInBucket = Files & {
  /** Makes the place ours if it is nobody's. `foreign`: the files there are another instance's, which would miss them. */
  readonly claim: () => Promise<'ours' | 'foreign'>;
};

/**
 * `owner` tells one database from every other. Whoever's database does not name a file erases it, so a second instance
 * (a backup restored beside the first, say) must not take the first one's files for its own.
 */
export const filesInBucket = (place: BucketPlace, now: () => Date, owner: () => Promise<string>): FilesInBucket => {
  const bucket = openBucket(place);
  let ours: Promise<'ours' | 'foreign'> | undefined;
  const claim = (): Promise<'ours' | 'foreign'> => {
    ours ??= claimed(bucket, now, owner).catch((error: unknown) => {
      // Asked again: the store may be back.
      ours = undefined;
      throw error;
    });
    return ours;
  };
  const mustBeOurs = async (): Promise<void> => {
    if ((await claim()) === 'foreign')
      throw new FilesAway(`the files at ${place.bucket}/${place.prefix} are another instance's`);
  };

  return {
    claim,
    nameOf,
    put: async (bytes) => {
      await mustBeOurs();
      const sha256 = nameOf(bytes);
      // Laid anew even if it is there: that makes it young again.
      await bucket.put(nameIn(sha256), bytes, { laid: now() });
      return sha256;
    },
    get: async (sha256) => {
      if (!sha.test(sha256)) return undefined;
      for (let turn = 1; ; turn++) {
        const bytes = await bucket.get(nameIn(sha256));
        if (bytes === undefined || nameOf(bytes) === sha256) return bytes;
        // A store that is being written to may give half of it; what is damaged stays so.
        if (turn === readTurns) throw new Error(`file ${sha256} is damaged in its store`);
        await new Promise((resume) => setTimeout(resume, turn * readAgainMs));
      }
    },
    laidBefore: async (before) => {
      await mustBeOurs();
      const found: string[] = [];
      for await (const { name, modified } of bucket.list(folder)) {
        const sha256 = name.slice(folder.length).replace('/', '');
        if (modified < before && sha.test(sha256)) found.push(sha256);
      }
      return found;
    },
    erase: async (sha256, before) => {
      if (!sha.test(sha256)) return false;
      await mustBeOurs();
      // By our own clock: a store whose clock is wrong makes no file old.
      const laid = await bucket.laidAt(nameIn(sha256));
      if (laid === undefined || (before !== undefined && laid >= before)) return false;
      await bucket.remove(nameIn(sha256));
      return true;
    },
  };
};

const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const nameIn = (sha256: string): string => `${folder}${sha256.slice(0, 2)}/${sha256.slice(2)}`;

const claimed = async (bucket: Bucket, now: () => Date, owner: () => Promise<string>): Promise<'ours' | 'foreign'> => {
  const us = Buffer.from(`${nameOf(Buffer.from(await owner()))}\n`);
  const there = await bucket.get(ownerName);
  if (there === undefined) await bucket.put(ownerName, us, { laid: now(), over: 'nothing' });
  // Read again: two may have come at once, and one of them was first.
  const wins = there ?? (await bucket.get(ownerName));
  return wins?.equals(us) ? 'ours' : 'foreign';
};
