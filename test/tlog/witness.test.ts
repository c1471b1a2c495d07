// A witness on its port: the statuses of the specification, and never two stories, whatever is sent, killed or done at once.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  signNote,
  verifyEd25519,
} from '../../src/kit/tlog/index.ts';
import { notesIn } from '../../src/outside/witness/index.ts';
import { logSigner, noted, signerFilled, vkey, witnessSigner } from './a-log.ts';
import { aWitness, emptyFolder, requestOf, treeOf } from './a-witness.ts';

const tree = treeOf();
const policy = { log: [logSigner.key], witnesses: [witnessSigner.key], quorum: 1, verify: verifyEd25519 };

test('a checkpoint that goes on is signed with the time, and the signature stands below it', async () => {
  const { post, address } = await aWitness();
  for (const [oldSize, size] of [
    [0, 5],
    [5, 20],
    [20, 20],
    [20, 40],
  ] as const) {
    const { status, text, type } = await post(await requestOf(tree, oldSize, size));
    expect([status, type]).toEqual([200, 'text/plain; charset=utf-8']);
    const opened = await openCheckpoint(`${await noted(size, tree.root(size))}${text}`, policy);
    expect(opened.ok && opened.value.cosignatures).toEqual([{ key: witnessSigner.key, time: 1_772_323_200 }]);
  }
  const page = await (await fetch(address)).text();
  expect(page).toContain('log.example/a');
  expect(page).toContain(`${witnessSigner.key.name}+${witnessSigner.key.id}`);
});

test('each refusal has its status, and none of them changes what is remembered', async () => {
  const { post, state, address } = await aWitness();
  await post(await requestOf(tree, 0, 20));
  const before = await state.last('log.example/a');
  const stranger = await signerFilled('other.example', 0x01, 5);
  const text = formatCheckpoint({ origin: 'other.example', size: 5, root: tree.root(5) });
  const strange = formatNote({ text, signatures: [await signNote(text, stranger)] });
  const forger = await signerFilled('log.example/a', 0x01, 9);
  const forgedText = formatCheckpoint({ origin: 'log.example/a', size: 40, root: tree.root(40) });
  const forged = formatNote({ text: forgedText, signatures: [await signNote(forgedText, forger)] });
  const bent = (await requestOf(tree, 20, 40)).replace('\n40\n', '\n41\n');
  const lie = treeOf('lie');
  const wrong: readonly (readonly [string, number])[] = [
    ['', 400],
    ['old 20\n\nnothing', 400],
    [formatAddCheckpoint({ oldSize: 20, proof: [], note: await noted(10, tree.root(10)) }), 400],
    [bent, 403],
    [formatAddCheckpoint({ oldSize: 20, proof: [], note: forged }), 403],
    [formatAddCheckpoint({ oldSize: 0, proof: [], note: strange }), 404],
    [formatAddCheckpoint({ oldSize: 20, proof: [], note: await noted(40, tree.root(40)) }), 422],
    [await requestOf(lie, 20, 40), 422],
  ];
  for (const [body, status] of wrong) expect((await post(body)).status, body.slice(0, 80)).toBe(status);
  for (const body of [await requestOf(tree, 0, 40), await requestOf(tree, 5, 40), await requestOf(lie, 20, 20)])
    expect(await post(body)).toMatchObject({ status: 409, text: '20\n', type: 'text/x.tlog.size' });
  expect(await state.last('log.example/a')).toBe(before);
  expect((await fetch(`${address}/add-checkpoint`)).status).toBe(405);
  expect((await fetch(`${address}/checkpoint`)).status).toBe(404);
});

test('of two stories told at once only one is signed, and it is the one that is remembered', async () => {
  const { post, state } = await aWitness();
  await post(await requestOf(tree, 0, 5));
  const branch = (word: string) => {
    const other = treeOf();
    for (let i = 0; i < 5; i++) other.append(new Uint8Array(32).fill(word.charCodeAt(0) + i));
    return other;
  };
  const [a, b] = [branch('a'), branch('b')];
  const requests = await Promise.all(
    Array.from({ length: 40 }, (_, i) => requestOf(i % 2 === 0 ? a : b, 5, 41 + (i % 5))),
  );
  const answers = await Promise.all(requests.map((body) => post(body)));
  const signed = answers.flatMap(({ status }, i) => (status === 200 ? [i] : []));
  // One from size 5; every other one that begins there is told the new size.
  expect(signed).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(39);
  const last = parseNote((await state.last('log.example/a')) ?? '');
  const kept = last.ok ? parseCheckpoint(last.value.text) : last;
  const winner = (signed[0] ?? 0) % 2 === 0 ? a : b;
  expect(kept.ok && kept.value.root).toEqual(kept.ok && winner.root(kept.value.size));
});

