// A log that signs with another key than it did: what its own lines say of that. One rule for browsers and for whoever watches.
import {
  type Checkpoint,
  openCheckpoint,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  type VerifySignature,
} from '../kit/tlog/index.ts';

/** A leaf that tells which keys sign the log (`keys-changed`). */
export type KeysLine = { readonly number: number; readonly keys: readonly VerifierKey[]; readonly on: string };

/** The line of a leaf, where it is one of those. */
export const keysLineOf = (number: number, entry: string): KeysLine | undefined => {
  const said = jsonIn(entry) as { readonly kind?: unknown; readonly keys?: unknown; readonly on?: unknown } | null;
  if (said?.kind !== 'keys-changed' || !Array.isArray(said.keys) || typeof said.on !== 'string') return undefined;
  const keys = said.keys.flatMap((line) => {
    const key = typeof line === 'string' ? parseVerifierKey(line) : undefined;
    return key?.ok ? [key.value] : [];
  });
  return { number, keys, on: said.on };
};

/** The checkpoint that was kept, with the line that told of the key of today. */
export type Rotated = { readonly checkpoint: Checkpoint; readonly line: number; readonly on: string };

/**
 * Whether a checkpoint of a former key is one of this log: a line told of the key that signed it, the signature is right, and that
 * line or a later one told of the key that signs now. Whether the tree goes on from it is another question.
 */
export const rotatedSince = async (
  kept: string | Uint8Array,
  now: readonly VerifierKey[],
  lines: readonly KeysLine[],
  verify: VerifySignature,
): Promise<Rotated | undefined> => {
  const note = parseNote(kept);
  if (!note.ok) return undefined;
  const inOrder = lines.toSorted((a, b) => a.number - b.number);
  const signed = (key: VerifierKey) => note.value.signatures.some(({ name, id }) => name === key.name && id === key.id);
  for (const [at, line] of inOrder.entries()) {
    const former = line.keys.find(signed);
    const told = inOrder.slice(at).find(({ keys }) => keys.some((key) => now.some((one) => isSame(one, key))));
    if (former === undefined || told === undefined) continue;
    const opened = await openCheckpoint(kept, { log: [former], verify });
    if (opened.ok) return { checkpoint: opened.value.checkpoint, line: told.number, on: told.on };
  }
  return undefined;
};

const isSame = (a: VerifierKey, b: VerifierKey): boolean => a.name === b.name && a.key.join() === b.key.join();

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
