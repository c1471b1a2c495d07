// Whom to believe about a log, and whether it still begins with the tree that was kept from earlier.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import {
  type Checkpoint,
  type CheckpointPolicy,
  emptyRoot,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  planConsistency,
  sameHash,
  type Tiles,
  type VerifierKey,
  verifyConsistency,
  verifyEd25519,
} from '../kit/tlog/index.ts';

export const keyFix = 'A key is one line: name+id+base64. Put it between quotation marks.';

export type KeyFlags = { readonly vkey?: string; readonly witness?: readonly string[] };

/** What is believed; without a key of the log, what its checkpoint says is taken as said. */
export const policyOf = ({ vkey, witness = [] }: KeyFlags): Result<CheckpointPolicy, Refusal> => {
  const read = (field: string, line: string, type: number): Result<VerifierKey, Refusal> => {
    const key = parseVerifierKey(line.trim());
    if (!key.ok) return refuse(key.error.code, { field });
    return key.value.type === type ? key : refuse('key-type-other', { field });
  };
  const log = vkey === undefined ? [] : [read('--vkey', vkey, 0x01)];
  const witnesses = witness.map((line) => read('--witness', line, 0x04));
  for (const key of [...log, ...witnesses]) if (!key.ok) return key;
  if (log.length === 0 && witnesses.length > 0) return refuse('key-missing', { field: '--vkey' });
  const keysIn = (all: readonly Result<VerifierKey, Refusal>[]) => all.flatMap((key) => (key.ok ? [key.value] : []));
  return ok({ log: keysIn(log), witnesses: keysIn(witnesses), verify: verifyEd25519 });
};

/** A checkpoint verified by the policy, or only read where there is no key. */
export const headIn = async (
  given: Uint8Array,
  policy: CheckpointPolicy,
): Promise<Result<OpenedCheckpoint, Refusal>> => {
  if (policy.log.length > 0) return openCheckpoint(given, policy);
  const note = parseNote(given);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  const { text, signatures } = note.value;
  return ok({ checkpoint: checkpoint.value, text, signatures: [], cosignatures: [], unknown: signatures });
};

/** Whether the log still begins with the tree of a checkpoint kept from earlier. */
export const sinceThen = async (
  kept: Uint8Array,
  now: Checkpoint,
  tiles: Tiles,
  policy: CheckpointPolicy,
): Promise<Result<Checkpoint, Refusal>> => {
  const head = await headIn(kept, { log: policy.log, verify: policy.verify });
  if (!head.ok) return refuse('since-not-verified', { detail: head.error.code });
  const then = head.value.checkpoint;
  if (then.origin !== now.origin) return refuse('since-other-log', { detail: then.origin });
  if (then.size > now.size) return refuse('log-shrank', { detail: `${then.size} leaves then, ${now.size} now` });
  if (then.size === 0) return sameHash(then.root, emptyRoot) ? ok(then) : refuse('log-forked');
  const proof = await tiles.prove(planConsistency(then.size, now.size));
  if (!proof.ok) return proof;
  const consistent = verifyConsistency(then, now, proof.value);
  return consistent.ok ? ok(then) : refuse('log-forked', { detail: `at ${then.size} leaves` });
};
