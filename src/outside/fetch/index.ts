export { FetchStopped } from './fetch-stopped.ts';
export { fetchPage, fetchWith } from './fetch-with.ts';
