// Notes signed: by a log (type 0x01) or by a witness with the time at which it saw the tree (type 0x04).
import type { VerifierKey } from './keys.ts';
import type { NoteSignature } from './note.ts';
import { cosignedMessage, timeBytes } from './signature-types.ts';

/** Something that signs under a key: memory, a file, a machine that never lets the key out. */
export type Signer = {
  readonly key: VerifierKey;
  readonly sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
};

/** The log's signature of a text. Throws for a key of a witness. */
export const signNote = async (text: string, { key, sign }: Signer): Promise<NoteSignature> => {
  if (key.type !== 0x01) throw new TypeError('a witness cosigns');
  return { name: key.name, id: key.id, bytes: await sign(new TextEncoder().encode(text)) };
};

/**
 * A witness's signature of a checkpoint's text: that this is the largest consistent tree it has seen of that log, at this
 * time (seconds since 1970). Whoever calls has verified that. Throws for a key of a log.
 */
export const cosign = async (text: string, time: number, { key, sign }: Signer): Promise<NoteSignature> => {
  if (key.type !== 0x04) throw new TypeError('a log signs, it does not cosign');
  const signature = await sign(cosignedMessage(text, time));
  return { name: key.name, id: key.id, bytes: Uint8Array.of(...timeBytes(time), ...signature) };
};
