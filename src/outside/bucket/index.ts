export { type Bucket, type BucketPlace, openBucket } from './bucket.ts';
