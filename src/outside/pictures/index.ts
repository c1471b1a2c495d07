export { knownInMemory } from './known-in-memory.ts';
export { openSight } from './sight.ts';
export { type SightThread, sightInThread } from './sight-in-thread.ts';
