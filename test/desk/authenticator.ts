// A machine that holds passkeys, in software: makes keys and signs as WebAuthn asks, and otherwise where a test wants it to.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

type Options = { readonly challenge: string; readonly user?: { readonly id: string } };

/** What is otherwise than it should be. */
export type Crooked = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly verified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly format?: string;
};

export type Authenticator = {
  readonly id: string;
  /** The field of the form by which a new key is handed in. */
  readonly make: (options: Options, crooked?: Crooked) => string;
  readonly show: (options: Options, crooked?: Crooked) => string;
};

const flags = { present: 1, verified: 4, withKey: 64 };

/** One key for one site. With `counts` it counts how often it signed, as keys on a stick do; else it stays at 0, as phones do. */
export const authenticator = (origin: string, counts = false): Authenticator => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let user = '';
  let counted = 0;
  const data = (crooked: Crooked, key: Buffer | null): Buffer => {
    const verified = crooked.verified === false ? 0 : flags.verified;
    const counter = Buffer.alloc(4);
    if (counts) counted++;
    counter.writeUInt32BE(crooked.counter ?? counted);
    return Buffer.concat([
      createHash('sha256')
        .update(crooked.rpId ?? new URL(origin).hostname)
        .digest(),
      Buffer.from([flags.present | verified | (key === null ? 0 : flags.withKey)]),
      counter,
      ...(key === null ? [] : [Buffer.alloc(16), Buffer.from([0, id.length]), id, key]),
    ]);
  };
  const client = (type: string, { challenge }: Options, crooked: Crooked): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: crooked.type ?? type,
        challenge: crooked.challenge ?? challenge,
        origin: crooked.origin ?? origin,
        crossOrigin: false,
      }),
    );
  return {
    id: id.toString('base64url'),
    make: (options, crooked = {}) => {
      user = options.user?.id ?? '';
      const format = crooked.format ?? 'none';
      const statement = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text(format),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(data(crooked, coseOf(publicKey))),
      ]);
      return JSON.stringify({
        id: id.toString('base64url'),
        clientDataJSON: client('webauthn.create', options, crooked).toString('base64url'),
        attestationObject: statement.toString('base64url'),
      });
    },
    show: (options, crooked = {}) => {
      const authenticatorData = data(crooked, null);
      const clientDataJSON = client('webauthn.get', options, crooked);
      const hash = createHash('sha256').update(clientDataJSON).digest();
      const signature = sign('sha256', Buffer.concat([authenticatorData, hash]), privateKey);
      return JSON.stringify({
        id: id.toString('base64url'),
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: crooked.userHandle ?? user,
      });
    },
  };
};

/** CBOR (RFC 8949), as far as it is needed here. */
const text = (words: string): Buffer => Buffer.concat([Buffer.from([0x60 | words.length]), Buffer.from(words)]);
const bytes = (of: Buffer): Buffer => Buffer.concat([Buffer.from([0x59, of.length >> 8, of.length & 255]), of]);

/** A key of P-256 as COSE writes it (RFC 9053, section 7.1.1). */
const coseOf = (key: KeyObject): Buffer => {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const part = (label: number, of: string) =>
    Buffer.concat([Buffer.from([label, 0x58, 32]), Buffer.from(of, 'base64url')]);
  return Buffer.concat([Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]), part(0x21, x), part(0x22, y)]);
};
