// Where files are kept: in the data folder, or in a bucket of an object store that speaks S3.
import { z } from 'zod';
import type { BucketPlace } from '../outside/bucket/index.ts';
import type { SettingProblem } from './setting-problem.ts';

export const filesShape = z.strictObject({
  endpoint: z.string().optional(),
  bucket: z.string().optional(),
  region: z.string().optional(),
  key: z.string().optional(),
  secret: z.string().optional(),
  prefix: z.string().optional(),
  log: z.boolean().optional(),
});

/** Null where nothing of it is set; everything that is wrong or missing is told otherwise. */
export const bucketOf = (
  file: z.infer<typeof filesShape> | undefined,
  env: Readonly<Record<string, string | undefined>>,
  problems: SettingProblem[],
): BucketPlace | null => {
  const of = (name: Exclude<keyof typeof filesShape.shape, 'log'>): string =>
    env[`SANGTO_S3_${name.toUpperCase()}`] || file?.[name] || '';
  const place = { endpoint: of('endpoint'), bucket: of('bucket'), key: of('key'), secret: of('secret') };
  if (Object.values(place).every((value) => value === '')) return null;
  const wrong = (name: string, problem: string, fix: string) =>
    problems.push({ where: `SANGTO_S3_${name}`, problem, fix });
  const address = URL.parse(place.endpoint);
  if (address === null || !/^https?:$/.test(address.protocol) || address.username !== '' || address.search !== '')
    wrong(
      'ENDPOINT',
      `"${place.endpoint}" is no address`,
      'for example https://s3.example.org, without the bucket and without keys',
    );
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(place.bucket))
    wrong(
      'BUCKET',
      `"${place.bucket}" is no name of a bucket`,
      'small letters, digits, dots and hyphens, such as sangto-files',
    );
  if (place.key === '') wrong('KEY', 'is not set', 'the access key that the store gave you');
  if (place.secret === '') wrong('SECRET', 'is not set', 'the secret that belongs to the key');
  const prefix = of('prefix');
  if (!/^([A-Za-z0-9_-]+\/)*$/.test(prefix))
    wrong(
      'PREFIX',
      `"${prefix}" does not begin names of files`,
      'letters, digits, _ and -, with a slash at the end: newsroom/',
    );
  return { ...place, region: of('region') || 'us-east-1', prefix };
};

/** The log is to lie in a store that is not named. */
export const bucketMissing: SettingProblem = {
  where: 'SANGTO_S3_LOG',
  problem: 'is on, and no object store is set',
  fix: 'SANGTO_S3_ENDPOINT, SANGTO_S3_BUCKET, SANGTO_S3_KEY and SANGTO_S3_SECRET',
};
