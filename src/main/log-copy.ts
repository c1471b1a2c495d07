// Copies a log into a folder that any web server can serve: nothing is written before it was hashed into the signed root.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import {
  type Checkpoint,
  type CheckpointPolicy,
  formatBundle,
  openTiles,
  type ReadFile,
  sameHash,
  type TileAt,
  type Tiles,
  tilePath,
  tileWidth,
} from '../kit/tlog/index.ts';
import { writeDurably } from '../outside/files/index.ts';
import { headIn, keptHead, sinceThen } from './log-policy.ts';

type Copying = {
  readonly read: ReadFile;
  readonly policy: CheckpointPolicy;
  readonly folder: string;
  readonly progress: (line: string) => void;
};

export type Copied = {
  readonly checkpoint: Checkpoint;
  readonly before: Checkpoint | undefined;
  /** Files that were there and right; written now; written anew because they were damaged. */
  readonly kept: number;
  readonly written: number;
  readonly mended: number;
};

const atOnce = 8;

/**
 * Brings the folder up to what the log serves now. What is there already is hashed and not fetched again, so a copy that
 * was stopped goes on. The checkpoint is written last: it never states a tree whose files are not there.
 */
export const copyLog = async ({ read, policy, folder, progress }: Copying): Promise<Result<Copied, Refusal>> => {
  const note = await read('checkpoint');
  const head = note === undefined ? refuse('checkpoint-missing') : await headIn(note, policy);
  if (!head.ok) return head;
  const { checkpoint } = head.value;
  const kept = await fileIn(folder, 'checkpoint');
  const before = kept === undefined ? ok(undefined) : await checkpointBefore(kept, checkpoint, policy);
  if (!before.ok) return before;

  // Full files are immutable, so those of the folder serve as well; whether they are right is seen when they are hashed.
  const near: ReadFile = async (path) => (path.includes('.p/') ? undefined : await fileIn(folder, path)) ?? read(path);
  const [afar, hereFirst] = [await openTiles(checkpoint, read), await openTiles(checkpoint, near)];
  if (!afar.ok) return afar;
  if (!hereFirst.ok) return hereFirst;
  if (kept !== undefined) {
    const since = await sinceThen(kept, checkpoint, afar.value, policy);
    if (!since.ok) return since;
  }
  const all = tilesOf(checkpoint.size);
  const counts = { kept: 0, written: 0, mended: 0 };
  for (let from = 0; from < all.length; from += atOnce) {
    const copied = await Promise.all(
      all.slice(from, from + atOnce).map(async (at): Promise<Result<keyof typeof counts, Refusal>> => {
        const path = tilePath(at);
        const there = await fileIn(folder, path);
        const cheap = await bytesOf(hereFirst.value, at);
        const bytes = cheap.ok ? cheap : await bytesOf(afar.value, at);
        if (!bytes.ok) return bytes;
        if (there !== undefined && Buffer.compare(there, bytes.value) === 0) return ok('kept');
        await writeDurably(join(folder, path), bytes.value, 0o444);
        return ok(there === undefined ? 'written' : 'mended');
      }),
    );
    for (const one of copied) {
      if (!one.ok) return one;
      counts[one.value]++;
    }
    progress(`${Math.min(from + atOnce, all.length)} of ${all.length} files`);
  }
  if (note !== undefined) await writeDurably(join(folder, 'checkpoint'), note, 0o644);
  await removeOutgrown(folder, all);
  return ok({ checkpoint, before: before.value, ...counts });
};

/** The file of a folder; undefined where there is none. */
export const fileIn = async (folder: string, path: string): Promise<Uint8Array | undefined> => {
  try {
    return new Uint8Array(await readFile(join(folder, path)));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    return undefined;
  }
};

const checkpointBefore = async (
  kept: Uint8Array,
  now: Checkpoint,
  policy: CheckpointPolicy,
): Promise<Result<Checkpoint, Refusal>> => {
  const head = await keptHead(kept, policy);
  if (!head.ok) return refuse('mirror-other-log', { detail: head.error.code });
  const then = head.value.checkpoint;
  if (then.size > now.size) return refuse('log-shrank', { detail: `${then.size} leaves then, ${now.size} now` });
  return then.size === now.size && !sameHash(then.root, now.root) ? refuse('log-forked') : ok(then);
};

/** Every tile and bundle of a tree; the partial ones, at the right edge, come last of their level. */
const tilesOf = (size: number): readonly TileAt[] => {
  const row = (level: TileAt['level'], count: number): readonly TileAt[] =>
    Array.from({ length: Math.ceil(count / tileWidth) }, (_, n) => ({
      level,
      n,
      width: Math.min(tileWidth, count - n * tileWidth),
    }));
  const levels: (readonly TileAt[])[] = [row('entries', size)];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth))
    levels.push(row(level, count));
  return levels.flat();
};

const bytesOf = async (tiles: Tiles, { level, n }: TileAt): Promise<Result<Uint8Array, Refusal>> => {
  if (level === 'entries') {
    const entries = await tiles.entries(n);
    return entries.ok ? ok(formatBundle(entries.value)) : entries;
  }
  const hashes = await tiles.tile(level, n);
  return hashes.ok ? ok(new Uint8Array(Buffer.concat(hashes.value))) : hashes;
};

/** Partial files of earlier, smaller trees: the wider or the full one holds all of them. */
const removeOutgrown = async (folder: string, all: readonly TileAt[]): Promise<void> => {
  for (const at of all) {
    const partials = `${join(folder, tilePath({ ...at, width: tileWidth }))}.p`;
    if (at.width === tileWidth) await rm(partials, { recursive: true, force: true });
    else
      for (const name of await readdir(partials))
        if (name !== String(at.width)) await rm(join(partials, name), { force: true });
  }
};
