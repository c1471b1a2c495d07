// Lines of ASVS that are kept by what the source is, and are read off it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };
import { exportFormats } from '../../src/main/export-formats.ts';
import { documentOf } from '../api-desk/document.ts';
import { testServer } from '../in-memory/server.ts';

const root = join(import.meta.dirname, '../..');
const sources = ['src', 'ground', 'bin']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))))
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(root, file), 'utf8') }));
const where = (pattern: RegExp): readonly string[] =>
  sources.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([found]) => `${file} ${found}`));

test('ASVS 1.2.4: no statement is put together from text: values are parameters, names are words of our own lists', () => {
  expect(sources.length).toBeGreaterThan(400);
  expect(where(/\bsql\.raw\b/g)).toEqual([]);
  // A statement with a hole that is no parameter: of tables, triggers and channels that the source itself names.
  expect(
    where(/\.query\(\s*`[^`]*\$\{[^`]*`/g)
      .map((one) => one.replaceAll('$', '').replaceAll(/\s+/g, ' '))
      .sort(),
  ).toEqual([
    'src/main/listen.ts .query(`listen {channel}`',
    'src/outside/postgres/probe.ts .query(`CREATE DATABASE {database}`',
    "src/store/dump.ts .query( `select setval(pg_get_serial_sequence('{table}', '{column}'), coalesce((select max({column}) from {table}), 0) + 1, false)`",
    'src/store/dump.ts .query(`alter table {table} disable trigger {trigger}`',
    'src/store/dump.ts .query(`alter table {table} enable trigger {trigger}`',
    'src/store/retention.ts .query(`vacuum full {table}`',
  ]);
});

test('ASVS 1.2.10: nothing is given out in a form that a spreadsheet would run', async () => {
  expect(exportFormats).toEqual(['jsonl', 'claimreview']);
  const { operations } = await documentOf(testServer().server);
  const types = operations.flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ content = {} }) => Object.keys(content)),
  );
  expect([...new Set(types)].sort()).toEqual(['application/json', 'application/problem+json', 'text/event-stream']);
  // CSV is read, never written.
  expect(where(/content-type'?: '(text\/csv|application\/vnd[^']*)/g)).toEqual([]);
});

test('ASVS 3.5.5: no page listens to other windows; the service worker hears pages of this site alone', () => {
  const heard = where(/addEventListener\('message'|\bonmessage\b/g);
  expect(heard.filter((one) => one.startsWith('src/web/'))).toEqual([
    "src/web/islands/sw.ts addEventListener('message'",
  ]);
  // A worker hears pages of its own origin alone; none of ours speaks to a window.
  expect(where(/(window|parent|opener|top)\.postMessage/g)).toEqual([]);
});

test('ASVS 11.5.1: what must not be guessed is drawn by node:crypto; the other chance decides waiting alone', () => {
  expect(where(/Math\.random/g).map((one) => one.split(' ')[0])).toEqual([
    'src/main/doctor-command.ts',
    'src/main/log-cosign-command.ts',
    'src/main/serve-command.ts',
    'src/main/serve-command.ts',
  ]);
  // Handed to what asks witnesses, or tells of ratings a moment later, and spreads when it does.
  for (const { text } of sources.filter((one) => one.text.includes('Math.random')))
    expect(text).toMatch(/askWitnesses\([^)]*Math\.random|chance: Math\.random|followRatings\([^)]*Math\.random/s);
  const drawn = where(/import \{[^}]*\brandom(Bytes|UUID|Int)\b[^}]*\} from '([^']+)'/g);
  expect(drawn.length).toBeGreaterThan(0);
  expect(drawn.filter((one) => !one.endsWith("'node:crypto'"))).toEqual([]);
});

test('ASVS 13.4.2: there is no mode for developers to leave on: nothing asks for one, and letters stay in the demo', () => {
  expect(where(/NODE_ENV|process\.env\.DEBUG|\bdebugger;/g)).toEqual([]);
  const wire = sources.find(({ file }) => file === 'src/main/wire.ts');
  expect(wire?.text).toMatch(/if \(!demo\) return \{ mail: [^}]*\}, mailbox: null \}/);
});

test('ASVS 15.1.2: each dependency is one version, and all that come with it stand in the lock with what they hash to', () => {
  const named = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
  expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  type Locked = { readonly version?: string; readonly integrity?: string; readonly link?: boolean };
  const locked = Object.entries(lock.packages as Readonly<Record<string, Locked>>).filter(([path]) => path !== '');
  expect(locked.length).toBeGreaterThan(named.length);
  for (const [name, version] of named)
    expect([name, (lock.packages as Record<string, Locked>)[`node_modules/${name}`]?.version]).toEqual([name, version]);
  expect(locked.filter(([, { integrity, version }]) => integrity === undefined || version === undefined)).toEqual([]);
});
