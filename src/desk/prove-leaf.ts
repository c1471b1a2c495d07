// The proof of any leaf: what it says, the way from there to the signed root, and what opens those of its texts that
// everybody may read. The proof of a check is that of the leaf which tells what its page says.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Commitments } from '../core/leaf.ts';
import type { TextHolds } from '../core/leaf-rows.ts';
import {
  formatProofFile,
  formatVerifierKey,
  hashText,
  openCheckpoint,
  planInclusion,
  verifyEd25519,
} from '../kit/tlog/index.ts';
import { type CosignedBy, cosignedBy, cosignersIn } from './cosigners.ts';
import type { JournalLine } from './log-ports.ts';
import { damaged, orAway } from './log-standing.ts';
import { type OpenLog, openLog, type SealedLeaf, sealedLeaves } from './sealed-leaves.ts';
import type { World } from './world.ts';

/** A text that a leaf commits to. */
export type OpenedText = {
  /** The very words that were hashed, as the database has them now; null where they are nobody's to read, or kept no more. */
  readonly text: string | null;
  /** What opens the hash, in hex; null with the text, and once it was erased. */
  readonly salt: string | null;
  /** `closed`: there, and not for everybody. */
  readonly as: TextHolds | 'closed';
};

/** What of a leaf stands on a page, without the way to the root. */
export type LeafShown = {
  readonly leaf: number;
  readonly kind: JournalLine['kind'];
  readonly on: JournalLine['on'];
  /** The bytes that were sealed. */
  readonly entry: string;
  /** The number of the leaf that it supersedes: what was said before. */
  readonly supersedes: number | null;
  /** Where it leads. */
  readonly led: JournalLine['page'];
  /** By the names of its hashes. */
  readonly texts: Readonly<Record<string, OpenedText>>;
  /** Whether the rows that pages are drawn from say the same. */
  readonly says: SealedLeaf['holds']['as'];
};

/** What all leaves of one page share: the tree they stand in and who signed it. */
export type LogHeadShown = {
  readonly size: number;
  readonly root: string;
  /** Keys that sign the log, and those of witnesses that may sign beside them, a line each. */
  readonly vkeys: readonly string[];
  readonly witnesses: readonly string[];
  /** Outside witnesses whose cosignature this checkpoint carries. */
  readonly cosigned: readonly CosignedBy[];
};

export type ProvenLeaf = LeafShown &
  LogHeadShown & {
    /** The check that it tells of; null for everything else. */
    readonly check: Id | null;
    /** `texts.page` once more, under the names it had before there were others; null where it is another kind of leaf. */
    readonly page: string | null;
    readonly salt: string | null;
    readonly inclusion: readonly string[];
    readonly checkpoint: string;
    /** c2sp.org/tlog-proof@v1, with the entry beside it: verified without a network. */
    readonly file: string;
  };

export type Unproven = Refusal<'not-found' | 'log-damaged'>;

export const proveLeaf = async ({ log }: Pick<World, 'log'>, number: number): Promise<Result<ProvenLeaf, Unproven>> => {
  const opened = await orAway(opening(log));
  if (!opened.ok) return refuse('log-damaged', { detail: opened.error.detail ?? opened.error.code });
  const { tree, head } = opened.value;
  if (tree === undefined || number >= tree.head.size) return refuse('not-found');
  const [leaves, proof] = await Promise.all([
    orAway(sealedLeaves(log, tree, [number])),
    orAway(
      tree.tiles.prove(planInclusion(number, tree.head.size)).then((made) => (made.ok ? made : damaged(made.error))),
    ),
  ]);
  if (!leaves.ok) return refuse('log-damaged', { detail: leaves.error.detail ?? leaves.error.code });
  if (!proof.ok) return refuse('log-damaged', { detail: proof.error.detail ?? proof.error.code });
  const leaf = leaves.value[0];
  if (leaf === undefined) return refuse('not-found');
  const shown = shownFrom(leaf);
  const { check } = JSON.parse(leaf.entry) as { readonly check?: Id };
  return ok({
    ...{ check: check ?? null, ...shown, ...head },
    page: shown.texts.page?.text ?? null,
    salt: shown.texts.page?.salt ?? null,
    inclusion: proof.value.map(hashText),
    checkpoint: tree.text,
    file: formatProofFile({
      index: number,
      proof: proof.value,
      checkpoint: tree.text,
      extra: new TextEncoder().encode(leaf.entry),
    }),
  });
};

