// What a log asks of a witness, and what the witness must find before it signs (c2sp.org/tlog-witness, add-checkpoint).
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { emptyRoot, hashText, parseHash, sameHash } from './hash.ts';
import type { VerifierKey } from './keys.ts';
import type { Proof } from './make-proof.ts';
import { formatNote, type NoteSignature, parseNote, type VerifySignature } from './note.ts';
import { isCount } from './subtrees.ts';
import { type TreeHead, verifyConsistency } from './verify-proof.ts';

/** A checkpoint with the proof that it goes on from the tree of `oldSize` leaves. Nothing of it is verified. */
export type AddCheckpoint = {
  readonly oldSize: number;
  readonly proof: Proof;
  /** The signed checkpoint, as the log served it. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
};

const longestProof = 63;
/** Bytes of a request at most: 63 hashes and a checkpoint that bears a few dozen signatures. */
export const longestAddCheckpoint = 64 * 1024;

/**
 * The body of such a request.
 *
 * ```ts
 * formatAddCheckpoint({ oldSize: 0, proof: [], note: 'example.org/log\n…' }) // 'old 0\n\nexample.org/log\n…'
 * ```
 */
export const formatAddCheckpoint = ({ oldSize, proof, note }: Omit<AddCheckpoint, 'checkpoint'>): string =>
  [`old ${oldSize}`, ...proof.map(hashText), '', note].join('\n');

/** Reads such a body, strictly. Further lines of a checkpoint are let through: they are signed with the rest. */
export const parseAddCheckpoint = (bytes: Uint8Array): Result<AddCheckpoint, Refusal<'add-checkpoint-malformed'>> => {
  const text = bytes.length > longestAddCheckpoint ? undefined : textOf(bytes);
  const gap = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || gap < 0) return malformed('no empty line before the checkpoint');
  const [old = '', ...lines] = text.slice(0, gap).split('\n');
  const [, decimal] = /^old (0|[1-9]\d{0,15})$/.exec(old) ?? [];
  const oldSize = Number(decimal ?? Number.NaN);
  if (!isCount(oldSize)) return malformed('no old size');
  if (lines.length > longestProof) return malformed(`more than ${longestProof} lines of proof`);
  const proof = lines.map(parseHash).filter((hash) => hash !== undefined);
  if (proof.length < lines.length) return malformed('a line that is no hash');
  const noted = text.slice(gap + 2);
  const note = parseNote(noted);
  if (!note.ok) return malformed(note.error.detail ?? note.error.code);
  const checkpoint = parseCheckpoint(note.value.text, { extensions: true });
  return checkpoint.ok ? ok({ oldSize, proof, note: noted, checkpoint: checkpoint.value }) : malformed('no checkpoint');
};

/**
 * The same checkpoint with the signatures of the log alone, once one of its keys has signed; a wrong signature by one of
 * them spoils it. This is what a witness keeps.
 */
export const signedByLog = async (
  { note, checkpoint }: AddCheckpoint,
  keys: readonly VerifierKey[],
  verify: VerifySignature,
): Promise<Result<string, Refusal<'witness-not-signed'>>> => {
  const opened = await openCheckpoint(note, { log: keys, origin: checkpoint.origin, extensions: true, verify });
  const read = parseNote(note);
  if (!opened.ok || !read.ok) return refuse('witness-not-signed');
  const { text, signatures } = read.value;
  const isLogs = ({ name, id }: NoteSignature) => keys.some((key) => key.name === name && key.id === id);
  return ok(formatNote({ text, signatures: signatures.filter(isLogs) }));
};

export type GoesOnFault = Refusal<'witness-old-size' | 'witness-size-conflict' | 'witness-proof'>;

/**
 * Whether it goes on from the tree that was signed last (none: of no leaf). On a conflict `detail` is the size that the
 * witness has.
 */
export const goesOnFrom = (
  { oldSize, proof, checkpoint }: AddCheckpoint,
  last: TreeHead = { size: 0, root: emptyRoot },
): Result<true, GoesOnFault> => {
  if (oldSize > checkpoint.size) return refuse('witness-old-size');
  if (oldSize !== last.size) return refuse('witness-size-conflict', { detail: String(last.size) });
  if (oldSize === checkpoint.size && !sameHash(last.root, checkpoint.root))
    return refuse('witness-size-conflict', { detail: String(last.size) });
  if (oldSize === 0) return proof.length === 0 ? ok(true) : refuse('witness-proof', { detail: 'nothing to prove' });
  const proven = verifyConsistency(last, checkpoint, proof);
  return proven.ok ? proven : refuse('witness-proof', { detail: proven.error.detail ?? proven.error.code });
};

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const malformed = (detail: string) => refuse('add-checkpoint-malformed', { detail });
