// Where the log stands: what its files say, held against what the database acknowledged. Whatever does not fit is a reason
// not to sign; nothing here mends anything but a seal that a crash left out.
import { ok, type Result, refuse } from '../base/result.ts';
import {
  type Checkpoint,
  type Edge,
  emptyEdge,
  hashText,
  openCheckpoint,
  openTiles,
  parseHash,
  planConsistency,
  type Signer,
  type Tiles,
  tileWidth,
  verifyConsistency,
  verifyEd25519,
} from '../kit/tlog/index.ts';
import type { Log, LogFault, LogHead } from './log-ports.ts';

/** `checkpoint`: as it was read, so that the next one takes the place of this one and of no other. */
export type Standing = {
  readonly edge: Edge;
  readonly tiles: Tiles | undefined;
  readonly checkpoint: Uint8Array | undefined;
};

/** The edge to go on from, every byte of it checked. Whoever calls holds the lock of sequencing. */
export const standingOf = async (
  { rows, files }: Pick<Log, 'rows' | 'files'>,
  signers: readonly Signer[],
): Promise<Result<Standing, LogFault>> => {
  const known = await rows.head();
  const signed = await signedCheckpoint({ files }, signers);
  if (!signed.ok) return signed;
  if (signed.value === undefined)
    return known === undefined
      ? ok({ edge: emptyEdge, tiles: undefined, checkpoint: undefined })
      : refuse('log-files-missing');
  const { checkpoint, text, bytes } = signed.value;
  const size = known?.size ?? 0;
  if (checkpoint.size < size) return refuse('log-files-older', { detail: `${checkpoint.size} of ${size}` });
  if (checkpoint.size === size && hashText(checkpoint.root) !== known?.root) return refuse('log-forked');
  const tiles = await openTiles(checkpoint, files.read);
  if (!tiles.ok) return damaged(tiles.error);
  const edge = await tiles.value.edge();
  if (!edge.ok) return damaged(edge.error);
  if (checkpoint.size > size) {
    const same = await asInDatabase(rows, known, checkpoint, tiles.value);
    if (!same.ok) return same;
    // Signed and durable before somebody was killed: only the acknowledgement is missing.
    await rows.seal({ size: checkpoint.size, root: hashText(checkpoint.root), checkpoint: text });
  }
  return ok({ edge: edge.value, tiles: tiles.value, checkpoint: bytes });
};

type Signed = { readonly checkpoint: Checkpoint; readonly text: string; readonly bytes: Uint8Array };

/** The checkpoint in the files, verified by our own keys; undefined where there is none. */
export const signedCheckpoint = async (
  { files }: Pick<Log, 'files'>,
  signers: readonly Signer[],
): Promise<Result<Signed | undefined, LogFault>> => {
  const bytes = await files.read('checkpoint');
  if (bytes === undefined) return ok(undefined);
  const text = new TextDecoder().decode(bytes);
  const opened = await openCheckpoint(text, { log: signers.map(({ key }) => key), verify: verifyEd25519 });
  if (opened.ok) return ok({ checkpoint: opened.value.checkpoint, text, bytes });
  const { code, detail } = opened.error;
  const other = code === 'note-unsigned' || code === 'checkpoint-other-origin';
  return refuse(other ? 'log-key-other' : 'log-checkpoint-damaged', { detail: detail ?? code });
};

/** Leaves that were signed and not acknowledged must be the ones the database numbered so, in a tree that grew from the known one. */
const asInDatabase = async (
  rows: Log['rows'],
  known: LogHead | undefined,
  checkpoint: Checkpoint,
  tiles: Tiles,
): Promise<Result<null, LogFault>> => {
  const from = known?.size ?? 0;
  const kept = await rows.entries(from, checkpoint.size);
  if (kept.length < checkpoint.size - from)
    return refuse('log-database-older', { detail: `${from + kept.length} of ${checkpoint.size}` });
  for (let n = Math.floor(from / tileWidth); n * tileWidth < checkpoint.size; n++) {
    const found = await tiles.entries(n);
    if (!found.ok) return damaged(found.error);
    for (const [i, entry] of found.value.entries()) {
      const number = n * tileWidth + i;
      if (number >= from && new TextDecoder().decode(entry) !== kept[number - from])
        return refuse('log-database-older', { detail: `leaf ${number}` });
    }
  }
  if (known === undefined) return ok(null);
  const root = parseHash(known.root);
  const proof = await tiles.prove(planConsistency(known.size, checkpoint.size));
  if (!proof.ok) return damaged(proof.error);
  const grew = root !== undefined && verifyConsistency({ size: known.size, root }, checkpoint, proof.value).ok;
  return grew ? ok(null) : refuse('log-forked');
};

/** A store of the files that does not answer is one more reason to sign nothing. */
export const orAway = async <T>(work: Promise<Result<T, LogFault>>): Promise<Result<T, LogFault>> => {
  try {
    return await work;
  } catch (error) {
    // By its name: a bundle may hold the class twice.
    if (error instanceof Error && error.name === 'FilesAway')
      return refuse('log-files-away', { detail: error.message });
    throw error;
  }
};

export const damaged = ({ code, detail }: { readonly code: string; readonly detail?: string }) =>
  refuse('log-damaged', { detail: `${code} ${detail ?? ''}`.trim() });
