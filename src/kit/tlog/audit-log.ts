// Everything a log serves for one tree, looked at once: each tile hashes into the root, each entry into its leaf.
import { ok, type Result } from '../../base/result.ts';
import { openTiles, type ReadFile, type Tiles, type TilesFault } from './open-tiles.ts';
import { tileWidth } from './tile-path.ts';
import type { TreeHead } from './verify-proof.ts';

export type Audited = { readonly tiles: Tiles; readonly entries: number; readonly bundles: number };

/**
 * Reads every tile and every bundle of the tree and refuses at the first that does not belong to it. `each` is told of
 * every entry, in order; `atOnce` bundles are asked for at a time.
 */
export const auditLog = async (
  head: TreeHead,
  read: ReadFile,
  how: { readonly each?: (index: number, entry: Uint8Array) => void; readonly atOnce?: number } = {},
): Promise<Result<Audited, TilesFault>> => {
  const opened = await openTiles(head, read);
  if (!opened.ok) return opened;
  const tiles = opened.value;
  const bundles = Math.ceil(head.size / tileWidth);
  const atOnce = how.atOnce ?? 8;
  let entries = 0;
  for (let from = 0; from < bundles; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, bundles - from) }, (_, i) => from + i);
    // Tiles above level 0 are read on the way: each is the one that a tile below it must hash into.
    for (const found of await Promise.all(numbers.map((n) => tiles.entries(n)))) {
      if (!found.ok) return found;
      for (const entry of found.value) how.each?.(entries++, entry);
      if (how.each === undefined) entries += found.value.length;
    }
  }
  return ok({ tiles, entries, bundles });
};
