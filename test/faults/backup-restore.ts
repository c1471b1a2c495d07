// A backup while fifty people a second ask, restored elsewhere: the same counts as the archive holds, and every ticket that
// was acknowledged before it opens. An archive that is cut off, damaged or made to climb out of its folder restores nothing.
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gunzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { ask, keepAsking, lost } from './shared/asking.ts';
import { countsOf, sangto, sangtoJson, serve, tempFolder } from './shared/instance.ts';
import { processesOn } from './shared/processes.ts';
import { until } from './shared/until.ts';
import { verdict } from './shared/verdict.ts';

const { folder, remove } = await tempFolder();
const data = join(folder, 'data');
const archive = join(folder, 'backup.tar.gz');
const running = await serve(data, ['--demo']);
const asking = keepAsking(running.address, { askers: 10, everyMs: 200 });
await until('enough acknowledged', () => asking.acknowledged.size >= 300);
const before = new Map(asking.acknowledged);
const backing = performance.now();
const backup = await sangtoJson<{ bytes: number; tables: number }>(['backup', archive, '--data', data]);
const backupMs = Math.round(performance.now() - backing);
await asking.stop();
const askedMeanwhile = asking.acknowledged.size - before.size;
const odd = Object.keys(asking.counts.statuses).filter((status) => status !== '201');

// The archive's own account of itself.
const rowsIn: Record<string, number> = {};
let entries: string[] = [];
const reading = extract();
createReadStream(archive).pipe(createGunzip()).pipe(reading);
for await (const entry of reading) {
  entries = [...entries, entry.header.name];
  let lines = 0;
  for await (const piece of entry as AsyncIterable<Buffer>) for (const byte of piece) if (byte === 10) lines++;
  const table = /^tables\/(.+)$/.exec(entry.header.name)?.[1];
  if (table !== undefined) rowsIn[table] = lines;
}

const elsewhere = join(folder, 'elsewhere');
await sangtoJson(['restore', archive, '--data', elsewhere]);
const counts = await countsOf(elsewhere);
const restored = await serve(elsewhere);
const gone = await lost(restored.address, before);
const works = await ask(restored.address, 'Does the restored one take new questions?');
const exits = [await restored.stop(), await running.stop()];
const twice = await sangto(['restore', archive, '--data', elsewhere]);

/** The archive with one entry's name or bytes changed, packed as it was. */
const changed = async (
  name: string,
  change: (name: string, bytes: Buffer) => readonly [string, Buffer] | undefined,
) => {
  const to = join(folder, name);
  const into = pack();
  const written = pipeline(into, createGzip(), createWriteStream(to));
  const from = extract();
  createReadStream(archive).pipe(createGunzip()).pipe(from);
  for await (const entry of from) {
    const pieces: Buffer[] = [];
    for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece);
    const made = change(entry.header.name, Buffer.concat(pieces));
    if (made) into.entry({ name: made[0] }, made[1]);
  }
  into.finalize();
  await written;
  return to;
};
const bytes = await readFile(archive);
const write = async (name: string, content: Uint8Array) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const flipped = (at: number) => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 0x10;
  return copy;
};
const climbing = '../../climbed.txt';
const inTips = (own: string, inner: Buffer): readonly [string, Buffer] =>
  own === 'tables/tips' ? [own, Buffer.concat([inner.subarray(0, inner.length / 2), Buffer.from('\n')])] : [own, inner];
