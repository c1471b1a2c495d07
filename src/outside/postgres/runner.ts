import { stat } from 'node:fs/promises';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import type { Binaries } from './binaries.ts';
import type { Identity } from './command.ts';
import { runCommand } from './command.ts';
import { codeOf } from './files.ts';
import type { Place } from './place.ts';
import type { PostgresRefusal } from './refusal.ts';

/** How `initdb` and `postgres`, which refuse to run as root, are run. */
export type Runner = {
  /** What goes before the program: nothing, or `unshare` with its flags. */
  readonly prefix: readonly string[];
  /** The user the program is started as, when that is not ours. */
  readonly as?: Identity;
  /** Who must own the cluster; absent when it is ours anyway. */
  readonly owner?: Identity;
  /** The major version these binaries speak, such as `18`. */
  readonly major: string;
};

/** `nobody`, by number: no system user is created, and the name is spelt differently on each system. */
const nobody: Identity = { uid: 65534, gid: 65534 };

const unshareFlags = [
  ['--user', '--map-user=65534', '--map-group=65534'],
  ['--user', '--map-user=65534'],
] as const;

/**
 * Finds a way to run PostgreSQL here, by trying it. An ordinary user runs it as is. Root runs it as `nobody` (or as the
 * user who already owns the cluster); where that user cannot reach the folder or the binaries, in a user namespace in
 * which root is called `nobody`: outside it the files stay root's.
 * Refuses with `no-binaries` or `root-needs-unshare`.
 */
export const findRunner = async (place: Place, binaries: Binaries): Promise<Result<Runner, PostgresRefusal>> => {
  const { postgres, env } = binaries;
  if (place.uid !== 0) {
    const { major, tail } = await version(postgres, ['--version'], env);
    return major === undefined ? noStart(tail) : ok({ prefix: [], major });
  }
  const present = await ownerOf(place.folder);
  const foreign = present !== undefined && present.uid !== 0 && present.uid !== nobody.uid;
  const as = foreign ? present : nobody;
  const script = ['-c', 'cd -- "$1" && exec "$2" --version', 'sh', place.parent, postgres];
  const dropped = await version('/bin/sh', script, env, as);
  if (dropped.major !== undefined) return ok({ prefix: [], as, owner: as, major: dropped.major });
  if (foreign) return tellRoot(place, `run Sangto as user ${present.uid}, who owns the folder`);
  for (const flags of unshareFlags) {
    const { major } = await version('unshare', [...flags, '--', '/bin/sh', ...script], env);
    if (major !== undefined) return ok({ prefix: ['unshare', ...flags, '--'], owner: { uid: 0, gid: 0 }, major });
  }
  const direct = await version(postgres, ['--version'], env);
  return direct.major === undefined ? noStart(direct.tail) : tellRoot(place, 'run Sangto as an ordinary user');
};

/**
 * What goes before `initdb`: unlike the server it asks the system for its user's name, and a container may run under a
 * number that has none. In a user namespace that number is called `nobody`; where there can be none, `initdb` says why.
 */
export const initPrefix = async (binaries: Binaries, runner: Runner): Promise<readonly string[]> => {
  const how = { env: binaries.env, as: runner.as, ms: 20_000 };
  if (runner.prefix.length > 0 || (await runCommand('id', ['-un'], how)).ok) return runner.prefix;
  for (const flags of unshareFlags) {
    if ((await runCommand('unshare', [...flags, '--', 'id', '-un'], how)).ok) return ['unshare', ...flags, '--'];
  }
  return runner.prefix;
};

const version = async (file: string, args: readonly string[], env: Binaries['env'], as?: Identity) => {
  const ran = await runCommand(file, args, { env, as, ms: 20_000 });
  return { major: ran.ok ? /\b(\d+)(?:\.|devel|beta|rc)/.exec(ran.out)?.[1] : undefined, tail: ran.tail };
};

const ownerOf = async (path: string): Promise<Identity | undefined> => {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const noStart = (tail: string) =>
  refuse('no-binaries', {
    detail: `The bundled PostgreSQL does not run on this machine (${tail}). Set DATABASE_URL to a server of yours.`,
  });

const tellRoot = (place: Place, instead: string) =>
  refuse('root-needs-unshare', {
    detail: `PostgreSQL does not run as root, and user ${nobody.uid} cannot reach ${place.parent} or the program's own folder, nor does \`unshare --user\` work here: ${instead}, make those folders passable (chmod o+x), or set DATABASE_URL.`,
  });
