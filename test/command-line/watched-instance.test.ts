// A serving instance whose operator has every key and every disk: whoever watches from another folder, and whoever asks
// for its health, is told.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/index.ts';
import { serve } from '../tlog/a-log.ts';
import { listening } from './listening.ts';
import { emptyPlace, type Place, placeWithDatabase } from './run.ts';

const soon = { timeout: 60_000, interval: 100 };
const sample = ['serve', '--demo', '--data', 'data'];
/** With `--demo` the sample checks would be laid in again as they were. */
const anew = ['serve', '--data', 'data'];

/** Every door of an operator: no trigger and no constraint is in the way. */
const asOperator = async ({ env }: Place, ...changes: readonly SQL[]): Promise<void> => {
  const database = openDatabase({ connectionString: env.DATABASE_URL ?? '' });
  await database.atomically(async (tx) => {
    await tx.all(sql`set local session_replication_role = replica`);
    for (const change of changes) await tx.all(change);
  });
  await database.close();
};

const slug = 'nuoc-chanh-nong-va-ung-thu';

/** Waits until all that waited is sealed and shown. */
const settled = async (address: string) => {
  const shown = async () => {
    const { total } = (await (await fetch(`${address}/api/v1/checks?source=ours&limit=1`)).json()) as { total: number };
    const check = await fetch(`${address}/api/v1/checks/${slug}`);
    return check.ok ? total : 0;
  };
  await expect.poll(shown, soon).toBeGreaterThan(20);
  return ((await (await fetch(`${address}/api/v1/checks/${slug}`)).json()) as { id: string }).id;
};

test('an operator who edits a verdict in the database is found at the next look, and one who edits the log as well too', async () => {
  const operator = await placeWithDatabase();
  const served = await listening(operator, sample);
  const check = await settled(served.address);
  const key = (await (await fetch(`${served.address}/log/vkey`)).text()).trim();
  const reader = emptyPlace();
  const watch = async (address: string) => {
    const said = await reader.run(['log', 'watch', `${address}/log`, '--vkey', key, '--state', 'kept', '--json']);
    return { ...(JSON.parse(said.out) as Readonly<Record<string, unknown>>), exit: said.code };
  };
  const first = await watch(served.address);
  expect(first).toMatchObject({ exit: 0, kind: 'fine' });
  const { compared, of } = (first as unknown as { pages: { compared: number; of: number } }).pages;
  expect([compared, of > 20]).toEqual([of, true]);

  await asOperator(operator, sql`update checks set verdict = 'true' where slug = ${slug}`);
  const edited = await watch(served.address);
  expect(edited).toMatchObject({ exit: 16, kind: 'pages', problem: expect.stringContaining(check) });
  const laid = (edited as unknown as { evidence: string[] }).evidence.map((path) => join(reader.folder, path));
  const [alarm = '', proof = ''] = ['.json', '.tlog-proof'].map((end) => laid.find((path) => path.endsWith(end)));
  const seen = readFileSync(alarm, 'utf8');
  expect(JSON.parse(seen)).toMatchObject({
    ...{ kind: 'pages', code: 'page-differs', log: `${served.address}/log` },
    page: { check, leaf: { entry: expect.stringContaining(check) }, shown: { verdict: 'true' } },
  });
  expect(seen).not.toContain(reader.folder);
  // What was laid down stands by itself, whatever the site says later.
  expect((await reader.run(['log', 'verify', proof, '--vkey', key])).code).toBe(0);
  expect(await served.stop()).toBe(0);

  // Read anew after a restart, the verdict is another wherever one looks, in the list too.
  const again = await listening(operator, anew);
  await settled(again.address);
  expect(await watch(again.address)).toMatchObject({ exit: 16, problem: expect.stringContaining('true on the page') });
  expect(await again.stop()).toBe(0);

  // The leaf is made to fit, every file is written and signed anew: now page and log agree, and the past does not.
  await asOperator(
    operator,
    sql`update log_leaves set entry = replace(entry, '"verdict":"false"', '"verdict":"true"') where entry like ${`%${check}%`}`,
    sql`update log_leaves set sealed = false`,
    sql`delete from log_head`,
  );
  rmSync(join(operator.folder, 'data', 'log'), { recursive: true });
  const rewritten = await listening(operator, anew);
  await settled(rewritten.address);
  expect((await fetch(`${rewritten.address}/healthz`)).status).toBe(200);
  expect(await watch(rewritten.address)).toMatchObject({ exit: 12, kind: 'forked' });
  expect(await rewritten.stop()).toBe(0);
}, 240_000);

