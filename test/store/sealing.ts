// Leaves that are asked for, and sealed, without whatever they are about.
import { sql } from 'drizzle-orm';
import { type auditOwnLog, type Log, type LogFiles, type OnStep, sealLeaves } from '../../src/desk/index.ts';
import { parseCheckpoint, parseNote } from '../../src/kit/tlog/index.ts';
import { type Database, logRowsIn } from '../../src/store/index.ts';
import { signersOfTests } from '../in-memory/log.ts';

export type Sealer = Pick<Log, 'rows' | 'files' | 'signers'>;

/** The log of a database whose files lie there. */
export const logWith = (database: Database, files: LogFiles): Sealer => ({
  rows: logRowsIn(database),
  files,
  signers: signersOfTests,
});

let asked = 0;
export const ask = (database: Database, many: number) =>
  database.all(sql`
    insert into log_leaves (kind, entry) select 'labels-changed', '{"n":' || ${asked++}::int || ',"i":' || i || '}' from generate_series(1, ${many}::int) i`);

export const sealed = async (log: Sealer, onStep?: OnStep): Promise<number> => {
  const done = await sealLeaves(log, onStep);
  if (!done.ok) throw new Error(`${done.error.code} ${done.error.detail ?? ''}`);
  return done.value;
};

export const refusal = async (work: ReturnType<typeof sealLeaves> | ReturnType<typeof auditOwnLog>) => {
  const done = await work;
  return done.ok ? 'sealed' : done.error.code;
};

/** How many leaves a checkpoint states. */
export const sizeOf = (checkpoint: Uint8Array | undefined): number => {
  const note = parseNote(checkpoint ?? new Uint8Array());
  const read = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!read.ok) throw new Error(read.error.code);
  return read.value.size;
};
