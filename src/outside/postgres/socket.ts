import { chmod, lchown, lstat, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import { codeOf } from './files.ts';
import { clusterName, type Place } from './place.ts';
import type { PostgresRefusal } from './refusal.ts';
import type { Runner } from './runner.ts';

/** Names the socket file only (`.s.PGSQL.5432`): no TCP port is opened. */
export const port = 5432;

/** The kernel's `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing NUL included. */
const longest = 100;

/** The file a server with its socket in `folder` listens on. */
export const socketFile = (folder: string, of: number = port): string => join(folder, `.s.PGSQL.${of}`);

/**
 * The folder for the socket of the cluster in `folder`: that folder itself, or one under `/tmp` when the path would be
 * too long. `/tmp` and not `$TMPDIR`, which differs between a service and a shell of the same user.
 */
export const socketFolderOf = async (folder: string): Promise<string> => {
  if (Buffer.byteLength(socketFile(folder)) < longest) return folder;
  const temp = await lstat('/tmp').then(
    () => '/tmp',
    () => tmpdir(),
  );
  return join(temp, clusterName(folder));
};

/**
 * Makes the socket's folder usable by the server's user and by nobody else (mode 0700). A folder under `/tmp` that
 * someone else made first could hand us their server, so it is refused with `folder-not-writable`.
 */
export const prepareSocketFolder = async (place: Place, runner: Runner): Promise<Result<string, PostgresRefusal>> => {
  const at = await socketFolderOf(place.folder);
  if (at === place.folder) return ok(at);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await mkdir(at, { mode: 0o700 });
      await chmod(at, 0o700);
      if (runner.owner) await lchown(at, runner.owner.uid, runner.owner.gid);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return refused(at, codeOf(error) ?? String(error));
    }
    const found = await lstat(at);
    const wanted = runner.owner?.uid ?? place.uid;
    if (found.isDirectory() && found.uid === wanted && (found.mode & 0o077) === 0) return ok(at);
    // Root may have run the server in its own name before, and as `nobody` now, or the other way round.
    if (place.uid !== 0 || found.uid !== 0 || attempt > 0) return refused(at, `it belongs to user ${found.uid}`);
    await rm(at, { recursive: true });
  }
  return refused(at, 'it cannot be made private');
};

/** Removes the socket's own lock file, which, like `postmaster.pid`, may name a pid that has a new bearer or a zombie. */
export const removeSocketLock = (folder: string): Promise<void> => rm(`${socketFile(folder)}.lock`, { force: true });

const refused = (at: string, why: string) =>
  refuse('folder-not-writable', {
    detail: `The socket folder ${at} cannot be used (${why}); remove it, or choose a data folder with a shorter path.`,
  });
