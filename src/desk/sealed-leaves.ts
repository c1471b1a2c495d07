// Leaves as the files of the log have them: the bytes of a row that somebody edited do not hash into the tree, and what was
// sealed takes their place.
import { ok, type Result } from '../base/result.ts';
import { type LeafHolds, leafHolds } from '../core/leaf-rows.ts';
import {
  type Checkpoint,
  leafHash,
  openTiles,
  type Signer,
  sameHash,
  type Tiles,
  tileWidth,
} from '../kit/tlog/index.ts';
import type { Log, LogFault, ToldLeaf } from './log-ports.ts';
import { damaged, signedCheckpoint } from './log-standing.ts';

/** The tree as it is signed, ready to be read; undefined where nothing was signed. */
export type OpenLog = { readonly head: Checkpoint; readonly text: string; readonly tiles: Tiles };

export const openLog = async (
  log: Pick<Log, 'files'>,
  signers: readonly Signer[],
): Promise<Result<OpenLog | undefined, LogFault>> => {
  const signed = await signedCheckpoint(log, signers);
  if (!signed.ok) return signed;
  if (signed.value === undefined) return ok(undefined);
  const { checkpoint: head, text } = signed.value;
  const tiles = await openTiles(head, log.files.read);
  return tiles.ok ? ok({ head, text, tiles: tiles.value }) : damaged(tiles.error);
};

/** A leaf as it was sealed, and whether the rows of the database say the same. */
export type SealedLeaf = Omit<ToldLeaf, 'now'> & {
  /** `differs` also where the row of the leaf itself is another, or gone. */
  readonly holds: LeafHolds;
  readonly now: ToldLeaf['now'];
};

/** The leaves with these numbers, in their order, by the bytes that were sealed; what lies beyond the checkpoint is left out. */
export const sealedLeaves = async (
  log: Pick<Log, 'rows' | 'statements'>,
  { head, tiles }: Pick<OpenLog, 'head' | 'tiles'>,
  numbers: readonly number[],
): Promise<Result<readonly SealedLeaf[], LogFault>> => {
  const within = numbers.filter((number) => number < head.size);
  const told = new Map((await log.rows.told(within)).map((leaf) => [leaf.number, leaf]));
  const stated = [...told.values()].some(({ kind }) => kind === 'statements-changed');
  const newest = stated ? await newestStatements(log) : null;
  const leaves: SealedLeaf[] = [];
  for (const number of within) {
    const hashes = await tiles.tile(0, Math.floor(number / tileWidth));
    if (!hashes.ok) return damaged(hashes.error);
    const sealed = hashes.value[number % tileWidth];
    const row = told.get(number);
    if (row !== undefined && sealed !== undefined && sameHash(leafHash(encode(row.entry)), sealed)) {
      leaves.push(heldAgainst(row, number === newest ? statementsNow(log) : row.now));
      continue;
    }
    const bundle = await tiles.entries(Math.floor(number / tileWidth));
    if (!bundle.ok) return damaged(bundle.error);
    leaves.push(unlike(number, decode(bundle.value[number % tileWidth])));
  }
  return ok(leaves);
};

/** Of the statements there is no row: what the settings say stands for it, beside the newest of their leaves. */
const newestStatements = async ({ rows }: Pick<Log, 'rows'>): Promise<number | null> =>
  (await rows.about(['statements-changed'], null, 1))[0] ?? null;

const statementsNow = ({ statements }: Pick<Log, 'statements'>): NonNullable<ToldLeaf['now']> => ({
  says: {},
  texts: statements(),
  shown: true,
  open: true,
});

const heldAgainst = (row: ToldLeaf, now: ToldLeaf['now']): SealedLeaf => {
  const holds = leafHolds(row, now);
  const { kind, on } = saidBy(row.entry);
  // Kind and day as they were sealed, not as the columns beside it have them.
  return { ...row, kind, on, now, holds };
};

/** Of a leaf whose row is another, or gone, only what was sealed is known. */
const unlike = (number: number, entry: string): SealedLeaf => ({
  ...{ number, entry, ...saidBy(entry) },
  ...{ page: null, supersedes: null, salts: {}, saysErased: false, isOfPage: false, now: null },
  holds: { as: 'differs', texts: {} },
});

const saidBy = (entry: string): Pick<ToldLeaf, 'kind' | 'on'> => {
  const { kind, on } = JSON.parse(entry) as Pick<ToldLeaf, 'kind' | 'on'>;
  return { kind, on };
};

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
