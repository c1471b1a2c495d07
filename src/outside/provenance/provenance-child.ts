// The process that looks at where a picture comes from: a parser of untrusted files, away from the server and its database.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import init, { WasmReader } from '@contentauth/c2pa-wasm';
import type { Provenance } from '../../desk/world.ts';
import { cameraNotes } from './camera-notes.ts';
import { credentialsOf, type ManifestStore, noCredentials } from './credentials.ts';

export type ProvenanceAsked = {
  readonly picture: Uint8Array;
  readonly type: string;
  /** Certificates of whom to trust, as PEM; nobody where there is none. */
  readonly anchors: string | null;
};

process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

// A file may name an address where its credentials, or a list of revoked ones, are said to lie. Nobody goes there.
globalThis.fetch = () => Promise.reject(new Error('no network'));

process.on('message', ({ picture, type, anchors }: ProvenanceAsked) => {
  void (async () => {
    // From the bytes as they came: whatever decodes and saves a picture breaks what was signed.
    const credentials = await readCredentials(picture, type, anchors);
    const notes = await cameraNotes(picture);
    const found: Provenance = { ...notes, ...credentials, declared: credentials.declared ?? notes.declared };
    process.send?.(found);
  })();
});

const settings = (anchors: string | null): string =>
  JSON.stringify({
    verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_trust: true },
    ...(anchors === null ? {} : { trust: { trust_anchors: anchors } }),
  });

const readCredentials = async (picture: Uint8Array, type: string, anchors: string | null) => {
  const program = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  await init({ module_or_path: readFileSync(program) });
  let reader: WasmReader;
  try {
    reader = await WasmReader.fromBytes(type, picture, settings(anchors));
  } catch (error) {
    // The package has no codes for what it throws.
    const isAbsent = /JumbfNotFound|ProvenanceMissing|UnsupportedType|RemoteManifest/.test(String(error));
    return isAbsent ? noCredentials : { ...noCredentials, credentials: 'invalid' as const };
  }
  try {
    return credentialsOf(JSON.parse(reader.json()) as ManifestStore);
  } finally {
    reader.free();
  }
};