test('killed between remembering and answering, it goes on from what it remembered', async () => {
  for (let round = 0; round < 3; round++) {
    const folder = emptyFolder();
    const script = join(import.meta.dirname, 'witness-killed.ts');
    const input = { folder, key: vkey, request: await requestOf(tree, 0, 5 + round) };
    const child = spawn(process.execPath, [script, JSON.stringify(input)], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    const { post, close } = await aWitness(folder);
    const other = await post(await requestOf(treeOf('lie'), 0, 9));
    expect([other.status, other.text]).toEqual([409, `${5 + round}\n`]);
    expect((await post(await requestOf(tree, 5 + round, 5 + round))).status).toBe(200);
    await close();
  }
});

test('a state with a flipped bit signs nothing, and one that cannot be written ends it', async () => {
  const folder = emptyFolder();
  const first = await aWitness(folder);
  await first.post(await requestOf(tree, 0, 20));
  const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.checkpoint')) ?? '');
  const whole = readFileSync(file);
  const bent = Buffer.from(whole);
  bent[16] = (bent[16] as number) ^ 1;
  writeFileSync(file, bent);
  expect((await first.post(await requestOf(tree, 20, 40))).status).toBe(500);
  writeFileSync(file, whole);
  expect(first.broken).toEqual([]);
  expect((await first.post(await requestOf(tree, 20, 30))).status).toBe(200);
  // A folder in the way of the file, since whoever runs as root may write anywhere.
  const second = emptyFolder();
  const stuck = await aWitness(second);
  const name = `${createHash('sha256').update('log.example/a').digest('hex').slice(0, 32)}.checkpoint`;
  mkdirSync(join(second, name, 'x'), { recursive: true });
  expect((await stuck.post(await requestOf(tree, 0, 20))).status).toBe(500);
  expect(stuck.broken).toHaveLength(1);
});

test('one process has the folder at a time, and the next one when it is gone', async () => {
  const folder = emptyFolder();
  const { close } = await aWitness(folder);
  expect(await notesIn(folder, 100)).toBeUndefined();
  await close();
  const next = await notesIn(folder, 100);
  expect(next).toBeDefined();
  await next?.release();
});

test('whatever is sent, it answers with a refusal and goes on', async () => {
  const { post, address, broken } = await aWitness();
  const good = Buffer.from(await requestOf(tree, 0, 20));
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bent = Buffer.from(good);
      bent[at] = (bent[at] as number) ^ change;
      const { status } = await post(bent);
      expect([400, 403, 404, 409, 422]).toContain(status);
    }),
    { numRuns: 60 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
      expect((await post(bytes)).status).toBe(400);
    }),
    { numRuns: 30 },
  );
  expect((await post('a'.repeat(65 * 1024))).status).toBe(400);
  expect((await post(good, { 'content-encoding': 'gzip' })).status).toBe(400);
  const { port } = new URL(address);
  const raw = connect(Number(port), '127.0.0.1');
  raw.end('NOT HTTP\r\n\r\n');
  let heard = '';
  for await (const chunk of raw) heard += chunk;
  expect(heard).toMatch(/^HTTP\/1\.1 400/);
  expect(broken).toEqual([]);
  expect((await post(good)).status).toBe(200);
});

test('who sends the same again and again is told when to come back, and a log that goes on is not held up by it', async () => {
  const { post } = await aWitness(emptyFolder(), { perSecond: 100, againPerSecond: 1 });
  const statuses: number[] = [];
  for (let i = 0; i < 7; i++) statuses.push((await post(await requestOf(tree, i === 0 ? 0 : 5, 5))).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect((await post(await requestOf(tree, 5, 5))).reply.headers.get('retry-after')).toBe('1');
  expect((await post(await requestOf(tree, 5, 20))).status).toBe(200);
});

test('a flood is refused before it is read', async () => {
  const { post } = await aWitness(emptyFolder(), { perSecond: 1 });
  const statuses: number[] = [];
  for (let i = 0; i < 3; i++) statuses.push((await post('nothing')).status);
  expect(statuses).toEqual([400, 400, 429]);
});
