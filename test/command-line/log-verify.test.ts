// sangto log verify, over a folder and over a server on this machine: whatever was done to a log is refused.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { edgeRoot, emptyEdge, formatBundle, formatVerifierKey, parseBundle } from '../../src/kit/tlog/index.ts';
import {
  entriesTo,
  filesOf,
  flip,
  noted,
  serve,
  signerFilled,
  vkey,
  witnessKey,
  witnessSigner,
  write,
  writeLog,
} from '../tlog/a-log.ts';
import { emptyPlace } from './run.ts';

const place = async (size = 600) => {
  const { folder, run, json } = emptyPlace();
  const at = join(folder, 'log');
  const checkpoint = await writeLog(at, entriesTo(size));
  return { folder, at, run, json, checkpoint };
};

test('a log that holds together is told so, from a folder and from an address, and only its files are asked for', async () => {
  const { at, run, json } = await place();
  const said = await run(['log', 'verify', at, '--vkey', vkey, '--witness', witnessKey]);
  expect([said.code, said.err]).toEqual([0, '']);
  for (const words of [
    'log.example/a: 600 leaves',
    'signed by the key',
    'witness witness.example saw this tree, 2026-03-01',
  ])
    expect(said.out).toContain(words);
  const seen: string[] = [];
  const address = `${await serve(filesOf(at, seen))}/log/`;
  expect(await json(['log', 'verify', address, '--vkey', vkey, '--witness', witnessKey])).toMatchObject({
    origin: 'log.example/a',
    size: 600,
    signature: 'valid',
    entries: 600,
    bundles: 3,
    cosignatures: [{ name: 'witness.example', time: 1_772_323_200 }],
    unknown: [],
    since: null,
  });
  expect(seen.toSorted()).toEqual(
    ['checkpoint', 'tile/0/000', 'tile/0/001', 'tile/0/002.p/88', 'tile/1/000.p/2']
      .concat(['tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/88'])
      .map((path) => `/log/${path}`)
      .toSorted(),
  );
});

test('without a key it says that no signature was checked, and names the witnesses it does not know', async () => {
  const { at, run, json } = await place(3);
  const said = await run(['log', 'verify', at]);
  expect([said.code, said.err]).toEqual([0, '']);
  expect(said.out).toContain('no signature was checked');
  expect(await json(['log', 'verify', at])).toMatchObject({ signature: 'unchecked', cosignatures: [] });
  expect(await json(['log', 'verify', at, '--vkey', vkey])).toMatchObject({
    signature: 'valid',
    unknown: [{ name: 'witness.example', id: witnessSigner.key.id }],
  });
});

test('a log that grew still begins with the checkpoint that was kept', async () => {
  const { folder, at, json, checkpoint } = await place(300);
  write(folder, 'kept', checkpoint);
  await writeLog(at, entriesTo(600));
  const since = ['--vkey', vkey, '--since', join(folder, 'kept')];
  expect(await json(['log', 'verify', at, ...since])).toMatchObject({ size: 600, since: { size: 300 } });
  write(folder, 'kept', await noted(0, edgeRoot(emptyEdge)));
  expect(await json(['log', 'verify', at, ...since])).toMatchObject({ since: { size: 0 } });
});

const inBundle = (folder: string, change: (entries: readonly Uint8Array[]) => readonly Uint8Array[]): void => {
  const read = parseBundle(new Uint8Array(readFileSync(join(folder, 'tile/entries/000'))), 256);
  if (read.ok) write(folder, 'tile/entries/000', formatBundle(change(read.value)));
};

type Change = (at: string, checkpoint: string) => unknown;

const tampering: readonly (readonly [string, Change, code: string])[] = [
  ['a flipped bit in a full tile', (at) => flip(at, 'tile/0/000', 5000), 'tile-not-in-tree'],
  ['a flipped bit in a partial tile', (at) => flip(at, 'tile/0/002.p/88', 40), 'tile-not-in-tree'],
  ['a flipped bit in a tile above', (at) => flip(at, 'tile/1/000.p/2', 3), 'tile-not-in-tree'],
  ['a flipped bit in a bundle', (at) => flip(at, 'tile/entries/001', 900), 'entry-not-in-tree'],
  ['a flipped bit in the length of an entry', (at) => flip(at, 'tile/entries/001', 1), 'bundle-malformed'],
  ['a flipped bit in a partial bundle', (at) => flip(at, 'tile/entries/002.p/88', 7), 'entry-not-in-tree'],
  ['a flipped bit in the checkpoint', (at) => flip(at, 'checkpoint', 4), 'note-signature-wrong'],
  ['a leaf left out', (at) => inBundle(at, (entries) => entries.toSpliced(9, 1)), 'bundle-malformed'],
  ['leaves in another order', (at) => inBundle(at, ([a, b, ...rest]) => [b!, a!, ...rest]), 'entry-not-in-tree'],
  ['a bundle that is gone', (at) => rmSync(join(at, 'tile/entries/000')), 'tile-missing'],
  ['a tile that is gone', (at) => rmSync(join(at, 'tile/0/001')), 'tile-missing'],
  ['no checkpoint', (at) => rmSync(join(at, 'checkpoint')), 'checkpoint-missing'],
  [
    'a signature of an older checkpoint under a new one',
    async (at, checkpoint) => {
      const older = await noted(500, edgeRoot(emptyEdge));
      write(at, 'checkpoint', `${checkpoint.split('\n\n')[0]}\n\n${older.split('\n\n')[1]}`);
    },
    'note-signature-wrong',
  ],
  [
    'a checkpoint that forks: signed by the log, with a root of other leaves',
    async (at) => write(at, 'checkpoint', await noted(600, new Uint8Array(32).fill(9))),
    'tile-not-in-tree',
  ],
];

