export { FetchStopped } from './fetch-stopped.ts';
export { type FetchOptions, fetchPage, fetchWith } from './fetch-with.ts';