/** An operator who has the pages rewritten on their way out, and leaves everything else as it is. */
const rewriting =
  (address: string, change: (html: string) => string): RequestListener =>
  async (request, response) => {
    const path = request.url ?? '/';
    const answer = await fetch(`${address}${path}`, { redirect: 'manual' });
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(path.endsWith(`/checks/${slug}`) && !path.includes('/api/') ? change(body.toString('utf8')) : body);
  };

test('a verdict that only the HTML page draws otherwise is found, and a page that cannot be read is away', async () => {
  const served = await listening(await placeWithDatabase(), sample);
  const check = await settled(served.address);
  const key = (await (await fetch(`${served.address}/log/vkey`)).text()).trim();
  const reader = emptyPlace();
  const watch = async (change: (html: string) => string) => {
    const address = await serve(rewriting(served.address, change));
    const said = await reader.run(['log', 'watch', `${address}/log`, '--vkey', key, '--state', 'kept', '--json']);
    return { ...(JSON.parse(said.out) as Readonly<Record<string, unknown>>), exit: said.code };
  };
  expect(await watch((html) => html)).toMatchObject({ exit: 0, kind: 'fine' });
  const drawn = /(<strong[^>]*data-verdict-word[^>]*>)[^<]+/;
  const lied = await watch((html) => {
    expect(html).toMatch(drawn);
    return html.replace(drawn, (_, tag: string) => `${tag}${html.includes('lang="vi"') ? 'Đúng' : 'True'}`);
  });
  expect(lied).toMatchObject({
    exit: 16,
    problem: expect.stringContaining(`${check}: its vi page draws another verdict`),
  });
  expect(await watch((html) => html.replace(/(<h1[^>]*>)/, '$1Sai: '))).toMatchObject({
    ...{ exit: 16, problem: expect.stringContaining('draws another title') },
  });
  expect(await watch(() => 'x'.repeat(2 << 20))).toMatchObject({ exit: 69, kind: 'unreachable', code: 'pages-away' });
  expect(await served.stop()).toBe(0);
}, 240_000);

const health = async (address: string) => (await fetch(`${address}/healthz`)).json();

/** An instance that has sealed its sample, and is not running. */
const atRest = async () => {
  const place = await placeWithDatabase();
  const served = await listening(place, sample);
  await settled(served.address);
  expect(await served.stop()).toBe(0);
  const file = (path: string) => join(place.folder, 'data', 'log', path);
  const checkpoint = readFileSync(file('checkpoint'), 'utf8');
  return { place, file, checkpoint, size: Number(checkpoint.split('\n')[1]) };
};

test('an instance at rest says on its health page that a file of its log was damaged, until somebody has mended it', async () => {
  const { place, file, size } = await atRest();
  const path = file(`tile/entries/000.p/${size}`);
  const whole = readFileSync(path);
  const bent = Uint8Array.from(whole);
  bent[bent.length - 5] = (bent[bent.length - 5] ?? 0) ^ 1;
  writeFileSync(path, bent);
  const served = await listening(place, anew);
  await expect.poll(() => health(served.address), soon).toEqual({ ok: false, log: 'log-damaged' });
  writeFileSync(path, whole);
  await expect.poll(() => health(served.address), soon).toEqual({ ok: true });
});

test('an instance at rest says on its health page that its database is older than its log, and signs nothing', async () => {
  const { place, file, size, checkpoint } = await atRest();
  const last = size - 1;
  await asOperator(
    place,
    sql`delete from log_leaves where leaf_number = ${last}`,
    sql`update log_head set size = ${last}`,
  );
  const served = await listening(place, anew);
  await expect.poll(() => health(served.address), soon).toEqual({ ok: false, log: 'log-database-older' });
  expect(readFileSync(file('checkpoint'), 'utf8')).toBe(checkpoint);
});

