export { fuse, type Scored } from './fuse.ts';
export { type Gain, gainOf, type Judged } from './gain.ts';
export { outgoingText } from './outgoing-text.ts';
export { passagesOf } from './passages.ts';
export { createVectors, type Near, type Vectors } from './vectors.ts';
