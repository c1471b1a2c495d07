export type { Conflict } from './conflict.ts';
export { createIndex } from './create-index.ts';
export { certainFrom, linkScore } from './propose.ts';
export type {
  Features,
  Meaning,
  Placed,
  Proposal,
  Reason,
  SearchDoc,
  SearchIndex,
  SearchText,
} from './shapes.ts';
