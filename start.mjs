// The one way in from a checkout: installs and builds what is missing, then does what was asked.
// Plain JavaScript without dependencies: it runs in an empty clone, on Node 20 and later.
import { join } from 'node:path';
import { buildIfStale, buildNow } from './ground/build.mjs';
import { exitUnavailable, handOver, runHere } from './ground/hand-over.mjs';
import { installIfNeeded } from './ground/install.mjs';
import { becomeLean } from './ground/lean.mjs';
import { findNode, noNodeFound, runningIsNewEnough } from './ground/pinned-node.mjs';
import { root } from './ground/say.mjs';
import { runAll, runBench } from './ground/scripts.mjs';

const usage = `node start.mjs COMMAND [arguments]

  serve, import, ask, backup, ...   any command of sangto, on a fresh build (--help after it tells more)
  build                             builds dist/ anew
  dev [arguments of serve]          serves the demo, builds and restarts on every change
  bench [NAME [arguments]]          runs bench/NAME.ts; without a name, lists them
  faults [NAME]                     breaks things on purpose: test/faults/
  load [NAME]                       what it holds under load: test/load/`;

const main = async ([command, ...args]) => {
  if (command === undefined || command === '--help' || command === '-h') {
    console.log(usage);
    return command === undefined ? 64 : 0;
  }
  if (!(await installIfNeeded())) return 1;
  const node = findNode();
  if (!node) {
    console.error(noNodeFound());
    return exitUnavailable;
  }
  if (command === 'dev') return become(node, join(root, 'ground', 'dev.mjs'), args);
  if (!(await (command === 'build' ? buildNow : buildIfStale)())) return 1;
  if (command === 'build') return 0;
  if (command === 'bench') return runBench(node, args);
  if (command === 'faults' || command === 'load') return runAll(node, join(root, 'test', command), args);
  return become(node, join(root, 'dist', 'server', 'cli.js'), [command, ...args]);
};

// What runs here needs no second process; `undefined` leaves the exit code to it.
const become = (node, script, args) => (runningIsNewEnough() ? runHere(script, args) : handOver(node, script, args));

// npm told to stop may be gone without telling us; its shell or its death must not leave a server behind.
const leaveWithNpm = () => {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
};

if (runningIsNewEnough()) becomeLean(process.argv.slice(2));
leaveWithNpm();
const code = await main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
