export { type FilesInBucket, filesInBucket } from './files-in-bucket.ts';
export { filesIn } from './files-in-folder.ts';
export { writeDurably } from './write-durably.ts';