/** Of a check: of the leaf that tells what its page says now. */
export const proveCheck = async (world: Pick<World, 'log'>, id: Id): Promise<Result<ProvenLeaf, Unproven>> => {
  const leaf = await world.log.rows.ofCheck(id);
  return leaf === undefined ? refuse('not-found') : proveLeaf(world, leaf.number);
};

export type ShownLeaves = { readonly head: LogHeadShown; readonly leaves: readonly LeafShown[] };

/** Leaves beside what they tell of on one page: each by its own bytes, the tree and its signatures once. */
export const showLeaves = async (
  { log }: Pick<World, 'log'>,
  numbers: readonly number[],
): Promise<Result<ShownLeaves, Unproven>> => {
  if (numbers.length === 0) return refuse('not-found');
  const opened = await orAway(opening(log));
  if (!opened.ok) return refuse('log-damaged', { detail: opened.error.detail ?? opened.error.code });
  const { tree, head } = opened.value;
  if (tree === undefined) return refuse('not-found');
  const leaves = await orAway(sealedLeaves(log, tree, numbers));
  if (!leaves.ok) return refuse('log-damaged', { detail: leaves.error.detail ?? leaves.error.code });
  return ok({ head, leaves: leaves.value.map(shownFrom) });
};

const opening = async (log: World['log']) => {
  const [signers, named] = await Promise.all([log.signers(), log.witnesses()]);
  const tree = await openLog(log, signers);
  return tree.ok ? ok({ tree: tree.value, head: await headOf(tree.value, signers, named) }) : tree;
};

const headOf = async (
  tree: OpenLog | undefined,
  signers: Awaited<ReturnType<World['log']['signers']>>,
  named: Awaited<ReturnType<World['log']['witnesses']>>,
): Promise<LogHeadShown> => {
  const keys = { log: signers.map(({ key }) => key), witnesses: named.map(({ key }) => key) };
  // A witness's signature that does not verify is no reason to keep the proof from anybody.
  const opened = tree && (await openCheckpoint(tree.text, { ...keys, verify: verifyEd25519 }));
  return {
    size: tree?.head.size ?? 0,
    root: tree === undefined ? '' : hashText(tree.head.root),
    vkeys: keys.log.map(formatVerifierKey),
    witnesses: keys.witnesses.map(formatVerifierKey),
    cosigned: opened?.ok ? cosignersIn(opened.value, named).map(cosignedBy) : [],
  };
};

const shownFrom = ({ number, kind, on, entry, supersedes, page, salts, now, holds }: SealedLeaf): LeafShown => ({
  ...{ leaf: number, kind, on, entry, supersedes, says: holds.as },
  // A title is drawn from rows, too.
  led: page !== null && holds.as === 'differs' ? { ...page, titles: {} } : page,
  texts: Object.fromEntries(
    Object.keys((JSON.parse(entry) as { readonly hashes?: Commitments }).hashes ?? {}).map((name) => {
      const as = holds.texts[name] ?? 'gone';
      const [text, salt] = [now?.texts[name], salts[name]];
      if (as === 'erased' || as === 'later' || text === undefined || salt === undefined)
        return [name, { text: null, salt: null, as }];
      return [name, now?.open === true ? { text, salt, as } : { text: null, salt: null, as: 'closed' }];
    }),
  ),
});
