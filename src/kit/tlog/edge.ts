// Tiles written: what a log that only grows must keep at hand is its right edge, the tiles that are not full yet.
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { formatBundle, longestEntry } from './entry-bundle.ts';
import { emptyRoot, type Hash, hashLength, leafHash } from './hash.ts';
import { completeNodes, completeRoot, joined } from './subtrees.ts';
import { tilePath, tileWidth } from './tile-path.ts';

/** The partial tiles of a tree: for each tile level its hashes, fewer than 256, and the entries of the last bundle. */
export type Edge = {
  readonly size: number;
  readonly levels: readonly (readonly Hash[])[];
  readonly entries: readonly Uint8Array[];
};

export type LogFile = { readonly path: string; readonly bytes: Uint8Array };

export const emptyEdge: Edge = { size: 0, levels: [], entries: [] };

/**
 * The root of the tree, from its edge alone.
 *
 * ```ts
 * hashText(edgeRoot(emptyEdge)) // '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
 * ```
 */
export const edgeRoot = ({ levels }: Pick<Edge, 'levels'>): Hash => {
  const roots = levels.toReversed().flatMap((hashes) =>
    completeNodes(0, hashes.length).map(({ level, index }) => {
      const from = index * 2 ** level;
      return completeRoot(hashes.slice(from, from + 2 ** level));
    }),
  );
  return roots.length === 0 ? emptyRoot : joined(roots);
};

/**
 * The edge after these entries, and every file to write: tiles and bundles that became full, then the partial ones of the
 * new size. No file is ever written over with other bytes. Refuses an entry that is too long, and then all of them.
 */
export const appendEntries = (
  edge: Edge,
  entries: readonly Uint8Array[],
): Result<{ readonly edge: Edge; readonly files: readonly LogFile[] }, Refusal<'entry-too-long'>> => {
  if (entries.some(({ length }) => length > longestEntry)) return refuse('entry-too-long');
  const levels = edge.levels.map((hashes) => [...hashes]);
  const changed = new Set<number>();
  const files: LogFile[] = [];
  let open = [...edge.entries];
  let { size } = edge;

  const push = (level: number, hash: Hash): void => {
    levels[level] ??= [];
    const row = levels[level];
    changed.add(level);
    row.push(hash);
    if (row.length < tileWidth) return;
    files.push({ path: tilePath({ level, n: tileOf(size, level) - 1, width: tileWidth }), bytes: tileBytes(row) });
    levels[level] = [];
    push(level + 1, completeRoot(row));
  };
  for (const entry of entries) {
    size++;
    open.push(entry);
    push(0, leafHash(entry));
    if (open.length < tileWidth) continue;
    const n = tileOf(size, 0) - 1;
    files.push({ path: tilePath({ level: 'entries', n, width: tileWidth }), bytes: formatBundle(open) });
    open = [];
  }
  for (const level of changed) {
    const row = levels[level] ?? [];
    const at = { level, n: tileOf(size, level), width: row.length };
    if (row.length > 0) files.push({ path: tilePath(at), bytes: tileBytes(row) });
  }
  if (entries.length > 0 && open.length > 0) {
    const at = { level: 'entries', n: tileOf(size, 0), width: open.length } as const;
    files.push({ path: tilePath(at), bytes: formatBundle(open) });
  }
  return ok({ edge: { size, levels, entries: open }, files });
};

/** The number of the tile at which a tree of this size is being written. */
const tileOf = (size: number, level: number): number => Math.floor(size / tileWidth ** (level + 1));

const tileBytes = (hashes: readonly Hash[]): Uint8Array => {
  const bytes = new Uint8Array(hashes.length * hashLength);
  for (const [i, hash] of hashes.entries()) bytes.set(hash, i * hashLength);
  return bytes;
};