const damaged: readonly (readonly [string, string])[] = [
  ['empty', await write('empty.tar.gz', Buffer.alloc(0))],
  ['not an archive', await write('words.tar.gz', Buffer.from('these are only words'))],
  ['cut off in the middle', await write('cut.tar.gz', bytes.subarray(0, bytes.length / 2))],
  ['cut off at the end', await write('end.tar.gz', bytes.subarray(0, bytes.length - 5))],
  [
    'cut off between entries',
    await changed('short.tar.gz', (n, b) => (n === 'keys/instance.key' ? undefined : [n, b])),
  ],
  ['a table missing', await changed('table.tar.gz', (n, b) => (n === 'tables/claims' ? undefined : [n, b]))],
  ...(await Promise.all(
    [0.2, 0.5, 0.8].map(async (share) => {
      const at = Math.floor(bytes.length * share);
      return [`a bit flipped at ${share}`, await write(`bit-${share}.tar.gz`, flipped(at))] as const;
    }),
  )),
  ['half a row', await changed('row.tar.gz', inTips)],
  ['a path that climbs', await changed('climb.tar.gz', (n, b) => [n === 'keys/instance.key' ? climbing : n, b])],
  [
    'an absolute path',
    await changed('root.tar.gz', (n, b) => [n.startsWith('keys/') ? `${folder}/climbed.txt` : n, b]),
  ],
  [
    'a file that climbs',
    await changed('file.tar.gz', (n, b) => [n === 'keys/instance.key' ? 'files/../../climbed.txt' : n, b]),
  ],
  [
    'a table nobody knows',
    await changed('unknown.tar.gz', (n, b) =>
      n === 'manifest.json' ? [n, Buffer.from(b.toString().replace('"tips"', '"pg_authid"'))] : [n, b],
    ),
  ],
  [
    'SQL in the name of a column',
    await changed('sql.tar.gz', (n, b) =>
      n === 'manifest.json' ? [n, Buffer.from(b.toString().replace('"lang"', '"lang) from program (id"'))] : [n, b],
    ),
  ],
  ['a key that is none', await changed('key.tar.gz', (n, b) => [n, n === 'keys/instance.key' ? Buffer.from('x') : b])],
  ['no compression', await write('plain.tar.gz', gunzipSync(bytes).subarray(0, 5000))],
];
const faults: string[] = [];
for (const [name, path] of damaged) {
  const target = join(folder, `try-${damaged.findIndex(([other]) => other === name)}`);
  const { code, err } = await sangto(['restore', path, '--data', target]);
  if (code !== 1) faults.push(`${name}: ended with ${code} ${err.slice(0, 300)}`);
  if (!/^sangto: the archive/.test(err) || / {4}at /.test(err)) faults.push(`${name}: said ${err.slice(0, 300)}`);
  const kept = await readdir(target, { recursive: true }).catch(() => []);
  const ours = kept.filter((file) => /^(keys|files)\/./.test(file) || file.endsWith('.restored'));
  if (ours.length > 0) faults.push(`${name}: left ${ours.join(', ')}`);
}
// What a refused one leaves is empty: the sound archive can still be restored into it.
const first = join(folder, 'try-2');
const empty = await countsOf(join(folder, 'try-3'));
await sangtoJson(['restore', archive, '--data', first]);
const second = await countsOf(first);
const climbed = (await readdir(folder)).filter((name) => name.includes('climbed'));
const idle = processesOn(folder).length;
const left = await remove();
verdict(
  {
    backupMs,
    bytes: backup.bytes,
    acknowledgedBefore: before.size,
    askedMeanwhile,
    rows: { tips: rowsIn.tips, checks: rowsIn.checks, events: rowsIn.events },
    counts,
    lost: gone,
    damagedArchives: damaged.length,
    faults,
    processesLeft: left,
  },
  {
    'asking went on': odd.length === 0 && askedMeanwhile > 0,
    'begins with its manifest': entries[0] === 'manifest.json',
    'the same counts': counts.tips === rowsIn.tips && counts.checks === rowsIn.checks,
    'tickets from before open': gone === 0 && before.size >= 300,
    'takes new questions': works.stored,
    'a filled folder is left alone': twice.code === 1 && /already holds/.test(twice.err),
    'damaged ones are refused, leaving nothing': faults.length === 0 && climbed.length === 0,
    'a refused one leaves an empty instance': empty.tips === 0 && empty.checks === 0,
    'and the sound one fits there': second.tips === rowsIn.tips && second.checks === rowsIn.checks,
    'clean ends': exits.every((code) => code === 0) && idle === 0 && left === 0,
  },
);
