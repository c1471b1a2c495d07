export { type PictureReader, readerOfPictures } from './reader-of-pictures.ts';
