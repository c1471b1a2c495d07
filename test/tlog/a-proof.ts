// A log in memory whose one leaf tells of a page, with the proof of it: what a server gives to a reader's browser.
import { canonicalJson, type Json } from '../../src/base/canonical-json.ts';
import {
  appendEntries,
  cosign,
  edgeRoot,
  emptyEdge,
  formatCheckpoint,
  formatProofFile,
  openTiles,
  planInclusion,
  sha256,
} from '../../src/kit/tlog/index.ts';
import { noted, origin, witnessSigner } from './a-log.ts';

export const title = 'Uống nước chanh nóng chữa được ung thư';
export const salt = '00112233445566778899aabbccddeeff';
export const pageText = canonicalJson({
  id: 'c1',
  verdict: 'false',
  texts: { vi: { title }, en: { title: 'Hot lemon water cures cancer' } },
} as Json);

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const commitment = Buffer.from(sha256(Uint8Array.from(Buffer.from(salt, 'hex')), encode(pageText))).toString('hex');

/** The leaf of the page. */
export const entry = canonicalJson({ v: 1, kind: 'check-published', check: 'c1', hashes: { page: commitment } });

/** Other leaves stand around it; `word` tells one log from another. */
export const leavesTo = (size: number, index: number, word = 'leaf', of = entry): readonly Uint8Array[] =>
  Array.from({ length: size }, (_, i) => encode(i === index ? of : `{"${word}":${i}}`));

/** The files of such a log, its checkpoint and the proof of the leaf, by the paths below the log. */
export const servedLog = async (
  leaves: readonly Uint8Array[],
  index: number,
  { cosigned = true }: { readonly cosigned?: boolean } = {},
): Promise<Map<string, Uint8Array>> => {
  const made = appendEntries(emptyEdge, leaves);
  if (!made.ok) throw new Error(made.error.code);
  const files = new Map(made.value.files.map(({ path, bytes }) => [path, bytes]));
  const head = { size: leaves.length, root: edgeRoot(made.value.edge) };
  const text = formatCheckpoint({ origin, ...head });
  const checkpoint = await noted(
    head.size,
    head.root,
    ...(cosigned ? [await cosign(text, 1_772_323_200, witnessSigner)] : []),
  );
  files.set('checkpoint', encode(checkpoint));
  const tiles = await openTiles(head, async (path) => files.get(path));
  const proof = tiles.ok ? await tiles.value.prove(planInclusion(index, head.size)) : tiles;
  if (!proof.ok) throw new Error(proof.error.code);
  files.set(
    'proof/c1',
    encode(formatProofFile({ index, proof: proof.value, checkpoint, extra: leaves[index] ?? new Uint8Array() })),
  );
  files.set('proof/c1.json', encode(JSON.stringify({ page: pageText, salt })));
  return files;
};
