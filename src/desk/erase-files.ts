// The files of a case about a private person go when it is closed.
import { erasePrivateFiles } from './left-files.ts';
import type { World } from './world.ts';

/** `busy` when a backup is being made, or a file is being laid: to be tried again. Safe to run twice. */
export const eraseFiles = (world: Pick<World, 'retention' | 'files' | 'now'>): Promise<number | 'busy'> =>
  erasePrivateFiles(world);
