export { signInWith } from './sign-in.ts';
