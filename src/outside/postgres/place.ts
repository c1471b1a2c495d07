import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import { codeOf } from './files.ts';
import type { PostgresRefusal } from './refusal.ts';

/** Where the cluster lives: real, absolute paths, so that every process names it alike. */
export type Place = {
  readonly folder: string;
  /** Holds `folder` and, for moments, our lock and a cluster in the making. */
  readonly parent: string;
  readonly uid: number;
};

/**
 * Resolves the data folder (which need not exist yet) and makes its parents.
 * Refuses with `folder-not-writable`, saying whose it is.
 */
export const findPlace = async (folder: string, uid: number): Promise<Result<Place, PostgresRefusal>> => {
  const wanted = resolve(folder);
  try {
    await mkdir(dirname(wanted), { recursive: true });
    const real = await realpath(wanted).catch(async (error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      return join(await realpath(dirname(wanted)), basename(wanted));
    });
    const owner = await ownerOf(real);
    if (owner !== undefined && uid !== 0 && owner !== uid) {
      return notWritable(`${real} belongs to user ${owner}; run as that user, or choose another data folder.`);
    }
    await access(dirname(real), constants.W_OK | constants.X_OK);
    return ok({ folder: real, parent: dirname(real), uid });
  } catch (error) {
    return notWritable(`${wanted} cannot be used (${codeOf(error) ?? String(error)}); choose another data folder.`);
  }
};

/** A short name for the cluster in this folder, the same in every process; it is in the title of every server process. */
export const clusterName = (folder: string): string =>
  `sangto-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;

/** The uid that owns a path, or undefined where there is nothing. */
export const ownerOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const notWritable = (detail: string) => refuse('folder-not-writable', { detail });
