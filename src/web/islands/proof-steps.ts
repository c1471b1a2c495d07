// The proof of a page, step by step: each step says what was worked out, and the first that does not fit is the last.
import { toHex } from '../../base/bytes.ts';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { type DrawnPage, drawnOtherwise, headingOf, type LoggedPage } from '../../core/drawn-page.ts';
import {
  type Checkpoint,
  hashText,
  leafHash,
  type OpenedCheckpoint,
  type ProofFile,
  parseProofFile,
  sha256,
  type VerifierKey,
  verifyInclusion,
} from '../../kit/tlog/index.ts';
import { drawnFrom } from './drawn-words.ts';
import { differs, fits, goesOn, headOf, type Keys, type Log, noted, sinceSeen, type Told } from './since-seen.ts';

/** What a page gives to be verified. Nothing of it is believed. */
export type Given = {
  /** The leaf as it was logged, and its number. */
  readonly entry: string;
  readonly index: number;
  readonly keys: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** The texts that the leaf commits to, by the names of its hashes, with what opens them; what was erased is absent. */
  readonly texts: Readonly<Record<string, { readonly text: string; readonly salt: string }>>;
  /**
   * Passages as the reader sees them, and where in those texts each stands: `content.claim.vi`, or the whole `content`.
   * `drawn`: the text is Markdown, or a form with blanks, and only its words can be compared.
   */
  readonly told: readonly { readonly path: string; readonly says: string; readonly drawn: boolean }[];
  /** The heading as the reader sees it, and its language; the verdict that is drawn, by its code. */
  readonly shown: DrawnPage | undefined;
};

/** What the steps may touch. */
export type Surroundings = Log & { readonly proof: () => Promise<string> };

export async function* proofSteps(given: Given, around: Surroundings): AsyncGenerator<Told, void> {
  const leaf = leafHash(new TextEncoder().encode(given.entry));
  yield fits('leaf-fits', { index: String(given.index), hash: hashText(leaf) });

  const file = parseProofFile(await around.proof());
  if (!file.ok) return yield differs('proof-unreadable', { why: file.error.detail ?? '' });
  const { index } = file.value;
  const head = await headOf(file.value.checkpoint, given, around);
  if (typeof head === 'string') return yield differs('signature-differs', { why: head });
  const { checkpoint } = head;
  if (index !== given.index) {
    const say = isNewer(given, file.value, checkpoint) ? noted('proof-newer') : differs('proof-other-leaf');
    return yield { ...say, values: { index: String(index) } };
  }
  const included = verifyInclusion(leaf, given.index, checkpoint, file.value.proof);
  if (!included.ok) return yield differs('proof-differs', { why: included.error.detail ?? '' });
  yield fits('proof-fits', { count: String(file.value.proof.length), size: String(checkpoint.size) });

  const [key] = given.keys;
  if (around.verify === undefined) yield noted('signature-unable');
  else yield fits('signature-fits', { name: key?.name ?? '' });
  if (around.verify !== undefined) yield witnessed(head);

  const newest = await newestOf(given, around, checkpoint);
  yield newest.told;
  if (newest.told.outcome === 'differs') return;
  const seen = await sinceSeen(given, around, newest.checkpoint);
  yield seen;
  if (seen.outcome === 'differs') return;
  const page = pageOf(given);
  yield page;
  // What did not fit, or nobody's signature was seen on, is not remembered: it would pass for the truth next time.
  if (page.outcome !== 'differs') remember(around, seen, newest.note);
}

/** Whether the log still begins with what this browser saw of it last; if so, what is served now is remembered. */
export const sinceLast = async (keys: Keys, around: Log): Promise<Told> => {
  const bytes = await around.read('checkpoint');
  if (bytes === undefined && (around.seen?.get() ?? null) === null) return noted('seen-nothing');
  const note = bytes === undefined ? '' : new TextDecoder().decode(bytes);
  const head = await headOf(note, keys, around);
  if (typeof head === 'string') return differs('newest-unsigned', { why: head });
  const seen = await sinceSeen(keys, around, head.checkpoint);
  remember(around, seen, note);
  return seen;
};

/** After these, what is served now is what is compared with next time. */
const goneOn: readonly string[] = ['seen-first', 'seen-fits', 'seen-rotated', 'seen-garbled'];

const remember = ({ seen: memory, verify }: Log, { say }: Told, note: string): void => {
  if (goneOn.includes(say) && verify !== undefined) memory?.set(note);
};

/**
 * Whether the check was corrected after the page was loaded: a later leaf, in the log as it was signed, tells of the same
 * check. Then nothing is said of the page that is open; the one that is served now has to be verified.
 */
