// What the ground tells a person. Always on stderr: stdout belongs to the command that is run.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** A path as a person in the checkout would type it. */
export const shown = (path) => relative(root, path) || '.';

export const say = (line) => process.stderr.write(`${line}\n`);

/** Says something only where somebody is watching. */
export const sayOnTerminal = (line) => {
  if (process.stderr.isTTY) say(line);
};

/** Seconds since `since` (of `performance.now()`), for people: `3.2 s`. */
export const secondsSince = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