test.each(tampering)('is refused from a folder and from an address: %s', async (_, change, code) => {
  const { at, run, checkpoint } = await place();
  await change(at, checkpoint);
  const address = await serve(filesOf(at));
  const [fromFolder, fromAddress] = await Promise.all(
    [at, address].map((from) => run(['log', 'verify', from, '--vkey', vkey, '--json'])),
  );
  for (const said of [fromFolder, fromAddress]) {
    expect([said?.code, said?.out]).toEqual([1, '']);
    expect(JSON.parse(said?.err ?? '')).toMatchObject({ code, problem: expect.any(String), fix: expect.any(String) });
  }
});

test('a past that was written anew, leaves and all, is noticed by whoever kept a checkpoint', async () => {
  const { folder, at, run, checkpoint } = await place(300);
  write(folder, 'kept', checkpoint);
  cpSync(at, join(folder, 'other'), { recursive: true });
  await writeLog(join(folder, 'other'), entriesTo(600, 'lie'));
  await writeLog(join(folder, 'shorter'), entriesTo(200));
  write(folder, 'bent', checkpoint.replace('log.example/a\n300', 'log.example/a\n299'));
  const verify = (log: string, kept: string) =>
    run(['log', 'verify', join(folder, log), '--vkey', vkey, '--since', join(folder, kept)]);
  expect((await verify('log', 'kept')).code).toBe(0);
  const forked = await verify('other', 'kept');
  expect([forked.code, forked.out]).toEqual([1, '']);
  expect(forked.err).toContain('its past was changed');
  expect((await run(['log', 'verify', join(folder, 'other'), '--vkey', vkey])).code).toBe(0);
  expect((await verify('shorter', 'kept')).err).toContain('shorter than it was');
  expect((await verify('log', 'bent')).err).toContain('the checkpoint you kept does not verify');
});

test('wrong keys, a witness that has not signed, and a log that is not there end with their own codes', async () => {
  const { folder, at, run } = await place(3);
  const gone = await serve((_, response) => response.writeHead(503).end());
  const endless = await serve((request, response) => {
    if (request.url === '/checkpoint') response.end('a'.repeat((1 << 20) + 1));
  });
  const elsewhere = await serve((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end());
  const other = formatVerifierKey((await signerFilled('log.example/a', 0x01, 7)).key);
  const strange = formatVerifierKey((await signerFilled('w2.example', 0x04, 7)).key);
  const wrong: readonly (readonly [readonly string[], code: number, word: string])[] = [
    [[at, '--vkey', 'what'], 64, 'key-malformed'],
    [[at, '--vkey', witnessKey], 64, 'key-type-other'],
    [[at, '--witness', witnessKey], 64, 'key-missing'],
    [[at, '--vkey', other], 1, 'note-unsigned'],
    [[at, '--vkey', vkey, '--witness', strange], 1, 'witness-missing'],
    [[join(folder, 'nowhere')], 66, 'log-not-there'],
    [[at, '--since', join(folder, 'nowhere')], 66, 'log-not-there'],
    [[gone], 69, 'fetch-failed'],
    [['http://127.0.0.1:1'], 69, 'fetch-failed'],
    [[elsewhere], 69, 'fetch-forbidden-address'],
    [[endless], 1, 'fetch-too-large'],
  ];
  for (const [args, code, word] of wrong) {
    const said = await run(['log', 'verify', ...args, '--json']);
    expect([said.code, said.out], args.join(' ')).toEqual([code, '']);
    expect(JSON.parse(said.err), args.join(' ')).toMatchObject({ code: word });
  }
  expect((await run(['log', 'verify'])).code).toBe(64);
  const help = await run(['log', 'verify', '--help']);
  for (const word of ['Usage: sangto log verify', '--vkey', '--since', '--witness', '--json'])
    expect(help.out).toContain(word);
});
