// The public log as people read it: its lines, newest first, and what is known of its head.
import type { LeafKind } from '../core/leaf.ts';
import {
  formatVerifierKey,
  hashText,
  type OpenedCheckpoint,
  openCheckpoint,
  verifyEd25519,
} from '../kit/tlog/index.ts';
import type { JournalLine, LogFault } from './log-ports.ts';
import type { NamedWitness } from './witness-ports.ts';
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
  readonly witnesses: readonly CosignedBy[];
  /** Why nothing is signed any more. */
  readonly fault: LogFault['code'] | null;
};

export type CosignedBy = Pick<NamedWitness, 'organisation' | 'country'> & {
  /** Of its key. */
  readonly name: string;
};

export const readLog = async (
  { log }: Pick<World, 'log'>,
  { below, kind, limit }: { readonly below: number | null; readonly kind: LeafKind | null; readonly limit: number },
): Promise<ReadLog> => {
  const signers = await log.signers();
  const keys = signers.map(({ key }) => key);
  const named = await log.witnesses();
  const witnesses = named.map(({ key }) => key);
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
    witnesses: opened?.ok === true ? namedBy(named, opened.value) : [],
    fault: log.fault()?.code ?? (opened?.ok === false ? 'log-checkpoint-damaged' : null),
  };
};

const namedBy = (named: readonly NamedWitness[], { cosignatures }: OpenedCheckpoint): readonly CosignedBy[] =>
  named
    .filter((one) => cosignatures.some(({ key }) => key === one.key))
    .map(({ key, organisation, country }) => ({ name: key.name, organisation, country }));
