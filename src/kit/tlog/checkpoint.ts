// Checkpoints (c2sp.org/tlog-checkpoint): a note that says of which log, how many leaves, and what root.
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { hashText, parseHash } from './hash.ts';
import type { VerifierKey } from './keys.ts';
import {
  type NoteFault,
  type NoteSignature,
  openNote,
  parseNote,
  type VerifiedSignature,
  type VerifySignature,
} from './note.ts';
import { isCount } from './subtrees.ts';
import type { TreeHead } from './verify-proof.ts';

/** The head of a log's tree. `extensions` are further lines, which nobody can audit and we do not write. */
export type Checkpoint = TreeHead & { readonly origin: string; readonly extensions?: readonly string[] };

/** Whom to believe. */
export type CheckpointPolicy = {
  /** The keys of the log; one of them must have signed. */
  readonly log: readonly VerifierKey[];
  /** The first line; by default the name of the log's first key. */
  readonly origin?: string;
  readonly witnesses?: readonly VerifierKey[];
  /** How many of the witnesses must have signed; by default none. */
  readonly quorum?: number;
  readonly verify: VerifySignature;
  /** Whether further lines are let through; by default they are not. */
  readonly extensions?: boolean;
};

export type OpenedCheckpoint = {
  readonly checkpoint: Checkpoint;
  /** The text that was signed. */
  readonly text: string;
  readonly signatures: readonly VerifiedSignature[];
  readonly cosignatures: readonly VerifiedSignature[];
  /** Signatures of keys that the policy does not name: what they say is not known. */
  readonly unknown: readonly NoteSignature[];
};

export type CheckpointFault =
  | NoteFault
  | Refusal<'checkpoint-malformed' | 'checkpoint-other-origin' | 'checkpoint-too-few-witnesses'>;

/**
 * The text of a checkpoint, to be signed. The origin is one line.
 *
 * ```ts
 * formatCheckpoint({ origin: 'example.org/log', size: 0, root: emptyRoot }) // 'example.org/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'
 * ```
 */
export const formatCheckpoint = ({ origin, size, root, extensions = [] }: Checkpoint): string =>
  [origin, String(size), hashText(root), ...extensions].map((line) => `${line}\n`).join('');

/** Reads the text of a checkpoint, whose signatures somebody else has verified or will. */
export const parseCheckpoint = (
  text: string,
  { extensions = false }: { readonly extensions?: boolean } = {},
): Result<Checkpoint, Refusal<'checkpoint-malformed'>> => {
  const [origin = '', decimal = '', base64 = '', ...rest] = text.split('\n');
  const root = parseHash(base64);
  const size = /^(?:0|[1-9]\d{0,15})$/.test(decimal) ? Number(decimal) : Number.NaN;
  if (origin === '' || !isCount(size) || root === undefined || rest.pop() !== '') return refuse('checkpoint-malformed');
  if (rest.some((line) => line === '') || (rest.length > 0 && !extensions))
    return refuse('checkpoint-malformed', { detail: 'further lines' });
  return ok({ origin, size, root, ...(rest.length > 0 && { extensions: rest }) });
};

/** Reads a signed checkpoint and verifies it by a policy. */
export const openCheckpoint = async (
  given: string | Uint8Array,
  policy: CheckpointPolicy,
): Promise<Result<OpenedCheckpoint, CheckpointFault>> => {
  const note = parseNote(given);
  if (!note.ok) return note;
  const { text, signatures } = note.value;
  const { log, witnesses = [], quorum = 0 } = policy;
  const keys = [...log, ...witnesses];
  const verified = await openNote(note.value, keys, policy.verify);
  if (!verified.ok) return verified;
  const byLog = verified.value.filter(({ key }) => log.includes(key));
  if (byLog.length === 0) return refuse('note-unsigned', { detail: 'not by the log' });
  const read = parseCheckpoint(text, policy);
  if (!read.ok) return read;
  if (read.value.origin !== (policy.origin ?? log[0]?.name)) return refuse('checkpoint-other-origin');
  const cosignatures = verified.value.filter(({ key }) => !log.includes(key));
  if (new Set(cosignatures.map(({ key }) => toText(key))).size < quorum) return refuse('checkpoint-too-few-witnesses');
  const unknown = signatures.filter(({ name, id }) => !keys.some((key) => key.name === name && key.id === id));
  return ok({ checkpoint: read.value, text, signatures: byLog, cosignatures, unknown });
};

/** A key under two names is one witness. */
const toText = ({ key }: VerifierKey): string => key.join();
