import type { Engine } from './engine.ts';

/** Every engine by the name it is asked for; loaded alone, so that none weighs on another's memory. */
export const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  ours: async () => (await import('./our-engine.ts')).ours,
  'ours-explained': async () => (await import('./our-engine.ts')).oursExplained,
  minisearch: async () => (await import('./minisearch-engine.ts')).miniSearch,
  'minisearch-tuned': async () => (await import('./minisearch-engine.ts')).miniSearchTuned,
  orama: async () => (await import('./orama-engine.ts')).orama,
  'orama-tuned': async () => (await import('./orama-engine.ts')).oramaTuned,
  flexsearch: async () => (await import('./flexsearch-engine.ts')).flexSearch,
  'flexsearch-tuned': async () => (await import('./flexsearch-engine.ts')).flexSearchTuned,
  sqlite: async () => (await import('./sqlite-engine.ts')).sqlite,
  'sqlite-tuned': async () => (await import('./sqlite-engine.ts')).sqliteTuned,
  postgres: async () => (await import('./postgres-engine.ts')).postgres,
  'postgres-tuned': async () => (await import('./postgres-engine.ts')).postgresTuned,
};
