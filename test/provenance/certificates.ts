// Two certificates (X.509, RFC 5280) made anew for each run: a root and a signer it vouches for. They are valid from 2020
// to 2099 and nowhere kept, so none of the tests of Content Credentials stops working some day, and none can leak a key.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export type Signer = { readonly key: KeyObject; readonly der: Buffer };
export type Vouched = { readonly signer: Signer; readonly rootPem: string };

/** A signer of that name, and the root that vouches for it, as `SANGTO_PICTURE_ANCHORS` holds one. */
export const signerNamed = (name: string): Vouched => {
  const root = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [issuer, subject] = [named('Example Root'), named(name)];
  const [above, below] = [keyId(root.publicKey), keyId(leaf.publicKey)];
  const rootDer = certificate(1, issuer, issuer, root.publicKey, root.privateKey, [
    extension('551d13', true, sequence(Buffer.from('0101ff', 'hex'))),
    extension('551d0f', true, Buffer.from('03020204', 'hex')),
    extension('551d0e', false, der(0x04, above)),
  ]);
  const leafDer = certificate(2, issuer, subject, leaf.publicKey, root.privateKey, [
    extension('551d13', true, sequence()),
    extension('551d0f', true, Buffer.from('03020780', 'hex')),
    extension('551d25', false, sequence(oid('2b06010505070304'))),
    extension('551d0e', false, der(0x04, below)),
    extension('551d23', false, sequence(der(0x80, above))),
  ]);
  return { signer: { key: leaf.privateKey, der: leafDer }, rootPem: pem(rootDer) };
};

const certificate = (
  serial: number,
  issuer: Buffer,
  subject: Buffer,
  of: KeyObject,
  by: KeyObject,
  extensions: readonly Buffer[],
): Buffer => {
  const body = sequence(
    der(0xa0, Buffer.from('020102', 'hex')),
    der(0x02, Buffer.from([serial])),
    ecdsaWithSha256,
    issuer,
    sequence(der(0x18, Buffer.from('20200101000000Z')), der(0x18, Buffer.from('20990101000000Z'))),
    subject,
    of.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  return sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), sign('sha256', body, by)));
};

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));

/** Organisation and common name alike. */
const named = (name: string): Buffer =>
  sequence(...['55040a', '550403'].map((kind) => der(0x31, sequence(oid(kind), der(0x0c, Buffer.from(name))))));

const extension = (kind: string, isCritical: boolean, value: Buffer): Buffer =>
  sequence(oid(kind), ...(isCritical ? [Buffer.from('0101ff', 'hex')] : []), der(0x04, value));

const keyId = (key: KeyObject): Buffer =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }).subarray(-65))
    .digest();

const pem = (of: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${of.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
