#!/usr/bin/env node
// The `sangto` command. Runs on Node 20 and later, and hands over to the Node the product is made for.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exitUnavailable, handOver, runHere } from '../ground/hand-over.mjs';
import { becomeLean } from '../ground/lean.mjs';
import { findPinnedNode, noNodeFound, runningIsNewEnough } from '../ground/pinned-node.mjs';

const program = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url));
const args = process.argv.slice(2);
const pinned = findPinnedNode();

if (!existsSync(program)) {
  console.error('Sangto is not built yet. In a checkout, run: npm run build');
  process.exitCode = exitUnavailable;
} else if (runningIsNewEnough()) {
  becomeLean(args);
  await runHere(program, args);
} else if (pinned) {
  await handOver(pinned, program, args);
} else {
  console.error(noNodeFound());
  process.exitCode = exitUnavailable;
}
