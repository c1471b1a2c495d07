export { postHookWith } from './post-hook.ts';
export { seeHookWith } from './see-hook.ts';
