// A real server that speaks S3, on this machine alone, for as long as a test runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { BucketPlace } from '../../src/outside/bucket/index.ts';
import { conditionsOf, type Kept } from './conditional-store.ts';

export type ObjectStore = {
  readonly place: BucketPlace;
  /** Where the server keeps what it was given. */
  readonly folder: string;
  /** Stops it, and gives back when no connection is left; its files stay until `remove`. */
  readonly stop: () => Promise<void>;
  /** Starts it again at the same address. */
  readonly again: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

const bucket = 'sangto';

// It makes the tokens between two pages of a listing by DES, which OpenSSL 3 has put away; three times the same key is the same DES.
const crypto: Record<'createCipheriv' | 'createDecipheriv', (...args: [string, Buffer, Buffer]) => unknown> =
  createRequire(import.meta.url)('node:crypto');
for (const name of ['createCipheriv', 'createDecipheriv'] as const) {
  const made = crypto[name];
  crypto[name] = (kind, key, iv) =>
    kind === 'des' ? made('des-ede3-cbc', Buffer.concat([key, key, key]), iv) : made(kind, key, iv);
}

/**
 * Signatures are checked; the key and the secret are those it is known by. Conditions on PUT it ignores by itself, as some stores
 * do; those of `kept` are kept by a front of ours.
 */
export const objectStore = async (kept?: Kept): Promise<ObjectStore> => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-s3-'));
  const opened = (port: number): S3rver => {
    const buckets = [{ name: bucket }];
    const made = new S3rver({ port, address: '127.0.0.1', silent: true, directory: folder, configureBuckets: buckets });
    if (kept !== undefined) made.middleware.unshift(conditionsOf(kept));
    return made;
  };
  let server = opened(0);
  const { port } = await server.run();
  return {
    place: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket,
      region: 'us-east-1',
      key: 'S3RVER',
      secret: 'S3RVER',
      prefix: '',
    },
    folder,
    stop: () => server.close(),
    again: async () => {
      server = opened(port);
      await server.run();
    },
    remove: async () => {
      await server.close().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
