// What the files of a log are called, wherever they lie: nothing else is read or laid.
import { parseTilePath } from '../../kit/tlog/index.ts';

export const checkpointPath = 'checkpoint';

export const isOurs = (path: string): boolean => path === checkpointPath || parseTilePath(path) !== undefined;

/** Whether it is where partial files of one tile lie. */
export const isPartial = (path: string): boolean => path.endsWith('.p') && parseTilePath(`${path}/1`) !== undefined;

export const mustBeTile = (path: string): string => {
  if (parseTilePath(path) === undefined) throw new Error(`${path} is no file of a log that is laid as a tile`);
  return path;
};

export const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : Buffer.from(a).equals(b);
