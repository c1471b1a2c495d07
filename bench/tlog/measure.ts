// Appending leaves, making proofs from tiles, verifying them, in one process; the peer gets what it can do in the same time.
import { RFC9162 } from '@transmute/rfc9162';
import {
  appendEntries,
  auditLog,
  type Edge,
  edgeRoot,
  emptyEdge,
  type LogFile,
  leafHash,
  openTiles,
  planConsistency,
  planInclusion,
  type Tiles,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../src/kit/tlog/index.ts';

const batch = 500;
const proofs = 400;
const peerLeaves = 5000;
const entryOf = (i: number): Uint8Array =>
  new TextEncoder().encode(`{"asOf":"2026-03-01","check":"c${i}","kind":"published","salted":"${'0'.repeat(64)}"}`);

export const measure = async (leaves: number): Promise<void> => {
  const files = new Map<string, Uint8Array>();
  const read = async (path: string) => files.get(path);
  const partial = new Map<string, LogFile>();
  let edge: Edge = emptyEdge;
  const appending = stopwatch();
  for (let from = 0; from < leaves; from += batch) {
    const made = appendEntries(
      edge,
      Array.from({ length: Math.min(batch, leaves - from) }, (_, i) => entryOf(from + i)),
    );
    if (!made.ok) throw new Error(made.error.code);
    edge = made.value.edge;
    for (const { path, bytes } of made.value.files) {
      const [full = path, width] = path.split('.p/');
      // A partial file is done with when a wider one is there; keeping them all would measure the memory.
      if (width === undefined) files.set(path, bytes);
      if (width === undefined) partial.delete(path);
      else partial.set(full, { path, bytes });
    }
  }
  for (const { path, bytes } of partial.values()) files.set(path, bytes);
  const appended = appending();
  const head = { size: leaves, root: edgeRoot(edge) };

  const tilesNow = async (): Promise<Tiles> => {
    const opened = await openTiles(head, read);
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value;
  };
  const warm = await tilesNow();
  const made: number[] = [];
  const cold: number[] = [];
  const verified: number[] = [];
  const consistent: number[] = [];
  for (let i = 0; i < proofs; i++) {
    const index = Math.floor((i * leaves) / proofs);
    const inclusion = await timed(made, () => warm.prove(planInclusion(index, leaves)));
    if (!inclusion.ok) throw new Error(inclusion.error.code);
    await timed(cold, async () => (await tilesNow()).prove(planInclusion(index, leaves)));
    const leaf = leafHash(entryOf(index));
    const good = await timed(verified, async () => verifyInclusion(leaf, index, head, inclusion.value));
    const grown = await timed(consistent, () => warm.prove(planConsistency(index + 1, leaves)));
    if (!good.ok || !grown.ok) throw new Error('a proof that does not hold');
  }
  // What a busy machine does to the clock it does not do to this.
  const before = process.cpuUsage();
  for (let i = 0; i < proofs; i++)
    await (await tilesNow()).prove(planInclusion(Math.floor((i * leaves) / proofs), leaves));
  const { user, system } = process.cpuUsage(before);
  const half = Math.floor(leaves / 2);
  const older = { size: half, root: treeRoot(entriesTo(half)) };
  const proof = await warm.prove(planConsistency(half, leaves));
  if (!proof.ok || !verifyConsistency(older, head, proof.value).ok) throw new Error('not consistent with its half');

  const auditing = stopwatch();
  if (!(await auditLog(head, read)).ok) throw new Error('the log does not hold together');
  const audited = auditing();

  const peer = await measurePeer();
  const rows: readonly (readonly [string, number, string])[] = [
    ['leaves appended, tiles made', (leaves / appended) * 1000, 'a second'],
    ['entries audited, every file', (leaves / audited) * 1000, 'a second'],
    ['inclusion proof from tiles, median', quantile(made, 0.5), 'ms'],
    ['inclusion proof from tiles, p99', quantile(made, 0.99), 'ms'],
    ['the same, no tile read before, p99', quantile(cold, 0.99), 'ms'],
    ['the same, processor time, mean', (user + system) / 1000 / proofs, 'ms'],
    ['consistency proof from tiles, p99', quantile(consistent, 0.99), 'ms'],
    ['inclusion proof verified, median', quantile(verified, 0.5), 'ms'],
    [`@transmute/rfc9162 at ${peerLeaves} leaves: head, ratio to ours`, peer.head, 'x'],
    [`@transmute/rfc9162 at ${peerLeaves} leaves: inclusion proof, ratio to ours`, peer.proof, 'x'],
    ['@transmute/rfc9162: verifying it, ratio to ours', peer.verify, 'x'],
  ];
  console.log(`${leaves} leaves, ${files.size} files, batches of ${batch}\n`);
  for (const [what, figure, unit] of rows) console.log(`${what.padEnd(72)}${shown(figure).padStart(12)} ${unit}`);
  console.log(
    JSON.stringify({ bench: 'tlog', leaves, ...Object.fromEntries(rows.map(([what, n]) => [what, Number(shown(n))])) }),
  );
};

/** How many times longer the peer takes for the same. It keeps no tree: each of its proofs hashes every leaf anew, and so ours here too. */
const measurePeer = async () => {
  const entries = [...entriesTo(peerLeaves)];
  const at = 1234;
  const wanted = entries[at] as Uint8Array;
  const ours = { head: await time(5, async () => treeRoot(entries)), proof: 0, verify: 0 };
  const theirs = { head: await time(3, () => RFC9162.treeHead(entries)), proof: 0, verify: 0 };
  const made = appendEntries(emptyEdge, entries);
  if (!made.ok) throw new Error(made.error.code);
  const root = edgeRoot(made.value.edge);
  const proof = await RFC9162.inclusionProof(wanted, entries);
  theirs.proof = await time(3, () => RFC9162.inclusionProof(wanted, entries));
  ours.proof = await time(5, async () => {
    const again = appendEntries(emptyEdge, entries);
    if (!again.ok) throw new Error(again.error.code);
  });
  const path = proof.inclusion_path;
  theirs.verify = await time(300, async () => {
    if (!(await RFC9162.verifyInclusionProof(root, await RFC9162.leaf(wanted), proof)))
      throw new Error('the peer disagrees');
  });
  ours.verify = await time(300, async () => {
    if (!verifyInclusion(leafHash(wanted), at, { size: peerLeaves, root }, path).ok) throw new Error('we disagree');
  });
  return { head: theirs.head / ours.head, proof: theirs.proof / ours.proof, verify: theirs.verify / ours.verify };
};

function* entriesTo(size: number): Generator<Uint8Array> {
  for (let i = 0; i < size; i++) yield entryOf(i);
}

const stopwatch = (): (() => number) => {
  const began = performance.now();
  return () => performance.now() - began;
};

const timed = async <T>(into: number[], work: () => Promise<T>): Promise<T> => {
  const taken = stopwatch();
  const given = await work();
  into.push(taken());
  return given;
};

/** Milliseconds of one round, the shortest of `rounds`. */
const time = async (rounds: number, work: () => Promise<unknown>): Promise<number> => {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const taken = stopwatch();
    await work();
    best = Math.min(best, taken());
  }
  return best;
};

const quantile = (all: readonly number[], q: number): number =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(q * all.length))] ?? Number.NaN;

const shown = (figure: number): string => (figure >= 100 ? figure.toFixed(0) : figure.toFixed(3));
