// The proof that a check's page stands in the public log as it is told there: its leaf, and the way from there to the root.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { pageHolds, pageText } from '../core/leaf.ts';
import {
  type Checkpoint,
  formatProofFile,
  formatVerifierKey,
  hashText,
  openCheckpoint,
  openTiles,
  type Proof,
  planInclusion,
  type Signer,
  verifyEd25519,
} from '../kit/tlog/index.ts';
import { type CosignedBy, cosignedBy, cosignersIn } from './cosigners.ts';
import type { LogFault } from './log-ports.ts';
import { damaged, orAway, signedCheckpoint } from './log-standing.ts';
import type { World } from './world.ts';

export type ProvenCheck = {
  readonly check: Id;
  /** The number of its newest leaf that tells what the page says. */
  readonly leaf: number;
  readonly entry: string;
  /** The number of the leaf that it supersedes: what the page said before. */
  readonly supersedes: number | null;
  /** What opens the hash of the page; null once it was erased. */
  readonly salt: string | null;
  /** The page's text as it is hashed, as it stands in the database now. */
  readonly page: string;
  /** Whether that is what the log was told. */
  readonly says: 'holds' | 'differs' | 'unknown';
  readonly size: number;
  readonly root: string;
  readonly inclusion: readonly string[];
  readonly checkpoint: string;
  /** Keys that sign the log, and those of witnesses that may sign beside them, a line each. */
  readonly vkeys: readonly string[];
  readonly witnesses: readonly string[];
  /** Outside witnesses whose cosignature this checkpoint carries. */
  readonly cosigned: readonly CosignedBy[];
  /** c2sp.org/tlog-proof@v1, with the entry beside it: verified without a network. */
  readonly file: string;
};

export const proveCheck = async (
  { log, reads }: Pick<World, 'log' | 'reads'>,
  id: Id,
): Promise<Result<ProvenCheck, Refusal<'not-found' | 'log-damaged'>>> => {
  const [leaf, check] = await Promise.all([log.rows.ofCheck(id), reads.checkById(id)]);
  if (leaf === undefined || check === undefined) return refuse('not-found');
  const [signers, witnesses] = await Promise.all([log.signers(), log.witnesses()]);
  const included = await orAway(inclusionOf(log, signers, leaf.number));
  if (!included.ok) return refuse('log-damaged', { detail: included.error.detail ?? included.error.code });
  const { head, text, proof } = included.value;
  // A witness's signature that does not verify is no reason to keep the proof from anybody.
  const opened = await openCheckpoint(text, {
    log: signers.map(({ key }) => key),
    witnesses: witnesses.map(({ key }) => key),
    verify: verifyEd25519,
  });
  const extra = new TextEncoder().encode(leaf.entry);
  return ok({
    check: id,
    leaf: leaf.number,
    entry: leaf.entry,
    supersedes: leaf.supersedes,
    salt: leaf.salt,
    page: pageText(check),
    says: pageHolds(leaf, check),
    size: head.size,
    root: hashText(head.root),
    inclusion: proof.map(hashText),
    checkpoint: text,
    vkeys: signers.map(({ key }) => formatVerifierKey(key)),
    witnesses: witnesses.map(({ key }) => formatVerifierKey(key)),
    cosigned: opened.ok ? cosignersIn(opened.value, witnesses).map(cosignedBy) : [],
    file: formatProofFile({ index: leaf.number, proof, checkpoint: text, extra }),
  });
};

type Included = { readonly head: Checkpoint; readonly text: string; readonly proof: Proof };

const inclusionOf = async (
  log: Pick<World['log'], 'files'>,
  signers: readonly Signer[],
  leaf: number,
): Promise<Result<Included, LogFault>> => {
  const signed = await signedCheckpoint(log, signers);
  if (!signed.ok) return signed;
  if (signed.value === undefined || signed.value.checkpoint.size <= leaf)
    return refuse('log-damaged', { detail: 'no checkpoint' });
  const { checkpoint: head, text } = signed.value;
  const tiles = await openTiles(head, log.files.read);
  if (!tiles.ok) return damaged(tiles.error);
  const proof = await tiles.value.prove(planInclusion(leaf, head.size));
  return proof.ok ? ok({ head, text, proof: proof.value }) : damaged(proof.error);
};
