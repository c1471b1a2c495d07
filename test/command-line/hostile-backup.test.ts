// A backup that somebody else made: its names are no places, and nothing of one that is damaged stays.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { placeWithDatabase } from './run.ts';

const archive = async (
  entries: readonly { readonly name: string; readonly type?: 'symlink'; readonly linkname?: string }[],
) => {
  const tar = pack();
  const all = buffer(tar);
  tar.entry({ name: 'manifest.json' }, JSON.stringify({ form: 1, tables: {} }));
  tar.entry({ name: 'keys/instance.key' }, 'a'.repeat(64));
  for (const { name, ...more } of entries) {
    if (more.type === 'symlink') tar.entry({ name, ...more });
    else tar.entry({ name }, 'ở ngoài');
  }
  tar.finalize();
  return gzipSync(await all);
};

test('ASVS 5.3.3: a backup with names that lead elsewhere is refused, and writes nothing outside and nothing inside', async () => {
  const { run, folder } = await placeWithDatabase();
  const outside = join(folder, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'kept'), 'như cũ');
  const names = [
    ...[
      '../outside/kept',
      'files/../../outside/new',
      `${outside}/new`,
      'keys/../../outside/new',
      'tables/../../outside/new',
    ],
    ...['files/ab/../../../outside/new', 'files\\..\\..\\outside\\new', 'sangto.config.json/../../outside/new'],
  ];
  const hostile = [
    ...names.map((name) => [{ name }]),
    [{ name: 'files', type: 'symlink', linkname: outside } as const, { name: 'files/new' }],
  ];
  for (const [at, entries] of hostile.entries()) {
    const file = join(folder, `b${at}.tar.gz`);
    writeFileSync(file, await archive(entries));
    const { code, err } = await run(['restore', file, '--data', 'fresh']);
    expect([entries[0]?.name, code, err.includes('holds something unknown')]).toEqual([entries[0]?.name, 1, true]);
    expect(readdirSync(outside)).toEqual(['kept']);
    expect(readFileSync(join(outside, 'kept'), 'utf8')).toBe('như cũ');
    expect(existsSync(join(folder, 'fresh', 'keys', 'instance.key'))).toBe(false);
    expect(existsSync(join(folder, 'fresh', 'files'))).toBe(false);
  }
});
