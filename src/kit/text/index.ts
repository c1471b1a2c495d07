export { analyzer } from './analyzer.ts';
export { sameMessage } from './duplicates.ts';
export { type DuplicatePair, type DuplicateScore, evaluateDuplicates } from './duplicates-score.ts';
export { fingerprint } from './fingerprint.ts';
export { fold } from './fold.ts';
export { guessLang, type Lang } from './lang.ts';
export { looksLike } from './look-alike.ts';
export { bandsOf, type Sketch, sketchOf } from './sketch.ts';
