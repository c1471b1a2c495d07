export { takeLock } from './lock.ts';
export { openPostgres } from './open.ts';
export type { Connection } from './probe.ts';
export type { PostgresRefusal } from './refusal.ts';
export type { PostgresServer } from './server.ts';
