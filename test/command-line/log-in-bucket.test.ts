// A whole instance whose public log lies in an object store: started, sealed, read over HTTP, lost, and written again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { sealLeaves } from '../../src/desk/index.ts';
import { parseCheckpoint, parseNote } from '../../src/kit/tlog/index.ts';
import { logKeysOf } from '../../src/main/log-keys.ts';
import { openBucket } from '../../src/outside/bucket/index.ts';
import { logInBucket } from '../../src/outside/log/index.ts';
import { logRowsIn, openDatabase } from '../../src/store/index.ts';
import type { Kept } from '../in-memory/conditional-store.ts';
import { objectStore } from '../in-memory/object-store.ts';
import { type Env, ended, type Place, placeWithDatabase, start } from './run.ts';

const kept: Kept = { ifNoneMatch: true, ifMatch: true };

/** An instance with its files and its log in a store of its own. */
const withStore = async (keeps?: Kept) => {
  const store = await objectStore(keeps);
  onTestFinished(() => store.remove());
  const { endpoint, bucket, key, secret } = store.place;
  const here = await placeWithDatabase();
  const s3 = { SANGTO_S3_ENDPOINT: endpoint, SANGTO_S3_BUCKET: bucket, SANGTO_S3_KEY: key, SANGTO_S3_SECRET: secret };
  const env: Env = { ...here.env, ...s3, SANGTO_S3_PREFIX: 'newsroom/', SANGTO_S3_LOG: 'on' };
  const run: Place['run'] = (args, how = {}) => here.run(args, { ...how, env });
  return { store, bucket: openBucket({ ...store.place, prefix: 'newsroom/' }), env, run, folder: here.folder };
};

const serve = async ({ env, folder }: Pick<Place, 'env' | 'folder'>) => {
  const child = start(['serve', '--json', '--port', '0'], env, folder);
  const end = ended(child);
  const lines = createInterface({ input: child.stdout });
  const address = await new Promise<string>((ready, failed) => {
    lines.once('line', (line) => ready((JSON.parse(line) as { address: string }).address));
    void end.then(({ err }) => failed(new Error(err)));
  });
  return { child, end, address };
};

/** Another publisher's checks answer from here on, which is a leaf. */
const bring = async ({ run }: Pick<Place, 'run'>): Promise<void> => {
  const feed = {
    id: 'c-1',
    claim: 'The bridge over the river is closed.',
    url: 'https://a.example/1',
    verdict: 'false',
  };
  const brought = ['import', '-', '--publisher', 'Báo Một', '--site', 'mot.example', '--answers'];
  expect((await run(brought, { stdin: JSON.stringify(feed) })).code).toBe(0);
};

/** What a serving process does as soon as a leaf is asked for. */
const sealIn = async ({ env, folder, store }: Awaited<ReturnType<typeof withStore>>): Promise<void> => {
  const database = openDatabase({ connectionString: env.DATABASE_URL ?? '' });
  const organisation = { origin: 'http://localhost:8080' } as Parameters<typeof logKeysOf>[1]['organisation'];
  const sealed = await sealLeaves({
    rows: logRowsIn(database),
    files: logInBucket({ ...store.place, prefix: 'newsroom/' }),
    signers: logKeysOf(join(folder, 'data/keys'), { logKeys: null, logSigner: null, organisation }),
  });
  await database.close();
  expect(sealed).toEqual({ ok: true, value: 1 });
};

const sizeOf = (checkpoint: string): number => {
  const note = parseNote(checkpoint);
  const read = note.ok ? parseCheckpoint(note.value.text) : note;
  return read.ok ? read.value.size : 0;
};

type Findings = {
  readonly findings: readonly { readonly what: string; readonly fine: boolean; readonly found: string }[];
};

