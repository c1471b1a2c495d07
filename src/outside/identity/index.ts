export { raterPasskeysFor } from './rater-passkeys.ts';
export { signInWith } from './sign-in.ts';
