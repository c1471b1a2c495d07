export { fitInThread } from './fit-in-thread.ts';
