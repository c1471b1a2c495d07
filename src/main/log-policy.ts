// Whom to believe about a log, and whether it still begins with the tree that was kept from earlier.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type KeysLine, keysLineOf, rotatedSince } from '../core/former-keys.ts';
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
  tileWidth,
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

/** The line by which a log told that it signs with another key, and its day. */
export type KeyTold = { readonly line: number; readonly on: string };

/** A checkpoint kept from earlier. `signed`: by a key that is believed now; where not, a line of the log must tell why. */
export type KeptHead = { readonly checkpoint: Checkpoint; readonly signed: boolean };

/** What was kept; refuses what is no checkpoint, of another log, or has a signature of a known key that is wrong. */
export const keptHead = async (kept: Uint8Array, policy: CheckpointPolicy): Promise<Result<KeptHead, Refusal>> => {
  const head = await headIn(kept, { log: policy.log, verify: policy.verify });
  if (head.ok) return ok({ checkpoint: head.value.checkpoint, signed: true });
  const note = parseNote(kept);
  const read = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!read.ok || head.error.code === 'note-signature-wrong')
    return refuse('since-not-verified', { detail: head.error.code });
  const name = policy.log[0]?.name;
  return read.value.origin === name
    ? ok({ checkpoint: read.value, signed: false })
    : refuse('since-other-log', { detail: `${read.value.origin}, and not ${name}` });
};

/** Whether the log still begins with the tree of a checkpoint kept from earlier, whichever of its keys signed that. */
export const sinceThen = async (
  kept: Uint8Array,
  now: Checkpoint,
  tiles: Tiles,
  policy: CheckpointPolicy,
): Promise<Result<{ readonly then: Checkpoint; readonly keyTold: KeyTold | undefined }, Refusal>> => {
  const head = await keptHead(kept, policy);
  if (!head.ok) return head;
  const { checkpoint: then, signed } = head.value;
  if (then.origin !== now.origin) return refuse('since-other-log', { detail: then.origin });
  if (then.size > now.size) return refuse('log-shrank', { detail: `${then.size} leaves then, ${now.size} now` });
  if (then.size === 0) {
    if (!sameHash(then.root, emptyRoot)) return refuse('log-forked');
  } else {
    const proof = await tiles.prove(planConsistency(then.size, now.size));
    if (!proof.ok) return proof;
    const consistent = verifyConsistency(then, now, proof.value);
    if (!consistent.ok) return refuse('log-forked', { detail: `at ${then.size} leaves` });
  }
  if (signed) return ok({ then, keyTold: undefined });
  const lines = await keysLines(tiles, now.size);
  if (!lines.ok) return lines;
  const rotated = await rotatedSince(kept, policy.log, lines.value, policy.verify);
  return rotated === undefined ? refuse('since-other-key') : ok({ then, keyTold: rotated });
};

/** Every line that tells of keys: the whole log is read for them. */
const keysLines = async (tiles: Tiles, size: number): Promise<Result<readonly KeysLine[], Refusal>> => {
  const lines: KeysLine[] = [];
  for (let n = 0; n * tileWidth < size; n++) {
    const found = await tiles.entries(n);
    if (!found.ok) return found;
    for (const [i, bytes] of found.value.entries()) {
      const line = keysLineOf(n * tileWidth + i, new TextDecoder().decode(bytes));
      if (line !== undefined) lines.push(line);
    }
  }
  return ok(lines);
};

/** The sentence for whoever kept a checkpoint of a former key. */
export const keyToldWords = ({ line, on }: KeyTold): string =>
  `what you kept was signed with a former key; since ${on} this log signs with another, as its leaf number ${line} says`;
