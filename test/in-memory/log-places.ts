// Each place in which the files of a log can lie, empty, for one test; whoever opens it again has another hand on the same files.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LogFiles } from '../../src/desk/index.ts';
import { openBucket } from '../../src/outside/bucket/index.ts';
import { logInBucket, logInFolder } from '../../src/outside/log/index.ts';
import { objectStore } from './object-store.ts';

export type LogPlace = {
  readonly open: () => LogFiles;
  /** Whatever lies there, by its path within the log; temporary things too. */
  readonly lies: () => Promise<readonly string[]>;
};

const folderPlace = async (): Promise<LogPlace> => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-log-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    open: () => logInFolder(join(folder, 'log')),
    lies: async () =>
      existsSync(join(folder, 'log'))
        ? readdirSync(join(folder, 'log'), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'log/').length))
            .sort()
        : [],
  };
};

const bucketPlace = async (): Promise<LogPlace> => {
  const store = await objectStore({ ifNoneMatch: true, ifMatch: true });
  onTestFinished(() => store.remove());
  const place = { ...store.place, prefix: 'newsroom/' };
  return {
    open: () => logInBucket(place),
    lies: async () => {
      const names: string[] = [];
      for await (const { name } of openBucket(store.place).list('')) names.push(name);
      return names.map((name) => name.replace(/^newsroom\/log\//, '')).sort();
    },
  };
};

export const logPlaces: readonly (readonly [name: string, open: () => Promise<LogPlace>])[] = [
  ['a folder', folderPlace],
  ['a bucket', bucketPlace],
];
