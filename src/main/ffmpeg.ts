// Whether there is a program that opens videos: the one that the operator names, or the one on PATH.
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { SettingProblem } from './setting-problem.ts';

/** Its path; null where there is none, or it is off. A named one that cannot be run is told. */
export const ffmpegOf = (
  given: string,
  path: string | undefined,
  cwd: string,
  problems: SettingProblem[],
): string | null => {
  if (given === 'off') return null;
  if (given === '')
    return (
      (path ?? '')
        .split(delimiter)
        .filter((folder) => folder.startsWith('/'))
        .map((folder) => join(folder, 'ffmpeg'))
        .find(isRunnable) ?? null
    );
  const named = resolve(cwd, given);
  if (isRunnable(named)) return named;
  problems.push({
    where: 'SANGTO_FFMPEG',
    problem: `${named} cannot be run`,
    fix: 'the path of ffmpeg, or off',
  });
  return null;
};

const isRunnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
