export { logInFolder } from './log-in-folder.ts';
export { type SigningCommand, signByCommand } from './sign-by-command.ts';
