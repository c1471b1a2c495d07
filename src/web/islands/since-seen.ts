// Whether a log goes on from what this browser remembers of it, also where it signs with another key by now.
import { type KeysLine, keysLineOf, rotatedSince } from '../../core/former-keys.ts';
import {
  type Checkpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  openTiles,
  parseCheckpoint,
  parseNote,
  planConsistency,
  type ReadFile,
  sameHash,
  type Tiles,
  tileWidth,
  type VerifierKey,
  type VerifySignature,
  verifyConsistency,
} from '../../kit/tlog/index.ts';
import type { StepWord } from './proof-words.ts';

export type Keys = { readonly keys: readonly VerifierKey[]; readonly witnesses: readonly VerifierKey[] };

/** What may be touched. `seen` is this browser's own memory of the log; undefined where it keeps nothing. */
export type Log = {
  readonly read: ReadFile;
  /** Undefined where the browser has no Ed25519: then signatures are not checked, and that is said. */
  readonly verify: VerifySignature | undefined;
  readonly seen: { readonly get: () => string | null; readonly set: (note: string) => void } | undefined;
  /** The numbers of the lines that tell of keys, as the site says; each is looked up in the tree. */
  readonly keyLines?: () => Promise<readonly number[]>;
};

export type Told = {
  readonly outcome: 'fits' | 'noted' | 'differs';
  readonly say: StepWord;
  readonly values: Readonly<Record<string, string>>;
};

const telling =
  (outcome: Told['outcome']) =>
  (say: StepWord, values: Told['values'] = {}): Told => ({ outcome, say, values });
export const [fits, noted, differs] = [telling('fits'), telling('noted'), telling('differs')];

/** A checkpoint with its signatures verified, or only read where that cannot be done; else why not. */
export const headOf = async (
  note: string,
  given: Keys,
  { verify }: Pick<Log, 'verify'>,
): Promise<OpenedCheckpoint | string> => {
  const { keys: log, witnesses } = given;
  if (verify !== undefined) {
    const opened = await openCheckpoint(note, { log, witnesses, verify });
    return opened.ok ? opened.value : `${opened.error.code} ${opened.error.detail ?? ''}`.trim();
  }
  const read = parseNote(note);
  const checkpoint = read.ok ? parseCheckpoint(read.value.text) : read;
  if (!checkpoint.ok || !read.ok) return 'note-malformed';
  if (checkpoint.value.origin !== log[0]?.name) return 'checkpoint-other-origin';
  const { text, signatures } = read.value;
  return { checkpoint: checkpoint.value, text, signatures: [], cosignatures: [], unknown: signatures };
};

/** What is served now against what is remembered; nothing is remembered here. */
export const sinceSeen = async (given: Keys, around: Log, now: Checkpoint): Promise<Told> => {
  if (around.seen === undefined) return noted('seen-unkept');
  const kept = around.seen.get();
  if (kept === null)
    return noted(around.verify === undefined ? 'seen-unable' : 'seen-first', { size: String(now.size) });
  const head = await headOf(kept, given, around);
  return typeof head === 'string'
    ? ofAnotherKey(kept, given, around, now)
    : compared(head.checkpoint, now, around.read, fits('seen-fits'));
};

/**
 * What is remembered was not signed by a key of today. Where the origin is the same the tree must go on from it all the same, whoever
 * signed; what is no checkpoint at all convicts nobody.
 */
const ofAnotherKey = async (kept: string, given: Keys, around: Log, now: Checkpoint): Promise<Told> => {
  const note = parseNote(kept);
  const read = note.ok ? parseCheckpoint(note.value.text) : note;
  const signed = (key: VerifierKey) =>
    note.ok && note.value.signatures.some(({ name, id }) => name === key.name && id === key.id);
  // One that a key of today has signed, and wrongly, was never served.
  if (!read.ok || given.keys.some(signed))
    return noted(around.verify === undefined ? 'seen-unable' : 'seen-garbled', { size: String(now.size) });
  const before = read.value;
  const name = given.keys[0]?.name ?? '';
  if (before.origin !== name) return differs('seen-other-log', { name: before.origin, names: name });
  const tiles = await openTiles(now, around.read);
  const lines = tiles.ok ? await linesAt(await (around.keyLines?.() ?? []), now.size, tiles.value) : [];
  const rotated = around.verify && (await rotatedSince(kept, given.keys, lines, around.verify));
  const well =
    rotated === undefined
      ? differs('seen-other-key')
      : fits('seen-rotated', { index: String(rotated.line), on: rotated.on });
  return compared(before, now, around.read, well);
};

/** `well` with both sizes when the newer tree begins with the older one; what says otherwise when it does not. */
const compared = async (before: Checkpoint, now: Checkpoint, read: ReadFile, well: Told): Promise<Told> => {
  const values = { ...well.values, before: String(before.size), size: String(now.size) };
  if (before.size > now.size) {
    // A copy on the way may be a few seconds old; what it holds must still be the beginning of what was seen.
    const why = await goesOn(now, before, read);
    return why === undefined ? noted('seen-older', values) : differs('seen-shrank', values);
  }
  const why = await goesOn(before, now, read);
  return why === undefined ? { ...well, values } : differs('seen-differs', values);
};

/** The lines with these numbers that tell of keys, each hashed into the tree. */
const linesAt = async (numbers: readonly number[], size: number, tiles: Tiles): Promise<readonly KeysLine[]> => {
  const lines: KeysLine[] = [];
  for (const number of numbers.filter((one) => Number.isSafeInteger(one) && one >= 0 && one < size)) {
    const bundle = await tiles.entries(Math.floor(number / tileWidth));
    const bytes = bundle.ok ? bundle.value[number % tileWidth] : undefined;
    const line = bytes && keysLineOf(number, new TextDecoder().decode(bytes));
    if (line !== undefined) lines.push(line);
  }
  return lines;
};

/** Why the newer tree does not begin with the older one; undefined when it does. The proof is made here, from tiles. */
export const goesOn = async (older: Checkpoint, newer: Checkpoint, read: ReadFile): Promise<string | undefined> => {
  if (older.size === newer.size) return sameHash(older.root, newer.root) ? undefined : 'two trees of one size';
  if (older.size === 0) return undefined;
  const tiles = await openTiles(newer, read);
  const proof = tiles.ok ? await tiles.value.prove(planConsistency(older.size, newer.size)) : tiles;
  if (!proof.ok) return `${proof.error.code} ${proof.error.detail ?? ''}`.trim();
  const consistent = verifyConsistency(older, newer, proof.value);
  return consistent.ok ? undefined : (consistent.error.detail ?? consistent.error.code);
};