test('a backup of rows that somebody changed around the rules says so the same day, and its restore says why it is refused', async () => {
  const { place } = await atRest();
  const sound = await place.run(['backup', 'sound.tar.gz', '--data', 'data']);
  expect([sound.code, sound.err]).toEqual([0, '']);
  await asOperator(place, sql`update checks set verdict = 'true' where slug = ${slug}`);
  const told = await place.run(['backup', 'b.tar.gz', '--data', 'data']);
  expect([told.code, told.err]).toEqual([65, expect.stringContaining('cannot be restored as it is')]);
  expect(existsSync(join(place.folder, 'b.tar.gz'))).toBe(true);
  const there = await placeWithDatabase();
  const restore = (file: string) => there.run(['restore', join(place.folder, file), '--data', 'fresh', '--json']);
  const refused = await restore('b.tar.gz');
  expect([refused.code, refused.out]).toEqual([65, '']);
  expect(JSON.parse(refused.err)).toMatchObject({
    ...{ code: 'database-tampered', problem: expect.stringContaining('the archive is whole') },
    fix: expect.stringContaining('restore an older one'),
  });
  // The rule by its name, and none of the words that it was about.
  expect(refused.err).toMatch(/lets in \([a-z]+(_[a-z]+)+\)/);
  expect(refused.err).not.toContain(slug);
  expect((await restore('sound.tar.gz')).code).toBe(0);
}, 240_000);

test('a proof that was taken along is verified without a network, with its page, and any change of either is refused', async () => {
  const operator = await placeWithDatabase();
  const served = await listening(operator, sample);
  const check = await settled(served.address);
  const text = async (path: string) => (await fetch(`${served.address}${path}`)).text();
  const reader = emptyPlace();
  const laid = (name: string, words: string) => writeFileSync(join(reader.folder, name), words);
  const [proof, parts] = [await text(`/log/proof/${check}`), await text(`/log/proof/${check}.json`)];
  const key = (await text('/log/vkey')).trim();
  const [stated] = JSON.parse(await text('/api/v1/log?kind=statements-changed')).leaves;
  laid('s.tlog-proof', await text(`/log/proof/${stated.number}`));
  laid('s.json', await text(`/log/proof/${stated.number}.json`));
  expect(await served.stop()).toBe(0);
  laid('a.tlog-proof', proof);
  laid('a.json', parts);
  const verify = (...more: readonly string[]) =>
    reader.run(['log', 'verify', 'a.tlog-proof', '--vkey', key, ...more, '--json']);
  const said = await verify('--page', 'a.json');
  expect([said.code, JSON.parse(said.out)]).toMatchObject([
    0,
    { page: 'holds', entry: expect.stringContaining(check) },
  ]);
  expect(JSON.parse((await verify()).out)).toMatchObject({ page: 'not asked' });
  laid('b.json', parts.replace('ung thư', 'mọi bệnh'));
  expect((await verify('--page', 'b.json')).code).toBe(1);
  const told = JSON.parse(parts);
  laid('d.json', JSON.stringify({ ...told, page: told.page.replace('ung thư', 'mọi bệnh') }));
  expect((await verify('--page', 'd.json')).code).toBe(1);
  // Any other leaf goes along in the same way.
  const ofStatements = (page: string) =>
    reader.run(['log', 'verify', 's.tlog-proof', '--vkey', key, '--page', page, '--json']);
  const about = await ofStatements('s.json');
  expect([about.code, JSON.parse(about.out).page]).toEqual([0, 'holds']);
  expect((await ofStatements('a.json')).code).toBe(1);
  laid('c.json', '[]');
  expect((await verify('--page', 'c.json')).code).toBe(66);
  laid(
    'a.tlog-proof',
    proof.replace(/\n([A-Za-z0-9+/]{43}=)\n/, (_, hash: string) => `\n${'A'.repeat(43)}=\n`.replace(hash, '')),
  );
  expect((await verify()).code).toBe(1);
  expect((await reader.run(['log', 'verify', 'a.tlog-proof'])).code).toBe(64);
});
