// Whether a store keeps the conditions that a log stands on: one that ignores them takes anything, and says that all went well.
import { type BucketPlace, openBucket } from '../bucket/index.ts';

/**
 * Tries them on a file of its own, `name` below `try/`, which it takes away again. Undefined where all are kept, else what the
 * store ignores. Throws FilesAway where it does not answer.
 */
export const tryConditions = async (place: BucketPlace, name: string): Promise<string | undefined> => {
  const bucket = openBucket(place);
  const file = `try/${name}`;
  const [first, second, third] = ['một', 'hai', 'ba'].map((text) => new TextEncoder().encode(text)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const lies = async (bytes: Uint8Array) => (await bucket.get(file))?.equals(bytes) === true;
  try {
    if (!(await bucket.put(file, first, { over: 'nothing' }))) return 'it takes no new file under If-None-Match';
    if ((await bucket.put(file, second, { over: 'nothing' })) || !(await lies(first)))
      return 'it ignores If-None-Match: what lies there is overwritten';
    const before = (await bucket.find(file))?.etag ?? '';
    if (before === '') return 'it gives no ETag';
    if (!(await bucket.put(file, second, { over: before })) || !(await lies(second)))
      return 'it does not replace what If-Match names';
    // The mark of what lay there before names nothing any more.
    if ((await bucket.put(file, third, { over: before })) || !(await lies(second)))
      return 'it ignores If-Match: an older file can be laid over a newer one';
    return undefined;
  } finally {
    await bucket.remove(file);
  }
};
