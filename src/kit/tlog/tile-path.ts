// Where a log keeps its tiles (c2sp.org/tlog-tiles).
import { isCount } from './subtrees.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256;

/** A tile of hashes by its level (each is 8 levels of the tree), or a bundle of entries; `width` below 256 is a partial one. */
export type TileAt = { readonly level: number | 'entries'; readonly n: number; readonly width: number };

/**
 * The path of a tile below the log's address.
 *
 * ```ts
 * tilePath({ level: 0, n: 1234067, width: 256 }) // 'tile/0/x001/x234/067'
 * tilePath({ level: 'entries', n: 5, width: 7 }) // 'tile/entries/005.p/7'
 * ```
 */
export const tilePath = ({ level, n, width }: TileAt): string => {
  const digits = String(n);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`;
};

/** Reads what `tilePath` writes and no other spelling; undefined for the rest. */
export const parseTilePath = (path: string): TileAt | undefined => {
  const found = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (found === null) return undefined;
  const [, level = '', groups = '', width] = found;
  const tile: TileAt = {
    level: level === 'entries' ? level : Number(level),
    n: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  };
  const possible = isCount(tile.n) && tile.width >= 1 && (tile.level === 'entries' || tile.level <= 63);
  return possible && tilePath(tile) === path ? tile : undefined;
};
