// The public log as people read it: its lines, newest first, each by the bytes that were sealed, and what is known of its head.
import { ok, type Result } from '../base/result.ts';
import type { LeafKind } from '../core/leaf.ts';
import {
  type Checkpoint,
  formatVerifierKey,
  hashText,
  openCheckpoint,
  openTiles,
  verifyEd25519,
} from '../kit/tlog/index.ts';
import { type CosignedBy, cosignedBy, cosignersIn } from './cosigners.ts';
import type { JournalLine, LogFault } from './log-ports.ts';
import { damaged, orAway } from './log-standing.ts';
import { type SealedLeaf, sealedLeaves } from './sealed-leaves.ts';
import type { HeardOf, NamedWitness, WitnessFault } from './witness-ports.ts';
import type { World } from './world.ts';

export type ReadLog = {
  readonly lines: readonly ReadLine[];
  /** The number below which the next lines begin; null when these are the last. */
  readonly older: number | null;
  readonly kind: LeafKind | null;
  readonly size: number;
  /** Null while nothing was signed. */
  readonly root: string | null;
  readonly keys: readonly string[];
  /** The keys of all witnesses that were named, whether they signed or not. */
  readonly witnessKeys: readonly string[];
  /** Outside witnesses whose cosignature the checkpoint carries. */
  readonly witnesses: readonly CosignedBy[];
  /** Those that were named and have not signed it, and why, as far as that is known. */
  readonly unsigned: readonly NotSignedBy[];
  /** Why nothing is signed any more. */
  readonly fault: LogFault['code'] | null;
};

/** A line as it was sealed. Where the rows say otherwise, no word of theirs stands beside it. */
export type ReadLine = JournalLine & { readonly row: SealedLeaf['holds']['as'] };

export type NotSignedBy = CosignedBy & {
  /** Why it did not sign when it was asked last; null where it did, or was not asked yet. */
  readonly problem: WitnessFault['code'] | null;
  /** Since when it has not signed; null where `problem` is. */
  readonly since: Date | null;
};

export const readLog = async (
  { log }: Pick<World, 'log'>,
  { below, kind, limit }: { readonly below: number | null; readonly kind: LeafKind | null; readonly limit: number },
): Promise<ReadLog> => {
  const signers = await log.signers();
  const keys = signers.map(({ key }) => key);
  const named = await log.witnesses();
  const [bytes, heard] = await Promise.all([log.files.read('checkpoint'), log.rows.heardOf()]);
  const witnesses = named.map(({ key }) => key);
  const opened =
    bytes === undefined ? undefined : await openCheckpoint(bytes, { log: keys, witnesses, verify: verifyEd25519 });
  const head = opened?.ok === true ? opened.value.checkpoint : undefined;
  const numbers = head === undefined ? [] : await numbersOf(log, head.size, { below, kind, limit: limit + 1 });
  const read = head === undefined ? ok([]) : await orAway(linesOf(log, head, numbers.slice(0, limit)));
  const lines = read.ok ? read.value : [];
  const signed = opened?.ok === true ? cosignersIn(opened.value, named) : [];
  return {
    lines,
    older: numbers.length > limit ? (numbers[limit - 1] ?? null) : null,
    kind,
    size: opened?.ok === true ? opened.value.checkpoint.size : 0,
    root: opened?.ok === true ? hashText(opened.value.checkpoint.root) : null,
    keys: keys.map(formatVerifierKey),
    witnessKeys: witnesses.map(formatVerifierKey),
    witnesses: signed.map(cosignedBy),
    unsigned: named
      .filter((one) => !signed.includes(one))
      .map((one) => ({ ...cosignedBy(one), ...silenceOf(one, heard) })),
    fault: log.fault()?.code ?? (opened?.ok === false ? 'log-checkpoint-damaged' : read.ok ? null : read.error.code),
  };
};

/** The log has every number below its size; only which of them are of a kind is asked of the rows. */
const numbersOf = async (
  { rows }: Pick<World['log'], 'rows'>,
  size: number,
  { below, kind, limit }: { readonly below: number | null; readonly kind: LeafKind | null; readonly limit: number },
): Promise<readonly number[]> => {
  const from = Math.min(below ?? size, size);
  if (kind === null) return Array.from({ length: Math.min(limit, from) }, (_, i) => from - 1 - i);
  return (await rows.journal({ below: from, kind, limit })).map(({ number }) => number);
};

const linesOf = async (
  log: Pick<World['log'], 'rows' | 'files' | 'statements'>,
  head: Checkpoint,
  numbers: readonly number[],
): Promise<Result<readonly ReadLine[], LogFault>> => {
  const tiles = await openTiles(head, log.files.read);
  if (!tiles.ok) return damaged(tiles.error);
  const leaves = await sealedLeaves(log, { head, tiles: tiles.value }, numbers);
  return leaves.ok ? ok(leaves.value.map(lineFrom)) : leaves;
};

const lineFrom = ({ number, kind, on, entry, supersedes, page, holds: { as } }: SealedLeaf): ReadLine => ({
  ...{ number, kind, on, entry, supersedes, row: as },
  // A title is drawn from rows, too.
  page: page !== null && as === 'differs' ? { ...page, titles: {} } : page,
});

const silenceOf = ({ key }: NamedWitness, heard: ReadonlyMap<string, HeardOf>) => {
  const { at: since = null, problem = null } = heard.get(key.name) ?? {};
  return { problem, since };
};
