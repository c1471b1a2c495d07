export { createServer } from './create-server.ts';
export { lettersOf } from './letters.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { createOperatorDoor, type OperatorDoor } from './operator-door.ts';
export type { Limits, WebOptions, WebWorld } from './options.ts';
export { claimReviewOf, readAssets, standardLabel, statementTexts } from './pages/index.ts';
export { provenanceWords } from './provenance-words.ts';
export type { WebServer } from './server.ts';
export { createWitnessServer } from './witness/witness-server.ts';
