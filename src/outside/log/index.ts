export { logInBucket } from './log-in-bucket.ts';
export { logInFolder } from './log-in-folder.ts';
export { type SigningCommand, signByCommand } from './sign-by-command.ts';
export { tryConditions } from './try-conditions.ts';
