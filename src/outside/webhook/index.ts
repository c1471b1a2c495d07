export { postHookWith } from './post-hook.ts';
