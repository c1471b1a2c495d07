// Archives that somebody made to reach beyond the place they are restored to.
import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, type Header, pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { emptyPlace, placeWithDatabase } from './run.ts';

type Named = Partial<Header> & { readonly name: string };

/** The archive with one entry more, before its last one. */
const withEntry = async (from: string, to: string, header: Named, bytes = 'x'): Promise<void> => {
  const [archive, read] = [pack(), extract()];
  const written = pipeline(archive, createGzip(), createWriteStream(to));
  createReadStream(from).pipe(createGunzip()).pipe(read);
  let seen = 0;
  const put = (one: Named, data: Buffer) =>
    new Promise<void>((done, fail) => archive.entry(one, data, (error) => (error ? fail(error) : done())));
  for await (const entry of read) {
    const pieces: Buffer[] = [];
    for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece);
    const data = Buffer.concat(pieces);
    await put({ name: entry.header.name, size: data.length }, data);
    // Behind the manifest, which comes first.
    if (seen++ === 0) await put(header, header.type === 'symlink' ? Buffer.alloc(0) : Buffer.from(bytes));
  }
  archive.finalize();
  await written;
};

test('ASVS 5.3.3: an archive whose names or links lead elsewhere is refused, and nothing is written anywhere', async () => {
  const here = await placeWithDatabase();
  await here.json(['import', join(import.meta.dirname, '../vectors/claimreview/feed.json')]);
  const made = await here.json<{ file: string }>(['backup', 'b.tar.gz']);
  const there = await placeWithDatabase();
  const hostile = join(there.folder, 'hostile.tar.gz');
  const outside = emptyPlace().folder;
  const hash = 'ab'.repeat(31);
  const entries: readonly Named[] = [
    { name: '../evil' },
    { name: join(outside, 'evil') },
    { name: 'tables/../../evil' },
    { name: `files/ab/../../../${hash}` },
    { name: `files/ab/${hash}`, type: 'symlink', linkname: join(outside, 'evil') },
    { name: 'keys/instance.key', type: 'symlink', linkname: join(outside, 'evil') },
    { name: 'data', type: 'symlink', linkname: outside },
  ];
  for (const header of entries) {
    await withEntry(made.file, hostile, header);
    const { code, err } = await there.run(['restore', hostile, '--data', 'fresh']);
    expect([code, err], header.name).toEqual([1, expect.stringContaining('the archive is damaged')]);
    expect(readdirSync(outside), header.name).toEqual([]);
    expect(readdirSync(there.folder).sort(), header.name).toEqual(['fresh', 'hostile.tar.gz']);
    expect(existsSync(join(there.folder, 'fresh', 'keys')), header.name).toBe(false);
  }
  // The same place takes the archive as it was made.
  expect((await there.run(['restore', made.file, '--data', 'fresh'])).code).toBe(0);
});
