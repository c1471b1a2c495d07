// A log on disk as a server would serve it, with keys that are nobody's secret.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  appendEntries,
  cosign,
  type Edge,
  ed25519Signer,
  edgeRoot,
  emptyEdge,
  formatCheckpoint,
  formatNote,
  formatProofFile,
  formatVerifierKey,
  openTiles,
  planInclusion,
  type Signer,
  signNote,
} from '../../src/kit/tlog/index.ts';

const origin = 'bench.example/log';
const steps = [1, 3, 255, 256, 257, 1000, 65_536];

/** Writes the log in steps, an older checkpoint at each, and a proof file of its last leaf; prints the keys. */
export const writeLog = async (folder: string, leaves: number): Promise<void> => {
  const log = await signer(origin, 0x01, 1);
  const witness = await signer('witness.bench.example', 0x04, 2);
  const files = new Map<string, Uint8Array | string>();
  let edge: Edge = emptyEdge;
  let checkpoint = '';
  const olds: number[] = [];
  for (const size of [...steps.filter((step) => step < leaves), leaves]) {
    const entries = Array.from({ length: size - edge.size }, (_, i) => entryOf(edge.size + i));
    const made = appendEntries(edge, entries);
    if (!made.ok) throw new Error(made.error.code);
    edge = made.value.edge;
    for (const { path, bytes } of made.value.files) files.set(path, bytes);
    const text = formatCheckpoint({ origin, size, root: edgeRoot(edge) });
    const signatures = [await signNote(text, log), await cosign(text, 1_772_323_200 + size, witness)];
    checkpoint = formatNote({ text, signatures });
    if (size < leaves) files.set(`checkpoint.${size}`, checkpoint);
    if (size < leaves) olds.push(size);
  }
  files.set('checkpoint', checkpoint);
  const bytesAt = async (path: string) => files.get(path) as Uint8Array | undefined;
  const tiles = await openTiles({ size: leaves, root: edgeRoot(edge) }, bytesAt);
  const proof = tiles.ok ? await tiles.value.prove(planInclusion(leaves - 1, leaves)) : tiles;
  if (!proof.ok) throw new Error(proof.error.code);
  files.set('last.tlog-proof', formatProofFile({ index: leaves - 1, proof: proof.value, checkpoint }));
  files.set('last.entry', entryOf(leaves - 1));
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  console.log(
    JSON.stringify({
      vkey: formatVerifierKey(log.key),
      witness: formatVerifierKey(witness.key),
      old: olds.map((size) => `checkpoint.${size}`).join(','),
    }),
  );
};

const entryOf = (i: number): Uint8Array => new TextEncoder().encode(i % 97 === 0 ? '' : `{"check":"c${i}"}`);

const signer = async (name: string, type: 0x01 | 0x04, fill: number): Promise<Signer> => {
  const made = await ed25519Signer(name, type, new Uint8Array(32).fill(fill));
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};
