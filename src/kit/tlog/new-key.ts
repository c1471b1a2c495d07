// Making a key: 32 bytes that the caller drew by chance become a line to keep, a line to give away, and a signer.
import { ok, type Result } from '../../base/result.ts';
import { ed25519Signer } from './ed25519.ts';
import { formatSecretKey, formatVerifierKey, type KeyFault } from './keys.ts';
import type { Signer } from './sign-note.ts';
import type { SignatureType } from './signature-types.ts';

export type NewKey = {
  /** `PRIVATE+KEY+…`: for a file that nobody else reads. */
  readonly secret: string;
  /** `name+id+…`: for everybody. */
  readonly vkey: string;
  readonly signer: Signer;
};

/**
 * A key of a log (0x01) or of a witness (0x04) from a seed of 32 bytes (RFC 8032). Chance is the caller's: a kit draws none.
 * Refuses a name with spaces or plus signs, and a seed of another length.
 */
export const newKey = async (
  name: string,
  type: Extract<SignatureType, 0x01 | 0x04>,
  seed: Uint8Array,
): Promise<Result<NewKey, KeyFault>> => {
  const made = await ed25519Signer(name, type, seed);
  if (!made.ok) return made;
  const { id } = made.value.key;
  return ok({
    secret: formatSecretKey({ name, id, type, seed }),
    vkey: formatVerifierKey(made.value.key),
    signer: made.value,
  });
};
