// The sequencer: gives leaves their places, one process at a time. Nothing is signed before the files hold it and were read
// back, nothing is acknowledged before the checkpoint is durable, and nothing ever goes back.
import { ok, type Result, refuse } from '../base/result.ts';
import {
  appendEntries,
  type Edge,
  edgeRoot,
  formatCheckpoint,
  formatNote,
  hashText,
  type LogFile,
  type NoteSignature,
  openTiles,
  parseTilePath,
  planConsistency,
  type Signer,
  signNote,
  tileWidth,
  verifyConsistency,
} from '../kit/tlog/index.ts';
import type { Log, LogFault, OnStep, Sealed } from './log-ports.ts';
import { damaged, orAway, standingOf } from './log-standing.ts';

/** Leaves that go into the log under one signature. */
const batch = 1000;

/** Seals everything that waits; how many, and none while another process is at it for long. After a crash at any step the next call goes on from what is there. */
export const sealLeaves = async (
  log: Pick<Log, 'rows' | 'files' | 'signers'>,
  onStep: OnStep = async () => undefined,
): Promise<Sealed> => {
  const signers = await log.signers();
  const sealing = log.rows.whileSequencing<Sealed>(async (held) => {
    const standing = await standingOf(log, signers);
    if (!standing.ok) return standing;
    await onStep('standing');
    let { edge, checkpoint } = standing.value;
    for (let sealed = 0; ; ) {
      const entries = await nextEntries(log, edge.size, onStep);
      if (entries.length === 0) return ok(sealed);
      const grown = await oneBatch({ ...log, signers, held, onStep }, { edge, checkpoint }, entries);
      if (!grown.ok) return grown;
      ({ edge, checkpoint } = grown.value);
      sealed += entries.length;
    }
  });
  return orAway(sealing.then((done) => done ?? ok(0)));
};

/** What has numbers already (somebody was killed) keeps them: the same leaves go to the same places, and no file gets other bytes. */
const nextEntries = async ({ rows }: Pick<Log, 'rows'>, from: number, onStep: OnStep): Promise<readonly string[]> => {
  const numbered = await rows.entries(from, from + batch);
  if (numbered.length > 0) return numbered;
  if ((await rows.number(from, batch)) === 0) return [];
  await onStep('numbered');
  return rows.entries(from, from + batch);
};

type Sequencing = Pick<Log, 'rows' | 'files'> & {
  readonly signers: readonly Signer[];
  readonly held: () => Promise<void>;
  readonly onStep: OnStep;
};

type Grown = { readonly edge: Edge; readonly checkpoint: Uint8Array | undefined };

const oneBatch = async (
  { rows, files, signers, held, onStep }: Sequencing,
  { edge: before, checkpoint: over }: Grown,
  entries: readonly string[],
): Promise<Result<Grown, LogFault>> => {
  const encoder = new TextEncoder();
  const appended = appendEntries(
    before,
    entries.map((entry) => encoder.encode(entry)),
  );
  // The database holds entries to the length of a leaf.
  if (!appended.ok) throw new Error(appended.error.code);
  const { edge, files: laid } = appended.value;
  for (const { path, bytes } of laid) await files.lay(path, bytes);
  await onStep('laid');
  const compared = await readBack(files, before, edge, laid);
  if (!compared.ok) return compared;
  await onStep('compared');
  const root = edgeRoot(edge);
  const origin = signers[0]?.key.name ?? '';
  const text = formatCheckpoint({ origin, size: edge.size, root });
  const signatures = await signaturesOf(text, signers);
  if (!signatures.ok) return signatures;
  const checkpoint = formatNote({ text, signatures: signatures.value });
  await onStep('signed');
  // Whoever lost the lock meanwhile may be behind somebody who has it: nothing is put over what that one signed.
  await held();
  const laidNow = encoder.encode(checkpoint);
  await files.layCheckpoint(laidNow, over);
  await onStep('checkpoint');
  await rows.seal({ size: edge.size, root: hashText(root), checkpoint });
  await onStep('acknowledged');
  for (const { path } of laid) if (parseTilePath(path)?.width === tileWidth) await files.clear(`${path}.p`);
  return ok({ edge, checkpoint: laidNow });
};

/** Every key signs, or nothing is: a key may lie elsewhere, and what keeps it may be away. */
const signaturesOf = async (
  text: string,
  signers: readonly Signer[],
): Promise<Result<readonly NoteSignature[], LogFault>> => {
  try {
    return ok(await Promise.all(signers.map((signer) => signNote(text, signer))));
  } catch (error) {
    return refuse('log-unsigned', { detail: error instanceof Error ? error.message : String(error) });
  }
};

/** The tree that is about to be signed, read from the files as they lie there: its root, every new tile, and that it grew. */
const readBack = async (
  files: Log['files'],
  before: Edge,
  edge: Edge,
  laid: readonly LogFile[],
): Promise<Result<null, LogFault>> => {
  const head = { size: edge.size, root: edgeRoot(edge) };
  const tiles = await openTiles(head, files.read);
  if (!tiles.ok) return damaged(tiles.error);
  for (const { path } of laid) {
    const at = parseTilePath(path);
    if (at === undefined) continue;
    const found = at.level === 'entries' ? await tiles.value.entries(at.n) : await tiles.value.tile(at.level, at.n);
    if (!found.ok) return damaged(found.error);
  }
  if (before.size === 0) return ok(null);
  const proof = await tiles.value.prove(planConsistency(before.size, edge.size));
  if (!proof.ok) return damaged(proof.error);
  const grew = verifyConsistency({ size: before.size, root: edgeRoot(before) }, head, proof.value);
  return grew.ok ? ok(null) : refuse('log-forked');
};
