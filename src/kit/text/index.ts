export { analyzer } from './analyzer.ts';
export { fingerprint } from './fingerprint.ts';
export { fold } from './fold.ts';
export { guessLang } from './lang.ts';
