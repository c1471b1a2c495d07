// Answers of WebAuthn (W3C, level 3), checked with the library: a new key, and a signature.
import { isIP } from 'node:net';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { HeldPasskey, NewPasskeyAnswer, PasskeyAnswer } from '../../desk/index.ts';

/** Ed25519, ES256, RS256. */
export const algorithms = [-8, -7, -257];

/** Browsers make passkeys over https, and on this machine itself, for names only (WebAuthn level 3, section 5.1.3). */
export const isOffered = (origin: string): boolean => {
  const { protocol, hostname } = new URL(origin);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return false;
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
};

type Expected = {
  readonly expectedChallenge: string;
  readonly expectedOrigin: string;
  readonly expectedRPID: string;
};

/**
 * The key that a machine has made; undefined when anything of the answer is not as it was asked for. Statements about the
 * machine are refused unread: checking one would follow addresses that stand in it.
 */
export const madeKey = async (
  { id, clientDataJSON, attestationObject }: NewPasskeyAnswer,
  expected: Expected,
): Promise<Pick<HeldPasskey, 'credential' | 'publicKey' | 'counter'> | undefined> => {
  try {
    const statement = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    const format = statement.get('fmt');
    const self = format === 'packed' && statement.get('attStmt').get('x5c') === undefined;
    if (format !== 'none' && !self) return undefined;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      ...expected,
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified || registrationInfo.credential.id !== id) return undefined;
    const { publicKey, counter } = registrationInfo.credential;
    // Identifiers have 16 to 1023 bytes, the longest key a few hundred.
    const fits = id.length >= 22 && id.length <= 1364 && publicKey.length <= 2000;
    return fits ? { credential: id, publicKey, counter } : undefined;
  } catch {
    // Whatever a browser can send that is not an answer is thrown by the library; nothing else happens in there.
    return undefined;
  }
};

/** How often the key says it has signed; undefined when the answer is not good. */
export const counted = async (
  { id, clientDataJSON, authenticatorData, signature }: PasskeyAnswer,
  held: Pick<HeldPasskey, 'credential' | 'publicKey'>,
  expected: Expected,
): Promise<number | undefined> => {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...expected,
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, authenticatorData, signature },
        clientExtensionResults: {},
      },
      // The count is judged by the store, in the statement that keeps it.
      credential: { id: held.credential, publicKey: Uint8Array.from(held.publicKey), counter: 0 },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // As above: what is no answer is thrown.
    return undefined;
  }
};
