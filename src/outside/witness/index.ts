export { askWitnesses } from './ask-witnesses.ts';
export { type NotesInFolder, notesIn } from './notes-in-folder.ts';
