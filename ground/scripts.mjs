// Runs the measuring and torturing scripts of bench/, test/faults/ and test/load/ on the pinned Node.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './run-child.mjs';
import { root, say, secondsSince, shown } from './say.mjs';

/** Each `NAME.ts` lying directly in `folder` is a script; what they share lies in folders below it. */
const namesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => file.slice(0, -'.ts'.length))
        .sort()
    : [];

const runOne = (node, folder, name, args) =>
  runChild(node, ['--enable-source-maps', join(folder, `${name}.ts`), ...args], { show: true });

/** Runs one bench, or lists them where no name is given. Gives the exit code. */
export const runBench = async (node, [name, ...args]) => {
  const folder = join(root, 'bench');
  const names = namesIn(folder);
  if (name === undefined) {
    console.log(names.length > 0 ? `benches: ${names.join(', ')}` : 'there are no benches yet');
    return 0;
  }
  if (!names.includes(name)) return unknown(folder, name, names);
  return (await runOne(node, folder, name, args)).code;
};

/** Runs the scripts of `folder` one after another, or only the one named, and sums up. Gives the exit code. */
export const runAll = async (node, folder, [only, ...args]) => {
  const names = namesIn(folder);
  if (only !== undefined && !names.includes(only)) return unknown(folder, only, names);
  const failed = [];
  const chosen = only === undefined ? names : [only];
  for (const name of chosen) {
    const since = performance.now();
    say(`${name} ...`);
    const { code } = await runOne(node, folder, name, args);
    say(`${name}: ${code === 0 ? 'passed' : `failed (${code})`} in ${secondsSince(since)}`);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`);
  console.log(`${chosen.length - failed.length} passed, ${failed.length} failed`);
  return failed.length > 0 ? 1 : 0;
};

const unknown = (folder, name, names) => {
  say(`there is no ${name} in ${shown(folder)}; there are: ${names.join(', ') || 'none'}`);
  return 64;
};
