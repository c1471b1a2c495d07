// Recognising pictures: PDQ, an exact index of hashes, and what finds edited copies.
export { type Dihedral, type Turn, turns } from './dihedral.ts';
export { sharedByFrames } from './frames.ts';
export type { Grey } from './grey.ts';
export { createHammingIndex, type HammingIndex, type Near } from './hamming-index.ts';
export { distance, hashFromHex, hexOf, type PdqHash } from './hash.ts';
export { type HashLine, readHashLine } from './hash-line.ts';
export { askedLooks, type Look, type Looked, storedLooks } from './looks.ts';
export { type Pdq, pdqOf } from './pdq.ts';
export type { Picture } from './picture.ts';
export { createPictureIndex, type Likeness, type PictureIndex, type StoredLook } from './picture-index.ts';
export {
  hasSubstantialText,
  isTextFree,
  judgePictures,
  leastQuality,
  type PicturePair,
  proposedWithin,
  type Sameness,
  type Side,
  samenessOf,
  sameWithin,
} from './rules.ts';
export type { Window } from './window.ts';
