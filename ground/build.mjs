// dist/, built when it is missing or older than the sources. A build that is killed leaves the old one standing.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { workLock } from './install.mjs';
import { withLock } from './lock.mjs';
import { findNode, noNodeFound } from './pinned-node.mjs';
import { runChild } from './run-child.mjs';
import { root, say, sayOnTerminal, secondsSince } from './say.mjs';
import { compareStamp, stampOf } from './sources.mjs';

const dist = join(root, 'dist');
const stampFile = join(dist, '.stamp');
const cache = join(root, '.cache');

/** Builds unless dist/ is fresh. Gives false, having said why, when that fails. */
export const buildIfStale = async () => {
  if (isFresh()) return true;
  return withLock(
    workLock,
    (also) => isFresh() || build(also),
    (pid) => say(`waiting for process ${pid}, which is building`),
  );
};

/** Builds in any case. Gives false, having said why, when that fails. */
export const buildNow = () => withLock(workLock, build, (pid) => say(`waiting for process ${pid}, which is building`));

/** Marks dist/ as being worked on, so that the next plain start builds anew. */
export const forgetBuild = () => rmSync(stampFile, { force: true });

const isFresh = () => {
  const { state, stamp } = compareStamp(readStamp());
  if (state === 'same-content') writeFileSync(stampFile, JSON.stringify(stamp));
  return state !== 'stale';
};

const readStamp = () => {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return undefined;
  }
};

const build = async (onStart) => {
  const node = findNode();
  if (!node) {
    say(noNodeFound());
    return false;
  }
  const since = performance.now();
  sayOnTerminal('building ...');
  sweep();
  const fresh = join(cache, `build-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  // Before the build: a file saved meanwhile makes the result stale, which is the safe side.
  const stamp = stampOf();
  const parts = await Promise.all([
    bundle(node, 'client', join(fresh, 'client'), onStart),
    bundle(node, 'server', fresh, onStart),
  ]);
  const failed = parts.filter((part) => part.code !== 0);
  for (const part of failed)
    say(`${plain(part.output)}\nthe ${part.name} was not built (vite ended with ${part.code})`);
  if (failed.length === 0) {
    writeFileSync(join(fresh, '.stamp'), JSON.stringify(stamp));
    swap(fresh);
    say(`built in ${secondsSince(since)}`);
  }
  rmSync(fresh, { recursive: true, force: true });
  return failed.length === 0;
};

const bundle = async (node, name, outDir, onStart) => {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = ['build', '-c', `vite.${name}.config.ts`, '--outDir', outDir, '--logLevel', 'warn'];
  return { name, ...(await runChild(node, [vite, ...args], { onStart })) };
};

// Colours suit no log file, and the bundler sends them whatever it is told.
const plain = (output) => (process.stderr.isTTY ? output : stripVTControlCharacters(output)).trimEnd();

const swap = (fresh) => {
  const old = join(cache, `old-${process.pid}`);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
};

// What killed builds left. We hold the lock, so nobody is using them.
const sweep = () => {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache))
    if (/^(build|old)-\d+$/.test(name)) rmSync(join(cache, name), { recursive: true, force: true });
};
