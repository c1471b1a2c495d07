export { type NotesInFolder, notesIn } from './notes-in-folder.ts';
