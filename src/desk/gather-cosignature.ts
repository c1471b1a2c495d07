// Asks an outside witness to sign the checkpoint that was laid, and lays its signature below it. Sealing never waits for
// it: while it is asked nothing is held, and what has become another checkpoint meanwhile is left as it is.
import {
  formatNote,
  type NoteSignature,
  openCheckpoint,
  openTiles,
  type Proof,
  parseNote,
  planConsistency,
  verifyEd25519,
  withSignatures,
} from '../kit/tlog/index.ts';
import type { Log } from './log-ports.ts';
import { orAway, signedCheckpoint } from './log-standing.ts';
import type { NamedWitness, Witnessed, WitnessPort } from './witness-ports.ts';

/**
 * What the witness answered; undefined where nothing was signed yet, or its signature is there already. `onlyAsk`: it is asked
 * in any case, and nothing is laid. Each witness is asked for itself, so that none waits for another.
 */
export const gatherCosignature = async (
  log: Pick<Log, 'rows' | 'files' | 'signers'>,
  port: WitnessPort,
  witness: NamedWitness,
  { onlyAsk = false }: { readonly onlyAsk?: boolean } = {},
): Promise<Witnessed | undefined> => {
  const signers = await log.signers();
  const signed = await orAway(signedCheckpoint(log, signers));
  if (!signed.ok || signed.value === undefined) return undefined;
  const { checkpoint: head, text: note } = signed.value;
  if (!onlyAsk) {
    const keys = signers.map(({ key }) => key);
    const opened = await openCheckpoint(note, { log: keys, witnesses: [witness.key], verify: verifyEd25519 });
    if (opened.ok && opened.value.cosignatures.length > 0) return undefined;
  }
  const prove = async (oldSize: number): Promise<Proof | undefined> => {
    const tiles = await openTiles(head, log.files.read);
    const proof = tiles.ok ? await tiles.value.prove(planConsistency(oldSize, head.size)) : tiles;
    return proof.ok ? proof.value : undefined;
  };
  const [told] = await port.cosign({ checkpoint: note, prove, skip: (other) => other !== witness });
  if (told?.answer.ok === true && !onlyAsk) await layBelow(log, note, told.answer.value.signature);
  return told;
};

/** Only while nobody sequences, and only below the very text that was shown to the witnesses. */
const layBelow = async (
  { rows, files }: Pick<Log, 'rows' | 'files'>,
  asked: string,
  signature: NoteSignature,
): Promise<void> => {
  await rows.whileSequencing(async (held) => {
    const bytes = await files.read('checkpoint');
    const lying = bytes === undefined ? undefined : parseNote(bytes);
    const shown = parseNote(asked);
    if (lying?.ok !== true || !shown.ok || lying.value.text !== shown.value.text) return;
    await held();
    const cosigned = formatNote(withSignatures(lying.value, [signature]));
    await files.layCheckpoint(new TextEncoder().encode(cosigned), bytes);
  });
};
