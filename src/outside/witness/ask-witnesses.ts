// Asks witnesses to sign a checkpoint (c2sp.org/tlog-witness). One that is slow, gone or hostile costs its time and no more.
import { ok, type Result, refuse } from '../../base/result.ts';
import {
  type NamedWitness,
  type ToWitness,
  type Witnessed,
  type WitnessFault,
  type WitnessPort,
  witnessPatienceMs,
} from '../../desk/witness-ports.ts';
import {
  formatAddCheckpoint,
  openNote,
  parseCheckpoint,
  parseNote,
  type VerifySignature,
} from '../../kit/tlog/index.ts';
import { postText } from './post-text.ts';

type Options = {
  readonly verify: VerifySignature;
  readonly now: () => Date;
  /** From 0 to below 1: spreads the rests of many instances that one witness failed together. */
  readonly chance: () => number;
  readonly patienceMs?: number;
};

/** What is remembered of a witness while the process runs: the size it signed last, and until when it is left alone. */
type Known = { size: number; failures: number; restsUntil: number };

const longestRestMs = 60 * 60_000;
// The first try may meet a size that we do not know, the second one a size that grew meanwhile.
const mostTries = 3;

/**
 * Makes the port. One that does not sign, whatever its reason, rests: two seconds, four, … an hour at most, each between half
 * and all of that. The first signature ends it.
 */
export const askWitnesses = (witnesses: readonly NamedWitness[], options: Options): WitnessPort => {
  const known = new Map<NamedWitness, Known>(
    witnesses.map((witness) => [witness, { size: 0, failures: 0, restsUntil: 0 }]),
  );
  const askOne = async (witness: NamedWitness, asked: ToWitness): Promise<Witnessed> => {
    const memory = known.get(witness) ?? { size: 0, failures: 0, restsUntil: 0 };
    const at = options.now().getTime();
    // Set back, a clock lets nobody rest longer than the longest rest.
    if (at < memory.restsUntil && memory.restsUntil - at <= longestRestMs)
      return { witness, answer: refuse('witness-resting') };
    const answer = await exchange(witness, asked, memory, options).catch((error: unknown) =>
      refuse('witness-unreachable', { detail: (error as Error).name }),
    );
    memory.failures = answer.ok ? 0 : memory.failures + 1;
    const rest = Math.min(longestRestMs, 1000 * 2 ** memory.failures) * (0.5 + options.chance() / 2);
    memory.restsUntil = answer.ok ? 0 : at + rest;
    return { witness, answer };
  };
  const wanted = ({ skip = () => false }: ToWitness) => witnesses.filter((witness) => !skip(witness));
  return { cosign: (asked) => Promise.all(wanted(asked).map((witness) => askOne(witness, asked))) };
};

const exchange = async (
  witness: NamedWitness,
  { checkpoint, prove }: ToWitness,
  memory: Known,
  { verify, patienceMs = witnessPatienceMs }: Options,
): Promise<Witnessed['answer']> => {
  const note = parseNote(checkpoint);
  const head = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!head.ok) return refuse('witness-refused', { detail: head.error.code });
  const { size } = head.value;
  const signal = AbortSignal.timeout(patienceMs);
  let oldSize = memory.size <= size ? memory.size : 0;
  for (let tries = 0; tries < mostTries; tries++) {
    const proof = oldSize === 0 || oldSize === size ? [] : await prove(oldSize).catch(() => undefined);
    if (proof === undefined) return refuse('witness-no-proof', { detail: `from ${oldSize} leaves` });
    const body = formatAddCheckpoint({ oldSize, proof, note: checkpoint });
    const reply = await postText(`${witness.url.replace(/\/+$/, '')}/add-checkpoint`, body, signal);
    if (!reply.ok) return refuse('witness-unreachable', { detail: reply.error.detail ?? reply.error.code });
    const { status, text } = reply.value;
    if (status === 200) {
      const signed = await signatureIn(witness, checkpoint, text, verify);
      if (signed.ok) memory.size = size;
      return signed;
    }
    if (status !== 409) return refusedWith(status, text);
    const theirs = sizeIn(text);
    if (theirs === undefined) return refuse('witness-wrong-answer', { detail: 'a conflict without a size' });
    memory.size = theirs;
    if (theirs > size) return refuse('witness-ahead', { detail: `${theirs} leaves there, ${size} here` });
    if (theirs === oldSize) return refuse('witness-saw-another', { detail: `at ${theirs} leaves` });
    oldSize = theirs;
  }
  return refuse('witness-unreachable', { detail: 'its size changes with every answer' });
};

const refusedWith = (status: number, text: string): { readonly ok: false; readonly error: WitnessFault } => {
  // Its proof began at the size that the witness has, so the trees differ before it.
  if (status === 422) return refuse('witness-saw-another');
  const detail = `HTTP ${status} ${text.split('\n')[0]?.slice(0, 80) ?? ''}`.trim();
  return status === 429 || status >= 500
    ? refuse('witness-unreachable', { detail })
    : refuse('witness-refused', { detail });
};

const sizeIn = (text: string): number | undefined => {
  const size = /^(?:0|[1-9]\d{0,15})\n$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : undefined;
};

/** The signature of the witness's own key among the lines of the answer; those of other keys are passed over. */
const signatureIn = async (
  { key }: NamedWitness,
  checkpoint: string,
  lines: string,
  verify: VerifySignature,
): Promise<Result<{ readonly signature: Line; readonly time: number }, WitnessFault>> => {
  const wrong = (detail: string) => refuse('witness-wrong-answer', { detail });
  const [head = ''] = checkpoint.split('\n\n');
  const note = parseNote(`${head}\n\n${lines}`);
  if (!note.ok) return wrong('no signature lines');
  for (const signature of note.value.signatures) {
    if (signature.name !== key.name || signature.id !== key.id) continue;
    const opened = await openNote({ text: note.value.text, signatures: [signature] }, [key], verify);
    const time = opened.ok ? opened.value[0]?.time : undefined;
    return time === undefined ? wrong('a signature that does not verify') : ok({ signature, time });
  }
  return wrong('no signature of its key');
};

type Line = Extract<Witnessed['answer'], { readonly ok: true }>['value']['signature'];
