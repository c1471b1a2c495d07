// Pictures with real Content Credentials, signed by a certificate of the test: C2PA Technical Specification 2.2, 13
// ("Digital signatures"), and COSE (RFC 9052).
import { sign as signBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import init, { WasmBuilder } from '@contentauth/c2pa-wasm';
import type { Signer } from './certificates.ts';

const model = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const reserved = 4_096;

/** A JPEG with credentials by that signer, which say that a model made it. */
export const signedPicture = async (jpeg: Uint8Array, signer: Signer): Promise<Buffer> => {
  likeAWorker();
  const program = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  await init({ module_or_path: readFileSync(program) });
  const manifest = {
    claim_generator_info: [{ name: 'Paint Anything', version: '3' }],
    assertions: [
      { label: 'c2pa.actions.v2', data: { actions: [{ action: 'c2pa.created', digitalSourceType: model }] } },
    ],
  };
  const builder = WasmBuilder.fromJson(
    JSON.stringify(manifest),
    JSON.stringify({ verify: { verify_after_sign: false } }),
  );
  const signing = { alg: 'es256', reserveSize: reserved, sign: async (claim: Uint8Array) => cose(claim, signer) };
  try {
    return Buffer.from(await builder.sign(signing, [], 'image/jpeg', new ReadAtOnce(jpeg)));
  } finally {
    builder.free();
  }
};

/** The package signs in workers of browsers alone: it slices a Blob and reads it at once, as Node cannot. */
class ReadAtOnce extends Blob {
  readonly held: Buffer;
  constructor(bytes: Uint8Array) {
    super([Buffer.from(bytes)]);
    this.held = Buffer.from(bytes);
  }
  override slice(from?: number, to?: number): ReadAtOnce {
    return new ReadAtOnce(this.held.subarray(from, to));
  }
}

const likeAWorker = (): void => {
  Object.assign(globalThis, {
    FileReaderSync: class {
      readAsArrayBuffer({ held }: ReadAtOnce): ArrayBuffer {
        return Uint8Array.from(held).buffer;
      }
    },
  });
};

/** A COSE_Sign1 around the claim, which is not in it, as long as was reserved. */
const cose = (claim: Uint8Array, { key, der }: Signer): Uint8Array<ArrayBuffer> => {
  const kept = Buffer.concat([head(5, 2), head(0, 1), head(1, 6), head(0, 33), array(bytes(der))]);
  const toSign = array(text('Signature1'), bytes(kept), bytes(Buffer.alloc(0)), bytes(Buffer.from(claim)));
  const signature = signBytes('sha256', toSign, { key, dsaEncoding: 'ieee-p1363' });
  const padded = (by: number): Buffer =>
    Buffer.concat([
      head(6, 18),
      head(4, 4),
      bytes(kept),
      head(5, 1),
      text('pad'),
      bytes(Buffer.alloc(by)),
      Buffer.from('f6', 'hex'),
      bytes(signature),
    ]);
  return Uint8Array.from(padded(reserved - (padded(300).length - 300)));
};

const head = (kind: number, size: number): Buffer =>
  Buffer.from(
    size < 24
      ? [(kind << 5) | size]
      : size < 256
        ? [(kind << 5) | 24, size]
        : [(kind << 5) | 25, size >> 8, size & 255],
  );
const bytes = (of: Buffer): Buffer => Buffer.concat([head(2, of.length), of]);
const text = (of: string): Buffer => Buffer.concat([head(3, of.length), Buffer.from(of)]);
const array = (...of: readonly Buffer[]): Buffer => Buffer.concat([head(4, of.length), ...of]);
