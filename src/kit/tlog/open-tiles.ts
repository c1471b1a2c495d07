// Tiles read: every hash that is used has been hashed up to the root first. The partial tiles give the root together; a
// full tile gives one hash of the tile above it. So no tile is believed, whoever serves it and however large the tree is.
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { type Edge, edgeRoot } from './edge.ts';
import { parseBundle } from './entry-bundle.ts';
import { type Hash, hashLength, leafHash, sameHash } from './hash.ts';
import { type Proof, type ProofPlan, proofOf } from './make-proof.ts';
import { completeRoot, isCount, type NodeAt } from './subtrees.ts';
import { type TileAt, tilePath, tileWidth } from './tile-path.ts';
import type { TreeHead } from './verify-proof.ts';

/** Reads a file of the log by its path (`tile/0/000`); undefined where there is none. May throw when the log is away. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

export type TilesFault = Refusal<
  | 'tile-missing'
  | 'tile-malformed'
  | 'tile-not-in-tree'
  | 'bundle-malformed'
  | 'entry-not-in-tree'
  | 'proof-out-of-range'
>;

export type Tiles = {
  readonly head: TreeHead;
  /** The hashes of the n-th tile of a level, as many as the tree has. */
  readonly tile: (level: number, n: number) => Promise<Result<readonly Hash[], TilesFault>>;
  /** The entries of the n-th bundle, each compared with its leaf. */
  readonly entries: (n: number) => Promise<Result<readonly Uint8Array[], TilesFault>>;
  /** The proof of a plan (`planInclusion`, `planConsistency`). */
  readonly prove: (plan: Result<ProofPlan, Refusal<'proof-out-of-range'>>) => Promise<Result<Proof, TilesFault>>;
  /** What is needed to go on writing the log. */
  readonly edge: () => Promise<Result<Edge, TilesFault>>;
};

/** Opens the tiles of the tree with this head. Refuses when the partial tiles do not give its root. At most `keep` full tiles stay in memory. */
export const openTiles = async (
  head: TreeHead,
  read: ReadFile,
  { keep = 64 }: { readonly keep?: number } = {},
): Promise<Result<Tiles, TilesFault>> => {
  if (!isCount(head.size)) return refuse('proof-out-of-range');
  const kept = new Map<string, Promise<Result<readonly Hash[], TilesFault>>>();
  const levels: (readonly Hash[])[] = [];

  for (let level = 0; hashesAt(head.size, level) > 0; level++) {
    const count = hashesAt(head.size, level);
    const width = count % tileWidth;
    const at = { level, n: Math.floor(count / tileWidth), width };
    const partial = width === 0 ? ok<readonly Hash[]>([]) : await readTile(read, at);
    if (!partial.ok) return partial;
    levels.push(partial.value);
  }
  if (!sameHash(edgeRoot({ levels }), head.root))
    return refuse('tile-not-in-tree', { detail: 'the partial tiles do not give the root' });

  const fullTile = async (level: number, n: number): Promise<Result<readonly Hash[], TilesFault>> => {
    const at = { level, n, width: tileWidth };
    const [hashes, above] = await Promise.all([readTile(read, at), tile(level + 1, Math.floor(n / tileWidth))]);
    if (!hashes.ok) return hashes;
    if (!above.ok) return above;
    return sameHash(completeRoot(hashes.value), above.value[n % tileWidth] as Hash)
      ? hashes
      : refuse('tile-not-in-tree', { detail: tilePath(at) });
  };
  const tile: Tiles['tile'] = async (level, n) => {
    const count = hashesAt(head.size, level);
    if (!isCount(level) || !isCount(n) || n * tileWidth >= count) return refuse('proof-out-of-range');
    if ((n + 1) * tileWidth > count) return ok(levels[level] ?? []);
    const key = `${level}/${n}`;
    const known = kept.get(key) ?? fullTile(level, n);
    // The one used last is the last to go.
    kept.delete(key);
    kept.set(key, known);
    for (const oldest of kept.keys()) {
      if (kept.size <= keep) break;
      kept.delete(oldest);
    }
    // What failed may be there, or right, another time.
    known.then(
      (found) => found.ok || kept.delete(key),
      () => kept.delete(key),
    );
    return known;
  };

  const node = async ({ level, index }: NodeAt): Promise<Result<Hash, TilesFault>> => {
    const wide = 2 ** (level % 8);
    const found = await tile(Math.floor(level / 8), Math.floor((index * wide) / tileWidth));
    if (!found.ok) return found;
    const from = (index * wide) % tileWidth;
    if (from + wide > found.value.length) return refuse('proof-out-of-range');
    return ok(completeRoot(found.value.slice(from, from + wide)));
  };
  const prove: Tiles['prove'] = async (plan) => {
    if (!plan.ok) return plan;
    const nodes = plan.value.flat();
    const hashes = new Map<NodeAt, Hash>();
    for (const [i, hash] of (await Promise.all(nodes.map(node))).entries()) {
      if (!hash.ok) return hash;
      hashes.set(nodes[i] as NodeAt, hash.value);
    }
    return ok(proofOf(plan.value, (at) => hashes.get(at) as Hash));
  };
  const entries: Tiles['entries'] = async (n) => {
    const leaves = await tile(0, n);
    if (!leaves.ok) return leaves;
    const at: TileAt = { level: 'entries', n, width: leaves.value.length };
    const found = await readBundle(read, at);
    if (!found.ok) return found;
    const wrong = found.value.findIndex((entry, i) => !sameHash(leafHash(entry), leaves.value[i] as Hash));
    return wrong === -1 ? found : refuse('entry-not-in-tree', { detail: `entry ${n * tileWidth + wrong}` });
  };
  const edge: Tiles['edge'] = async () => {
    const n = Math.floor(head.size / tileWidth);
    const last = head.size % tileWidth === 0 ? ok([]) : await entries(n);
    return last.ok ? ok({ size: head.size, levels, entries: last.value }) : last;
  };
  return ok({ head, tile, entries, prove, edge });
};

/** Hashes that a tree has on a tile level. */
const hashesAt = (size: number, level: number): number => Math.floor(size / tileWidth ** level);

/** A tile as served, of the right length and not yet believed. A partial one may be gone once the full one is there. */
const readTile = async (read: ReadFile, at: TileAt): Promise<Result<readonly Hash[], TilesFault>> => {
  const [bytes, width] = await readPartOrWhole(read, at);
  if (bytes === undefined) return refuse('tile-missing', { detail: tilePath(at) });
  if (bytes.length !== width * hashLength) return refuse('tile-malformed', { detail: tilePath(at) });
  return ok(Array.from({ length: at.width }, (_, i) => bytes.slice(i * hashLength, (i + 1) * hashLength)));
};

const readBundle = async (read: ReadFile, at: TileAt): Promise<Result<readonly Uint8Array[], TilesFault>> => {
  const [bytes, width] = await readPartOrWhole(read, at);
  if (bytes === undefined) return refuse('tile-missing', { detail: tilePath(at) });
  const entries = parseBundle(bytes, width);
  if (!entries.ok) return refuse('bundle-malformed', { detail: `${tilePath(at)} ${entries.error.detail}` });
  return ok(entries.value.slice(0, at.width));
};

const readPartOrWhole = async (read: ReadFile, at: TileAt): Promise<readonly [Uint8Array | undefined, number]> => {
  const bytes = await read(tilePath(at));
  if (bytes !== undefined || at.width === tileWidth) return [bytes, at.width];
  return [await read(tilePath({ ...at, width: tileWidth })), tileWidth];
};
