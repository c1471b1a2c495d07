import type { Refusal } from '../../base/result.ts';

/** Why the embedded server could not be had; `detail` is one sentence for the operator, with what to do. */
export type PostgresRefusal = Refusal<
  | 'no-binaries'
  | 'folder-not-writable'
  | 'initdb-failed'
  | 'start-failed'
  | 'version-mismatch'
  | 'root-needs-unshare'
  | 'cannot-stop-foreign'
>;
