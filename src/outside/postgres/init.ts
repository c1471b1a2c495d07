import { lchown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import type { Binaries } from './binaries.ts';
import { runCommand } from './command.ts';
import { codeOf, giveTree, syncFolder } from './files.ts';
import { isHeld, signature } from './lock.ts';
import { ownerOf, type Place } from './place.ts';
import { processesWith } from './processes.ts';
import type { PostgresRefusal } from './refusal.ts';
import { initPrefix, type Runner } from './runner.ts';

/** The one role; it may do everything, and only those who may enter the socket's folder can be it. */
export const user = 'sangto';

/**
 * Makes sure `place.folder` holds a cluster of our major version, owned by whom the runner says. A new one is built
 * beside it and renamed into place, so a half-made one is never seen, whenever we are killed.
 * Refuses with `initdb-failed`, `folder-not-writable` or `version-mismatch`.
 */
export const ensureCluster = async (
  place: Place,
  binaries: Binaries,
  runner: Runner,
): Promise<Result<'made' | 'found', PostgresRefusal>> => {
  await sweep(place);
  const found = await versionOf(place.folder);
  if (found === runner.major) {
    const { owner } = runner;
    if (owner && (await ownerOf(place.folder)) !== owner.uid) await giveTree(place.folder, owner.uid, owner.gid);
    return ok('found');
  }
  if (found !== undefined) {
    const detail = `${place.folder} was made by PostgreSQL ${found}, and this release brings ${runner.major}: start the release that made it, run \`sangto backup\`, and restore that into a new data folder.`;
    return refuse('version-mismatch', { detail });
  }
  const present = await readdir(place.folder).catch(() => []);
  if (present.length > 0) {
    const detail = `${place.folder} holds other files and no database; nothing was touched. Choose an empty or new folder.`;
    return refuse('initdb-failed', { detail });
  }
  return make(place, binaries, runner);
};

const make = async (
  place: Place,
  binaries: Binaries,
  runner: Runner,
): Promise<Result<'made' | 'found', PostgresRefusal>> => {
  const fresh = `${prefixOf(place)}${await signature(process.pid)}`;
  const drop = () => rm(fresh, { recursive: true, force: true });
  await drop();
  await mkdir(fresh, { mode: 0o700 });
  if (runner.owner) await lchown(fresh, runner.owner.uid, runner.owner.gid);
  const [program = '', ...args] = [...(await initPrefix(binaries, runner)), binaries.initdb, '-D', fresh, ...choices];
  const ran = await runCommand(program, args, { env: binaries.env, as: runner.as, ms: 180_000 });
  if (!ran.ok) {
    await drop();
    return refuse('initdb-failed', { detail: `The database could not be made in ${place.folder}: ${ran.tail}` });
  }
  try {
    await rename(fresh, place.folder);
  } catch (error) {
    await drop();
    const why = codeOf(error) ?? String(error);
    if ((await versionOf(place.folder)) === runner.major) return ok('found');
    const detail = `A new database could not be moved to ${place.folder} (${why}); if that is a mount point, mount its parent instead.`;
    return refuse('folder-not-writable', { detail });
  }
  await syncFolder(place.parent);
  return ok('made');
};

/**
 * The built-in C.UTF-8 sorts and folds the same on every system and in every release, so no index breaks when the
 * machine's C library changes. No TCP is ever opened; `reject` stays for the day someone edits the settings.
 */
const choices = [
  `--username=${user}`,
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth-local=trust',
  '--auth-host=reject',
  '--data-checksums',
  '--no-instructions',
] as const;

const prefixOf = (place: Place): string => join(place.parent, `${basename(place.folder)}.init-`);

/** Removes what a killed process left half made, its `initdb` first. */
const sweep = async (place: Place): Promise<void> => {
  const prefix = basename(prefixOf(place));
  for (const name of await readdir(place.parent)) {
    if (!name.startsWith(prefix) || (await isHeld(name.slice(prefix.length)))) continue;
    const left = join(place.parent, name);
    for (const pid of await processesWith('initdb', left)) process.kill(pid, 'SIGKILL');
    await rm(left, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
};

const versionOf = async (folder: string): Promise<string | undefined> => {
  try {
    return (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};
