// The public log over HTTP, read with nothing but what is served.
import { expect, test } from 'vitest';
import { fromBase64 } from '../../src/base/bytes.ts';
import { shortId } from '../../src/base/ids.ts';
import { committed } from '../../src/core/leaf.ts';
import { FilesAway } from '../../src/desk/files-away.ts';
import type { Log } from '../../src/desk/index.ts';
import {
  auditLog,
  formatVerifierKey,
  leafHash,
  openCheckpoint,
  parseHash,
  parseProofFile,
  parseVerifierKey,
  verifyEd25519,
  verifyInclusion,
  verifyProofFile,
} from '../../src/kit/tlog/index.ts';
import { signersOfTests } from '../in-memory/log.ts';
import { conclusion, publishedCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

const withCheck = async () => {
  const at = await deskServer();
  const team = { writer: at.team.checker, reviewer: at.team.reviewer };
  const published = await publishedCase(at.world, at.database, team);
  const get = (path: string) => at.as(at.team.checker, 'GET', path);
  const bytes = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
  const text = async (path: string) => (await get(path)).text();
  const key = parseVerifierKey((await text('/log/vkey')).trim());
  if (!key.ok) throw new Error(key.error.code);
  return { ...at, ...published, get, bytes, text, policy: { log: [key.value], verify: verifyEd25519 } };
};

test('whoever reads checkpoint, tiles and entries verifies the whole log, and finds the check in it', async () => {
  const { world, database, team, get, bytes, text, policy, check } = await withCheck();
  for (const slug of ['hai', 'ba'])
    await publishedCase(world, database, { writer: team.checker, reviewer: team.reviewer }, { slug });
  const opened = await openCheckpoint(await text('/log/checkpoint'), policy);
  if (!opened.ok) throw new Error(opened.error.code);
  expect(opened.value.checkpoint).toMatchObject({ size: 3, origin: 'kiemchung.example/log' });
  const entries: string[] = [];
  const read = async (path: string) => ((await get(`/log/${path}`)).ok ? bytes(`/log/${path}`) : undefined);
  const each = (_: number, entry: Uint8Array) => void entries.push(new TextDecoder().decode(entry));
  expect((await auditLog(opened.value.checkpoint, read, { each })).ok).toBe(true);
  expect(JSON.parse(entries[0] ?? '')).toMatchObject({ kind: 'check-published', check, verdict: 'false' });
  const [signer] = await signersOfTests();
  expect(await text('/log/vkey')).toBe(`${formatVerifierKey(signer!.key)}\n`);
});

test('files have the types and the caching of their specification; what is not signed is not there', async () => {
  const { world, get } = await withCheck();
  const tile = await get('/log/tile/0/000.p/1');
  expect(tile.headers.get('content-type')).toBe('application/octet-stream');
  expect(tile.headers.get('cache-control')).toContain('immutable');
  expect(tile.headers.get('access-control-allow-origin')).toBe('*');
  const checkpoint = await get('/log/checkpoint');
  expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(checkpoint.headers.get('cache-control')).not.toContain('immutable');
  // Laid by somebody who was killed before signing.
  await world.log.files.lay('tile/0/000.p/2', new Uint8Array(64));
  for (const path of ['tile/0/000.p/2', 'tile/0/000', 'tile/entries/001.p/1', 'tile/0/0', 'tile/0/..%2fcheckpoint'])
    expect((await get(`/log/${path}`)).status, path).toBe(404);
  expect((await get('/log/tile/9/000')).headers.get('content-type')).toContain('application/problem+json');
});

test('the proof of a check is verified without a network, and its parts open the hash of the page', async () => {
  const { text, get, policy, check } = await withCheck();
  const file = await text(`/log/proof/${check}`);
  const parsed = parseProofFile(file);
  if (!parsed.ok || parsed.value.extra === undefined) throw new Error('no proof file');
  expect(await verifyProofFile(file, parsed.value.extra, policy)).toMatchObject({ ok: true, value: { index: 0 } });
  const other = parsed.value.extra.with(5, 0);
  expect((await verifyProofFile(file, other, policy)).ok).toBe(false);
  expect(await text(`/log/proof/${shortId(check)}`)).toBe(file);

  const parts = JSON.parse(await text(`/log/proof/${check}.json`));
  expect(parts).toMatchObject({ check, leaf: 0, says: 'holds', size: 1 });
  const { hashes } = JSON.parse(parts.entry);
  expect(committed(parts.salt, parts.page)).toBe(hashes.page);
  const root = parseHash(parts.root);
  if (root === undefined) throw new Error('no root');
  const proof = parts.inclusion.map((hash: string) => fromBase64(hash));
  expect(verifyInclusion(leafHash(new TextEncoder().encode(parts.entry)), 0, { size: 1, root }, proof).ok).toBe(true);
  for (const path of ['11111111-1111-4111-8111-111111111111', 'x', `${check}.xml`])
    expect((await get(`/log/proof/${path}`)).status, path).toBe(404);
});

test('a log that refuses to sign is told to whoever watches, and no proof is made of damaged files', async () => {
  const { world, get, check } = await withCheck();
  expect(await (await get('/healthz')).json()).toEqual({ ok: true });
  const fault: Log['fault'] = () => ({ code: 'log-damaged', detail: 'tile/0/000' });
  const at = await deskServer({ world: { ...world, log: { ...world.log, fault } } as never });
  const told = await at.as(at.team.checker, 'GET', '/healthz');
  expect([told.status, await told.json()]).toEqual([503, { ok: false, log: 'log-damaged' }]);
  await world.log.files.lay('tile/0/000.p/1', new Uint8Array(32));
  const refused = await get(`/log/proof/${check}`);
  expect([refused.status, (await refused.json()).code]).toEqual([503, 'log-away']);
});

test('where the files lie in a store that is away, a check is read all the same, and says that there is no proof just now', async () => {
  const { world, get, text, check } = await withCheck();
  const read = world.log.files.read;
  const away = async () => {
    throw new FilesAway('the file store does not answer');
  };
  Object.assign(world.log.files, { read: away });
  const path = `/en/checks/${conclusion.slug}`;
  const page = await get(path);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('can give no proof just now')]);
  for (const file of ['/log/checkpoint', '/log/tile/0/000.p/1', `/log/proof/${check}`])
    expect((await get(file)).status, file).toBe(503);
  // What was said while it was away is not kept.
  Object.assign(world.log.files, { read });
  expect(await text(path)).toContain('what that leaf tells');
});
