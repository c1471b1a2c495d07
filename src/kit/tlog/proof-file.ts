// A proof to take along (c2sp.org/tlog-proof@v1): leaf number, inclusion, and the checkpoint it leads to, in one text.
import { fromBase64, toBase64 } from '../../base/bytes.ts';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { type CheckpointFault, type CheckpointPolicy, type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { hashText, leafHash, parseHash } from './hash.ts';
import type { Proof } from './make-proof.ts';
import { isCount } from './subtrees.ts';
import { type ProofFault, verifyInclusion } from './verify-proof.ts';

export type ProofFile = {
  readonly index: number;
  readonly proof: Proof;
  /** The signed checkpoint, as the log served it. */
  readonly checkpoint: string;
  /** Whatever goes along. Nothing vouches for it. */
  readonly extra?: Uint8Array;
};

const firstLine = 'c2sp.org/tlog-proof@v1';
const longestFile = 1 << 21;
const longestProof = 63;

export const formatProofFile = ({ index, proof, checkpoint, extra }: ProofFile): string =>
  [
    firstLine,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(hashText),
    '',
    checkpoint,
  ].join('\n');

/** Reads such a text, strictly; nothing in it is verified. */
export const parseProofFile = (text: string): Result<ProofFile, Refusal<'proof-file-malformed'>> => {
  const gap = text.length > longestFile ? -1 : text.indexOf('\n\n');
  if (gap < 0) return malformed('no empty line before the checkpoint');
  const [first, ...lines] = text.slice(0, gap).split('\n');
  if (first !== firstLine) return malformed('another first line');
  const extra = lines[0]?.startsWith('extra ') ? fromBase64((lines.shift() ?? '').slice('extra '.length)) : null;
  if (extra === undefined) return malformed('extra data that is no base64');
  const [, decimal] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '') ?? [];
  const index = Number(decimal ?? Number.NaN);
  if (!isCount(index)) return malformed('no index');
  if (lines.length > longestProof) return malformed('a proof longer than any tree is high');
  const proof = lines.map(parseHash).filter((hash) => hash !== undefined);
  if (proof.length < lines.length) return malformed('a line that is no hash');
  return ok({ index, proof, checkpoint: text.slice(gap + 2), ...(extra !== null && { extra }) });
};

/** Verifies, without any network, that the entry is a leaf of the log whose keys the policy names. */
export const verifyProofFile = async (
  text: string,
  entry: Uint8Array,
  policy: CheckpointPolicy,
): Promise<
  Result<OpenedCheckpoint & { readonly index: number }, Refusal<'proof-file-malformed'> | CheckpointFault | ProofFault>
> => {
  const file = parseProofFile(text);
  if (!file.ok) return file;
  const { index, proof, checkpoint } = file.value;
  const opened = await openCheckpoint(checkpoint, policy);
  if (!opened.ok) return opened;
  const included = verifyInclusion(leafHash(entry), index, opened.value.checkpoint, proof);
  return included.ok ? ok({ ...opened.value, index }) : included;
};

const malformed = (detail: string) => refuse('proof-file-malformed', { detail });
