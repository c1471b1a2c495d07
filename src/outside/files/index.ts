export { filesIn } from './files-in-folder.ts';
export { writeDurably } from './write-durably.ts';
