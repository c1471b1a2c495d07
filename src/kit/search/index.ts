export { createIndex, linkScore } from './create-index.ts';
export type { Features, Proposal, SearchDoc, SearchIndex, SearchText } from './shapes.ts';
