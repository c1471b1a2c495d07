export { provenanceReader } from './provenance-reader.ts';
