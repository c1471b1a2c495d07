// The files of the public log in a bucket that speaks S3. A put is whole or not there, and durable when it is answered; that
// nobody goes back behind a newer checkpoint is kept by conditions of the store (If-None-Match, If-Match).
import { CheckpointMoved } from '../../desk/checkpoint-moved.ts';
import { FilesAway } from '../../desk/files-away.ts';
import type { LogFiles } from '../../desk/log-ports.ts';
import { type BucketPlace, openBucket } from '../bucket/index.ts';
import { checkpointPath, isOurs, isPartial, mustBeTile, sameBytes } from './log-paths.ts';

const folder = 'log/';
/** Others that lay at the same place at the same time; whoever holds the lock is alone, so one turn is the rule. */
const mostTurns = 20;

/** Files of a log below `log/` in a place that is ours. */
export const logInBucket = (place: BucketPlace): LogFiles => {
  const bucket = openBucket(place);
  const there = async (path: string) => {
    const found = await bucket.find(folder + path);
    if (found?.etag === '')
      throw new FilesAway('the file store gives no ETag, and what is replaced could not be told by it');
    return found;
  };
  return {
    read: async (path) => {
      const found = isOurs(path) ? await bucket.find(folder + path) : undefined;
      return found && new Uint8Array(found.bytes);
    },
    lay: async (path, bytes) => {
      const name = folder + mustBeTile(path);
      if (await bucket.put(name, bytes, { over: 'nothing' })) return;
      for (let turn = 1; turn <= mostTurns; turn++) {
        const found = await there(path);
        // The same bytes are laid again by whoever goes on after a crash; others were never signed.
        if (sameBytes(found?.bytes, bytes)) return;
        if (await bucket.put(name, bytes, { over: found?.etag ?? 'nothing' })) return;
      }
      throw new FilesAway(`others keep laying ${path}`);
    },
    layCheckpoint: async (bytes, over) => {
      const found = await there(checkpointPath);
      const isAsRead = sameBytes(found?.bytes, over);
      if (isAsRead && (await bucket.put(folder + checkpointPath, bytes, { over: found?.etag ?? 'nothing' }))) return;
      // An answer that got lost on its way is asked for again, and then ours lies there already.
      if (!isAsRead || !sameBytes((await there(checkpointPath))?.bytes, bytes))
        throw new CheckpointMoved('another checkpoint lies there');
    },
    clear: async (path) => {
      if (!isPartial(path)) return;
      for await (const { name } of bucket.list(`${folder}${path}/`)) await bucket.remove(name);
    },
  };
};
