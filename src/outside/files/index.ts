export { filesIn } from './files-in-folder.ts';
