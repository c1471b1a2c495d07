export { decodePicture } from './decode-picture.ts';
export { type DecoderOfPictures, decoderOfPictures } from './decoder-of-pictures.ts';
