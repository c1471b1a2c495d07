export { logInBucket } from './log-in-bucket.ts';
export { logInFolder } from './log-in-folder.ts';
export { tryConditions } from './try-conditions.ts';
