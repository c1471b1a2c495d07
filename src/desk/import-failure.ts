// What broke an import off, in words of ours: errors of a database or of another server quote what nobody should read.
import { type ImportFailure, importFailures } from './source-ports.ts';

/** An import is stopped by whoever runs it. */
export class ImportStopped extends Error {
  override name = 'ImportStopped';
}

/** By code or by name, never by message. */
export const importFailureOf = (error: unknown): ImportFailure => {
  if (!(error instanceof Error)) return 'internal';
  const { code, syscall } = error as Error & { readonly code?: unknown; readonly syscall?: unknown };
  const known = importFailures.find((one) => one === code);
  if (known !== undefined) return known;
  if (error.name === 'StoreAway') return 'store-away';
  if (error.name === 'ImportStopped') return 'import-stopped';
  return syscall === 'open' || syscall === 'read' ? 'file-unreadable' : 'internal';
};
