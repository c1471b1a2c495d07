// The public log as people read it: its lines, newest first, and what is known of its head.
import type { LeafKind } from '../core/leaf.ts';
import { formatVerifierKey, hashText, openCheckpoint, verifyEd25519 } from '../kit/tlog/index.ts';
import type { JournalLine, LogFault } from './log-ports.ts';
import type { World } from './world.ts';

export type ReadLog = {
  readonly lines: readonly JournalLine[];
  /** The number below which the next lines begin; null when these are the last. */
  readonly older: number | null;
  readonly kind: LeafKind | null;
  readonly size: number;
  /** Null while nothing was signed. */
  readonly root: string | null;
  readonly keys: readonly string[];
  /** Outside witnesses whose cosignature the checkpoint carries. */
  readonly witnesses: readonly string[];
  /** Why nothing is signed any more. */
  readonly fault: LogFault['code'] | null;
};

export const readLog = async (
  { log }: Pick<World, 'log'>,
  { below, kind, limit }: { readonly below: number | null; readonly kind: LeafKind | null; readonly limit: number },
): Promise<ReadLog> => {
  const signers = await log.signers();
  const keys = signers.map(({ key }) => key);
  const witnesses = await log.witnesses();
  const [found, bytes] = await Promise.all([
    log.rows.journal({ below, kind, limit: limit + 1 }),
    log.files.read('checkpoint'),
  ]);
  const opened =
    bytes === undefined ? undefined : await openCheckpoint(bytes, { log: keys, witnesses, verify: verifyEd25519 });
  const lines = found.slice(0, limit);
  return {
    lines,
    older: found.length > limit ? (lines.at(-1)?.number ?? null) : null,
    kind,
    size: opened?.ok === true ? opened.value.checkpoint.size : 0,
    root: opened?.ok === true ? hashText(opened.value.checkpoint.root) : null,
    keys: keys.map(formatVerifierKey),
    witnesses: opened?.ok === true ? [...new Set(opened.value.cosignatures.map(({ key }) => key.name))] : [],
    fault: log.fault()?.code ?? (opened?.ok === false ? 'log-checkpoint-damaged' : null),
  };
};