const isNewer = (given: Given, { index, proof, extra }: ProofFile, checkpoint: Checkpoint): boolean => {
  if (extra === undefined || index < given.index) return false;
  const [now, then] = [new TextDecoder().decode(extra), given.entry].map(
    (text) => jsonIn(text) as { readonly kind?: string; readonly check?: string } | undefined,
  );
  if (then?.check === undefined || now?.check !== then.check || now.kind?.startsWith('check-') !== true) return false;
  if (new TextDecoder().decode(extra) === given.entry) return false;
  return verifyInclusion(leafHash(extra), index, checkpoint, proof).ok;
};

const witnessed = ({ cosignatures }: OpenedCheckpoint): Told =>
  cosignatures.length === 0
    ? noted('witnesses-none')
    : fits('witnesses-fits', {
        count: String(cosignatures.length),
        names: cosignatures.map(({ key }) => key.name).join(', '),
      });

type Newest = { readonly told: Told; readonly note: string; readonly checkpoint: Checkpoint };

/** What the log serves now must go on from the checkpoint of the proof. */
const newestOf = async (given: Given, around: Surroundings, then: Checkpoint): Promise<Newest> => {
  const bytes = await around.read('checkpoint');
  const note = bytes === undefined ? '' : new TextDecoder().decode(bytes);
  const head = await headOf(note, given, around);
  if (typeof head === 'string') return { told: differs('newest-unsigned', { why: head }), note, checkpoint: then };
  const now = head.checkpoint;
  const size = String(now.size);
  const [older, newer] = then.size <= now.size ? [then, now] : [now, then];
  // A proof made a moment later than the checkpoint was fetched is newer; either way round one goes on from the other.
  const why = await goesOn(older, newer, around.read);
  const told = why === undefined ? fits('newest-fits', { size }) : differs('newest-differs', { size, why });
  return { told, note, checkpoint: now };
};

/** Whether what the page says is what the leaf was told: SHA-256 of the salt and each text, and then what the reader sees. */
const pageOf = (given: Given): Told => {
  const leaf = jsonIn(given.entry) as { readonly hashes?: Readonly<Record<string, string>> } | undefined;
  const hashes = Object.entries(leaf?.hashes ?? {});
  if (hashes.length === 0) return noted('page-wordless');
  const opened = hashes.filter(([name]) => given.texts[name] !== undefined);
  // The verdict stands in the leaf itself, whatever became of the words.
  const { verdict } = leaf as { readonly verdict?: unknown };
  if (opened.length === 0 && typeof verdict === 'string' && (given.shown?.verdict ?? verdict) !== verdict)
    return differs('page-other-verdict');
  if (opened.length === 0) return noted('page-erased');
  for (const [name, wanted] of opened) {
    const { text, salt: hex } = given.texts[name] as { readonly text: string; readonly salt: string };
    if (!/^(?:[0-9a-f]{2})+$/.test(hex) || (name === 'page' && !isCanonical(text))) return differs('page-unreadable');
    const salt = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    if (toHex(sha256(salt, new TextEncoder().encode(text))) !== wanted) return differs('page-differs');
  }
  const page = given.texts.page;
  return page !== undefined && given.told.length === 0 ? checkOf(page.text, given) : passagesOf(given);
};

/** Passage by passage: what the reader sees against the text that was sealed. */
const passagesOf = ({ texts, told }: Given): Told => {
  for (const { path, says, drawn } of told) {
    const sealed = passageIn(texts, path);
    const same = sealed !== undefined && (drawn ? drawnFrom(says, sealed) : flat(says) === flat(sealed));
    if (!same) return differs('page-other-words', { words: flat(says).slice(0, 80) });
  }
  return told.length === 0 ? fits('page-text-fits') : fits('page-words-fit', { count: String(told.length) });
};

const passageIn = (texts: Given['texts'], path: string): string | undefined => {
  const [name = '', ...rest] = path.split('.');
  const text = texts[name]?.text;
  if (text === undefined || rest.length === 0) return text;
  let at: unknown = jsonIn(text);
  for (const part of rest)
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, part)
        ? (at as Record<string, unknown>)[part]
        : undefined;
  return typeof at === 'string' ? at : undefined;
};

const flat = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

const isCanonical = (text: string): boolean => {
  const said = jsonIn(text);
  return said !== undefined && canonicalJson(said) === text;
};

/** Of a check: what is drawn, by the rule that a watch holds pages against, too. */
const checkOf = (text: string, { shown }: Given): Told => {
  const logged = jsonIn(text) as LoggedPage;
  const other = shown === undefined ? undefined : drawnOtherwise(logged, shown);
  if (other !== undefined) return differs(`page-other-${other}`);
  const { texts = {}, verdict } = logged;
  const title = headingOf(shown === undefined ? Object.values(texts)[0] : texts[shown.lang]);
  return fits('page-fits', { title, verdict: verdict ?? '–' });
};

const jsonIn = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};
