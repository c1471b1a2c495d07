// The kinds of signature a note may carry, by their byte (c2sp.org/signed-note, signature types). ML-DSA-44 (0x06) would be
// one more line here, with its own message.

type Kind = {
  readonly keyLength: number;
  readonly signatureLength: number;
  /** The bytes that were signed, from the text of the note and the signature as it stands there. */
  readonly signed: (text: string, bytes: Uint8Array) => SignedMessage | undefined;
};

type SignedMessage = { readonly message: Uint8Array; readonly signature: Uint8Array; readonly time?: number };

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export const signatureTypes = {
  /** Ed25519 over the text. */
  1: {
    keyLength: 32,
    signatureLength: 64,
    signed: (text, bytes) => ({ message: encode(text), signature: bytes }),
  },
  /** A witness's cosignature: Ed25519 over the text and a time (c2sp.org/tlog-cosignature). */
  4: {
    keyLength: 32,
    signatureLength: 72,
    signed: (text, bytes) => {
      const time = timeIn(bytes);
      return time === undefined
        ? undefined
        : { message: cosignedMessage(text, time), signature: bytes.subarray(8), time };
    },
  },
} as const satisfies Record<number, Kind>;

export type SignatureType = keyof typeof signatureTypes;

export const isSignatureType = (byte: number): byte is SignatureType => Object.hasOwn(signatureTypes, byte);

/** What was signed by a key of this type; undefined when the signature cannot be one of it. */
export const signedBy = (type: SignatureType, text: string, bytes: Uint8Array): SignedMessage | undefined => {
  const kind: Kind = signatureTypes[type];
  return bytes.length === kind.signatureLength ? kind.signed(text, bytes) : undefined;
};

/** What a witness signs, at a time in seconds since 1970: two lines and the text of the checkpoint. */
export const cosignedMessage = (text: string, time: number): Uint8Array =>
  encode(`cosignature/v1\ntime ${time}\n${text}`);

/** A time in eight bytes, big-endian. */
export const timeBytes = (time: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  return bytes;
};

/** The time a cosignature begins with; undefined for one in an age that no number of ours reaches. */
const timeIn = (bytes: Uint8Array): number | undefined => {
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(time) ? time : undefined;
};
