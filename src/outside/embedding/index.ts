export { type EmbeddingEndpoint, type OpenEmbedding, openEmbedding } from './embedding.ts';
export { type KeptVectors, keptVectors } from './kept-vectors.ts';
