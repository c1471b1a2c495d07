// The rooms and floors of docs and STYLE, as data.
import { posix } from 'node:path';

/** A file of the checkout: its path from the root with forward slashes, and what is in it. */
export type SourceFile = { readonly path: string; readonly text: string };

/** Something wrong: where, and what, in words for the person who mends it. */
export type Fault = { readonly path: string; readonly line: number; readonly what: string };

const floors = { base: 1, kit: 2, core: 3, desk: 4, store: 5, outside: 5, web: 5, main: 6 } as const;
type Room = keyof typeof floors;

/** Where a file of `src/` lives. `kit` names the craft, in `kit/` only. A test lives in the room of what it tests. */
export type Place = { readonly room: Room; readonly floor: number; readonly kit: string | undefined };

/** The place of a path; undefined outside the eight rooms. */
export const placeOf = (path: string): Place | undefined => {
  const [top, room = '', part] = path.split('/');
  if (top !== 'src' || !Object.hasOwn(floors, room)) return undefined;
  return { room: room as Room, floor: floors[room as Room], kit: room === 'kit' ? part : undefined };
};

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

export const isCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path);

/** The path a relative import leads to; undefined for a package or a built-in. Vite's `?raw` and the like are cut off. */
export const leadsTo = (from: string, specifier: string): string | undefined =>
  /^\.\.?\//.test(specifier) ? posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')) : undefined;