test('a server whose log lies in a bucket seals, serves what it signed, and waits for a store that is away', async () => {
  const place = await withStore(kept);
  const { bucket, folder } = place;
  const { child, end, address } = await serve(place);
  const get = async (path: string) => {
    const reply = await fetch(address + path);
    return { status: reply.status, text: await reply.text() };
  };
  const size = async () => sizeOf((await get('/log/checkpoint')).text);
  const within = { timeout: 60_000, interval: 200 };
  // Software, keys and statements are told at the first start, and the day that is over.
  await expect.poll(size, within).toBe(4);
  const { text: checkpoint } = await get('/log/checkpoint');
  expect((await get('/log/tile/entries/000.p/4')).text).toContain('"kind":"version-started"');
  expect((await get('/log/tile/0/000.p/4')).status).toBe(200);
  expect((await get('/log/tile/0/000.p/5')).status).toBe(404);
  expect(await get('/healthz')).toEqual({ status: 200, text: '{"ok":true}' });
  expect(existsSync(join(folder, 'data/log'))).toBe(false);
  expect((await bucket.get('log/checkpoint'))?.toString()).toBe(checkpoint);

  await place.store.stop();
  expect((await get('/log/checkpoint')).status).toBe(503);
  await bring(place);
  const health = async () => (await get('/healthz')).text;
  await expect.poll(health, within).toBe('{"ok":false,"log":"log-files-away"}');
  await place.store.again();
  await expect.poll(size, within).toBe(5);
  await expect.poll(health, within).toBe('{"ok":true}');
  child.kill('SIGTERM');
  expect((await end).code).toBe(0);
});

test('a log in a bucket is looked at, written again where it was lost, and brought back from a backup into a place of its own', async () => {
  const place = await withStore(kept);
  const { bucket, folder } = place;
  await bring(place);
  await sealIn(place);
  const checkpoint = (await bucket.get('log/checkpoint'))?.toString() ?? '';
  expect(sizeOf(checkpoint)).toBe(1);
  const doctor = async () => {
    const { findings } = JSON.parse((await place.run(['doctor', '--json'])).out) as Findings;
    return (what: string) => findings.find((one) => one.what === what);
  };
  for await (const { name } of bucket.list('log/')) await bucket.remove(name);
  expect((await doctor())('Public log')?.found).toContain('log-files-missing');
  expect(JSON.parse((await place.run(['log', 'rebuild', '--json'])).out)).toEqual({ size: 1 });
  expect((await bucket.get('log/checkpoint'))?.toString()).toBe(checkpoint);
  const about = await doctor();
  const found = expect.stringContaining('newsroom/log/: nothing is laid over what is newer');
  expect(about('Place of the log')).toMatchObject({ fine: true, found });
  expect(about('Public log')).toMatchObject({ fine: true, found: '1 leaves, each read again' });

  expect((await place.run(['backup', 'b.tar.gz'])).code).toBe(0);
  const other = await placeWithDatabase();
  const restore = (prefix: string) =>
    other.run(['restore', join(folder, 'b.tar.gz'), '--data', 'data', '--json'], {
      env: { ...place.env, ...other.env, SANGTO_S3_PREFIX: prefix },
    });
  expect((await restore('newsroom/')).code).toBe(69);
  expect(JSON.parse((await restore('other/')).out)).toMatchObject({ log: 1 });
  const anew = openBucket({ ...place.store.place, prefix: 'other/' });
  expect((await anew.get('log/checkpoint'))?.toString()).toBe(checkpoint);
});

test('a store that ignores conditions holds no log: the start is refused, and the doctor says why', async () => {
  const place = await withStore();
  const served = await place.run(['serve', '--port', '0']);
  expect([served.code, served.err]).toEqual([1, expect.stringContaining('ignores If-None-Match')]);
  expect(served.err).toContain('SANGTO_S3_LOG');
  const { code, out } = await place.run(['doctor', '--json']);
  const found = (JSON.parse(out) as Findings).findings.find(({ what }) => what === 'Place of the log');
  expect([code, found]).toMatchObject([1, { fine: false, found: expect.stringContaining('ignores If-None-Match') }]);
});

test('where the store does not answer, the doctor and the command that writes the log again say so and end', async () => {
  const place = await withStore(kept);
  await bring(place);
  await place.store.stop();
  const { findings } = JSON.parse((await place.run(['doctor', '--json'])).out) as Findings;
  for (const what of ['Place of the log', 'Public log'])
    expect(findings.find((one) => one.what === what)).toMatchObject({
      fine: false,
      found: expect.stringContaining('does not answer'),
    });
  const rebuilt = await place.run(['log', 'rebuild']);
  expect([rebuilt.code, rebuilt.err]).toEqual([69, expect.stringContaining('does not answer')]);
});
