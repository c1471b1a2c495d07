// Keys as one line of text: `name+id+base64(type ‖ key)` for whoever verifies, and Go's `PRIVATE+KEY+…` for whoever signs
// (c2sp.org/signed-note; golang.org/x/mod/sumdb/note).
import { fromBase64, toBase64, toHex } from '../../base/bytes.ts';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { sha256 } from './sha256.ts';
import { isSignatureType, type SignatureType, signatureTypes } from './signature-types.ts';

/** A key that signatures are verified with. `id` is 8 hex digits. */
export type VerifierKey = {
  readonly name: string;
  readonly id: string;
  readonly type: SignatureType;
  readonly key: Uint8Array;
};

/** A key that signs: the seed of RFC 8032, 32 bytes. `id` belongs to the public key. */
export type SecretKey = {
  readonly name: string;
  readonly id: string;
  readonly type: SignatureType;
  readonly seed: Uint8Array;
};

export type KeyFault = Refusal<'key-malformed' | 'key-type-unknown' | 'key-id-wrong'>;

/** The first four bytes of SHA-256(name ‖ "\n" ‖ type ‖ key), in hex. */
export const keyId = (name: string, type: SignatureType, key: Uint8Array): string =>
  toHex(sha256(new TextEncoder().encode(`${name}\n`), Uint8Array.of(type), key).subarray(0, 4));

/** Whether a key may be called so: not empty, no space and no plus sign. */
export const isKeyName = (name: string): boolean =>
  name !== '' && name.isWellFormed() && !/[\p{White_Space}\u0000-\u001f+]/u.test(name);

/** A key under a name, with its id. */
export const verifierKey = (name: string, type: SignatureType, key: Uint8Array): Result<VerifierKey, KeyFault> =>
  isKeyName(name) && key.length === signatureTypes[type].keyLength
    ? ok({ name, id: keyId(name, type, key), type, key })
    : refuse('key-malformed');

export const formatVerifierKey = ({ name, id, type, key }: VerifierKey): string =>
  `${name}+${id}+${toBase64(Uint8Array.of(type, ...key))}`;

/**
 * Reads a verifier key. Its id is computed again and must be the one written.
 *
 * ```ts
 * parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW').ok // true
 * ```
 */
export const parseVerifierKey = (line: string): Result<VerifierKey, KeyFault> => {
  const parts = line.length > 4096 ? [] : line.split('+');
  const [name = '', id = ''] = parts;
  const read = materialIn(parts.slice(2).join('+'));
  if (!read.ok) return read;
  const made = verifierKey(name, read.value.type, read.value.bytes);
  if (!made.ok) return made;
  return made.value.id === id ? made : refuse('key-id-wrong');
};

export const formatSecretKey = ({ name, id, type, seed }: SecretKey): string =>
  `PRIVATE+KEY+${name}+${id}+${toBase64(Uint8Array.of(type, ...seed))}`;

/** Reads a signing key. The id can only be compared once the public key is made of it: see `ed25519Signer`. */
export const parseSecretKey = (line: string): Result<SecretKey, KeyFault> => {
  const parts = line.length > 4096 ? [] : line.split('+');
  const [first, second, name = '', id = ''] = parts;
  if (first !== 'PRIVATE' || second !== 'KEY' || !isKeyName(name) || !/^[0-9a-f]{8}$/.test(id))
    return refuse('key-malformed');
  const read = materialIn(parts.slice(4).join('+'));
  if (!read.ok) return read;
  const { type, bytes } = read.value;
  return bytes.length === 32 ? ok({ name, id, type, seed: bytes }) : refuse('key-malformed');
};

const materialIn = (text: string): Result<{ readonly type: SignatureType; readonly bytes: Uint8Array }, KeyFault> => {
  const bytes = fromBase64(text);
  const type = bytes?.[0];
  if (bytes === undefined || type === undefined) return refuse('key-malformed');
  return isSignatureType(type) ? ok({ type, bytes: bytes.subarray(1) }) : refuse('key-type-unknown');
};
