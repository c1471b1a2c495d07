// Where the files of the public log lie: in the data folder, or in the object store where the settings say so.
import type { LogFiles } from '../desk/index.ts';
import { logInBucket, logInFolder, tryConditions } from '../outside/log/index.ts';
import { folders, type Settings } from './settings.ts';

type Where = Pick<Settings, 'data' | 'bucket' | 'logInBucket'>;

export const logFilesOf = ({ data, bucket, logInBucket: isThere }: Where): LogFiles =>
  bucket !== null && isThere ? logInBucket(bucket) : logInFolder(folders(data).log);

/** The place in words. */
export const logPlaceOf = ({ data, bucket, logInBucket: isThere }: Where): string =>
  bucket !== null && isThere ? `${bucket.endpoint}, bucket ${bucket.bucket}, ${bucket.prefix}log/` : folders(data).log;

/**
 * What the object store of the log ignores of the conditions that it stands on; undefined where it keeps them, or where the log
 * lies in the folder. Throws FilesAway where the store does not answer. `name` is one that nobody else takes.
 */
export const ignoredConditions = async (
  { bucket, logInBucket: isThere }: Where,
  name: string,
): Promise<string | undefined> => (bucket !== null && isThere ? tryConditions(bucket, name) : undefined);

/** What to do about such a store. */
export const conditionsFix =
  'Two processes could each lay their own log there. Take a store that keeps If-None-Match and If-Match on PUT, or set SANGTO_S3_LOG to off.';
