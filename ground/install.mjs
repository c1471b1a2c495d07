// Dependencies, installed when they are missing or not the ones the lock file names.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withLock } from './lock.mjs';
import { runChild } from './run-child.mjs';
import { root, say, sayOnTerminal, secondsSince } from './say.mjs';

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.sangto-install');

/** Where the one process that installs or builds in this checkout says so. */
export const workLock = join(root, '.cache', 'ground.lock');

/** Installs what the lock file names unless it is there already. Gives false, having said why, when that fails. */
export const installIfNeeded = async () => {
  if (isInstalled()) return true;
  return withLock(
    workLock,
    (also) => isInstalled() || install(also),
    (pid) => say(`waiting for process ${pid}, which is installing`),
  );
};

const wanted = () => {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
};

const isInstalled = () => {
  if (!existsSync(modules)) return false;
  const stamp = wanted();
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === stamp;
  if (!matchesLock()) return false;
  writeFileSync(stampFile, stamp);
  return true;
};

// Somebody ran `npm ci` by hand: npm leaves its own list, written last, of what it installed.
const matchesLock = () => {
  const list = join(modules, '.package-lock.json');
  if (!existsSync(list)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  const there = packagesOf(list);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || (there[path] ? there[path].version === version : optional === true),
  );
};

const install = async (onStart) => {
  const since = performance.now();
  sayOnTerminal('installing dependencies (about a minute, once) ...');
  const args = ['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const { code, output } = await runChild('npm', args, {
    env: withoutOurPrograms(),
    shell: process.platform === 'win32',
    onStart,
  });
  if (code === 0) {
    writeFileSync(stampFile, wanted());
    const added = /added (\d+) packages/.exec(output)?.[1];
    say(`installed ${added ? `${added} packages` : 'dependencies'} in ${secondsSince(since)}`);
    return true;
  }
  if (code === 127) {
    say('npm was not found. It comes with Node: install Node 20 or later from https://nodejs.org, then try again.');
    return false;
  }
  say(output.trimEnd());
  say(`npm ci ended with ${code} (its own words are above). It needs the network once, and about 700 MB of disk.`);
  say('No data was touched. When the cause is gone, run the same command again.');
  return false;
};

// `npm ci` sweeps node_modules away, and with it the Node a script was started with.
const withoutOurPrograms = () => {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules));
  return { ...process.env, PATH: path.join(delimiter) };
};
