// Signed notes (c2sp.org/signed-note): a text, an empty line, and a line for each signature.
import { fromBase64, toBase64, toHex } from '../../base/bytes.ts';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { isKeyName, type VerifierKey } from './keys.ts';
import { signedBy } from './signature-types.ts';

/** One line below a note. Nothing is known of it until its key is. */
export type NoteSignature = { readonly name: string; readonly id: string; readonly bytes: Uint8Array };

/** A note taken apart. `text` includes its last newline; it must not be used before a signature was verified. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A signature that verified; `time` in seconds, on a cosignature. */
export type VerifiedSignature = { readonly key: VerifierKey; readonly time?: number };

/** Whether the signature of this message belongs to the key: WebCrypto in a browser, node:crypto on a server. */
export type VerifySignature = (
  key: VerifierKey,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

export type NoteFault = Refusal<'note-malformed' | 'note-signature-wrong' | 'note-unsigned'>;

// The specification asks for 16 at least. More than this is somebody making us work.
const mostSignatures = 64;
const longestNote = 1 << 20;

/** Takes a note apart, strictly. Bytes must be UTF-8. */
export const parseNote = (given: string | Uint8Array): Result<Note, NoteFault> => {
  const whole = textOf(given);
  if (whole === undefined) return malformed('not a text of UTF-8, too long, or with control characters');
  const gap = whole.lastIndexOf('\n\n');
  if (gap < 0 || !whole.endsWith('\n')) return malformed('no empty line before the signatures');
  const lines = whole.slice(gap + 2, -1).split('\n');
  if (lines.length > mostSignatures) return malformed(`more than ${mostSignatures} signatures`);
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = signatureIn(line);
    if (signature === undefined) return malformed('a line that is no signature');
    signatures.push(signature);
  }
  return ok({ text: whole.slice(0, gap + 1), signatures });
};

/** The note as it is served. The text must end in a newline, as `formatCheckpoint` sees to. */
export const formatNote = ({ text, signatures }: Note): string => `${text}\n${signatures.map(noteLine).join('')}`;

/** The note with further signatures; one of the same key makes room for the new one. Nothing is verified. */
export const withSignatures = ({ text, signatures }: Note, added: readonly NoteSignature[]): Note => {
  const isNew = ({ name, id }: NoteSignature) => added.some((one) => one.name === name && one.id === id);
  return { text, signatures: [...signatures.filter((one) => !isNew(one)), ...added] };
};

/** One signature as it stands below a note, and as a witness answers it. */
export const noteLine = ({ name, id, bytes }: NoteSignature): string =>
  `— ${name} ${toBase64(Uint8Array.of(...idBytes(id), ...bytes))}\n`;

/**
 * Verifies a note by the keys that are known. A signature of another key is passed over; one of a known key must verify,
 * or the whole note is refused; one at least must be there. A key counts once, however many lines it has: the latest
 * time stands.
 */
export const openNote = async (
  note: Note,
  keys: readonly VerifierKey[],
  verify: VerifySignature,
): Promise<Result<readonly VerifiedSignature[], NoteFault>> => {
  const verified = new Map<VerifierKey, VerifiedSignature>();
  for (const { name, id, bytes } of note.signatures) {
    // Two known keys may share name and id by accident: then one of them must have signed.
    const known = keys.filter((key) => key.name === name && key.id === id);
    if (known.length === 0) continue;
    let any = false;
    for (const key of known) {
      const signed = signedBy(key.type, note.text, bytes);
      if (signed === undefined || !(await verify(key, signed.message, signed.signature))) continue;
      any = true;
      const before = verified.get(key)?.time ?? -1;
      if (signed.time === undefined) verified.set(key, { key });
      else if (signed.time > before) verified.set(key, { key, time: signed.time });
    }
    if (!any) return refuse('note-signature-wrong', { detail: name });
  }
  return verified.size === 0 ? refuse('note-unsigned') : ok([...verified.values()]);
};

const textOf = (given: string | Uint8Array): string | undefined => {
  if (given.length > longestNote) return undefined;
  const text = typeof given === 'string' ? given : decoded(given);
  return text?.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text) ? text : undefined;
};

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const signatureIn = (line: string): NoteSignature | undefined => {
  const [dash, name = '', base64 = '', more] = line.split(' ');
  const bytes = fromBase64(base64);
  if (dash !== '—' || more !== undefined || !isKeyName(name) || bytes === undefined || bytes.length < 5)
    return undefined;
  return { name, id: toHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
};

const idBytes = (id: string): readonly number[] => (id.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

const malformed = (detail: string) => refuse('note-malformed', { detail });
