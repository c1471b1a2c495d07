// The files of an instance, wherever the settings keep them, and whether they can be kept there.
import type { Files } from '../desk/index.ts';
import { filesIn, filesInBucket } from '../outside/files/index.ts';
import { type Database, databaseIdentity } from '../store/index.ts';
import { folders, type Settings } from './settings.ts';

export type KeptFiles = Files & {
  /** `foreign`: another instance keeps its files at that very place. Throws FilesAway where nobody answers. */
  readonly claim: () => Promise<'ours' | 'foreign'>;
};

export const keptFiles = (
  { data, bucket }: Pick<Settings, 'data' | 'bucket'>,
  database: Database,
  now: () => Date,
): KeptFiles =>
  bucket === null
    ? { ...filesIn(folders(data).files, now), claim: async () => 'ours' }
    : filesInBucket(bucket, now, () => databaseIdentity(database));

/** What to do where another instance's files lie at our place. */
export const foreignFiles = {
  problem: 'the place for files in the object store belongs to another instance.',
  fix: 'Give this one a place of its own: SANGTO_S3_PREFIX. If the other one is gone for good, delete the object "owner" there.',
} as const;

/** Writes, reads and deletes a few bytes; undefined when all went well, else the reason. */
export const tryFiles = async (files: KeptFiles, words: string): Promise<string | undefined> => {
  const bytes = new TextEncoder().encode(words);
  try {
    if ((await files.claim()) === 'foreign') return foreignFiles.problem;
    const name = await files.put(bytes);
    const read = await files.get(name);
    if (read === undefined || !Buffer.from(read).equals(bytes)) return 'what was written is not there';
    return (await files.erase(name)) ? undefined : 'what was written cannot be deleted';
  } catch (error) {
    return (error as Error).message;
  }
};
