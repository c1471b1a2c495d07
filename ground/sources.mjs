// Whether what is built is what the sources say.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './say.mjs';

const left = (name) => name.startsWith('.') || /\.test\.tsx?$/.test(name);

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !left(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

const sources = () => {
  const configs = readdirSync(root).filter((name) => /^vite\..*config\.ts$/.test(name) || name === 'package-lock.json');
  const folders = ['src', 'locales'].map((name) => join(root, name)).filter((path) => existsSync(path));
  return [...folders.flatMap(filesIn), ...configs.map((name) => join(root, name))].sort();
};

const hashOf = (files, tell) => {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${relative(root, file).split(sep).join('/')}\0`)
      .update(tell(file))
      .update('\0');
  return hash.digest('hex');
};

/** A stamp of the sources as they are now: `{ list, content }`, both SHA-256 in hex. */
export const stampOf = () => {
  const files = sources();
  return { list: listOf(files), content: hashOf(files, (file) => readFileSync(file)) };
};

const listOf = (files) =>
  hashOf(files, (file) => {
    const { mtimeMs, size } = statSync(file);
    return `${mtimeMs} ${size}`;
  });

/**
 * How `stamp` stands to the sources: `same` (times and sizes agree), `same-content` (a checkout or copy changed the
 * times only; carries the stamp to write), or `stale`.
 */
export const compareStamp = (stamp) => {
  if (!stamp) return { state: 'stale' };
  const files = sources();
  if (listOf(files) === stamp.list) return { state: 'same' };
  const now = stampOf();
  return now.content === stamp.content ? { state: 'same-content', stamp: now } : { state: 'stale' };
};
