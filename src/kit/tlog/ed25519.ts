// Ed25519 by WebCrypto, which browsers and Node both have. A server may as well hand in node:crypto: see `VerifySignature`.
import { fromBase64Url } from '../../base/bytes.ts';
import { ok, type Result, refuse } from '../../base/result.ts';
import { type KeyFault, type SecretKey, verifierKey } from './keys.ts';
import type { VerifySignature } from './note.ts';
import type { Signer } from './sign-note.ts';
import type { SignatureType } from './signature-types.ts';

const algorithm = 'Ed25519';

// What stands before the seed in PKCS #8 (RFC 8410, section 7), the one form in which WebCrypto takes it.
const pkcs8Head = Uint8Array.of(
  0x30,
  0x2e,
  0x02,
  0x01,
  0x00,
  0x30,
  0x05,
  0x06,
  0x03,
  0x2b,
  0x65,
  0x70,
  0x04,
  0x22,
  0x04,
  0x20,
);

/** Verifies signatures of the types 0x01 and 0x04. */
export const verifyEd25519: VerifySignature = async ({ key }, message, signature) => {
  const { subtle } = globalThis.crypto;
  const imported = await subtle.importKey('raw', Uint8Array.from(key), algorithm, false, ['verify']);
  return subtle.verify(algorithm, imported, Uint8Array.from(signature), Uint8Array.from(message));
};

/** A signer from 32 secret bytes that somebody drew by chance. */
export const ed25519Signer = async (
  name: string,
  type: SignatureType,
  seed: Uint8Array,
): Promise<Result<Signer, KeyFault>> => {
  if (seed.length !== 32) return refuse('key-malformed');
  const { subtle } = globalThis.crypto;
  const secret = await subtle.importKey('pkcs8', Uint8Array.of(...pkcs8Head, ...seed), algorithm, true, ['sign']);
  const { x = '' } = await subtle.exportKey('jwk', secret);
  const key = verifierKey(name, type, fromBase64Url(x) ?? new Uint8Array());
  if (!key.ok) return key;
  const sign = async (message: Uint8Array): Promise<Uint8Array> =>
    new Uint8Array(await subtle.sign(algorithm, secret, Uint8Array.from(message)));
  return ok({ key: key.value, sign });
};

/** The signer of a key that was written down. Refuses when the id there is another. */
export const signerOf = async ({ name, id, type, seed }: SecretKey): Promise<Result<Signer, KeyFault>> => {
  const made = await ed25519Signer(name, type, seed);
  if (!made.ok) return made;
  return made.value.key.id === id ? made : refuse('key-id-wrong');
};
