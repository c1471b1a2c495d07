export { logInFolder } from './log-in-folder.ts';
