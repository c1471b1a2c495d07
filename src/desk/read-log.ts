// The public log as people read it: its lines, newest first, and what is known of its head.
import type { LeafKind } from '../core/leaf.ts';
import { formatVerifierKey, hashText, openCheckpoint, verifyEd25519 } from '../kit/tlog/index.ts';
import { type CosignedBy, cosignedBy, cosignersIn } from './cosigners.ts';
import type { JournalLine, LogFault } from './log-ports.ts';
import type { HeardOf, NamedWitness, WitnessFault } from './witness-ports.ts';
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
  /** The keys of all witnesses that were named, whether they signed or not. */
  readonly witnessKeys: readonly string[];
  /** Outside witnesses whose cosignature the checkpoint carries. */
  readonly witnesses: readonly CosignedBy[];
  /** Those that were named and have not signed it, and why, as far as that is known. */
  readonly unsigned: readonly NotSignedBy[];
  /** Why nothing is signed any more. */
  readonly fault: LogFault['code'] | null;
};

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
  const [found, bytes, heard] = await Promise.all([
    log.rows.journal({ below, kind, limit: limit + 1 }),
    log.files.read('checkpoint'),
    log.rows.heardOf(),
  ]);
  const witnesses = named.map(({ key }) => key);
  const opened =
    bytes === undefined ? undefined : await openCheckpoint(bytes, { log: keys, witnesses, verify: verifyEd25519 });
  const lines = found.slice(0, limit);
  const signed = opened?.ok === true ? cosignersIn(opened.value, named) : [];
  return {
    lines,
    older: found.length > limit ? (lines.at(-1)?.number ?? null) : null,
    kind,
    size: opened?.ok === true ? opened.value.checkpoint.size : 0,
    root: opened?.ok === true ? hashText(opened.value.checkpoint.root) : null,
    keys: keys.map(formatVerifierKey),
    witnessKeys: witnesses.map(formatVerifierKey),
    witnesses: signed.map(cosignedBy),
    unsigned: named
      .filter((one) => !signed.includes(one))
      .map((one) => ({ ...cosignedBy(one), ...silenceOf(one, heard) })),
    fault: log.fault()?.code ?? (opened?.ok === false ? 'log-checkpoint-damaged' : null),
  };
};

const silenceOf = ({ key }: NamedWitness, heard: ReadonlyMap<string, HeardOf>) => {
  const { at: since = null, problem = null } = heard.get(key.name) ?? {};
  return { problem, since };
};
