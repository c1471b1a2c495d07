// `npm test`: everything that must hold, from an empty clone on. Ends with one line, `N passed, N failed`.
// Each step before the tests counts as one. A failed step does not hide the ones after it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '../ground/build.mjs';
import { installIfNeeded } from '../ground/install.mjs';
import { findNode, noNodeFound } from '../ground/pinned-node.mjs';
import { runChild } from '../ground/run-child.mjs';
import { root, say, secondsSince } from '../ground/say.mjs';

const totals = { passed: 0, failed: 0 };
let told = false;

// Whatever happens, the last line is the sum; what never came to its end has failed.
process.on('exit', () => {
  if (told) return;
  totals.failed += 1;
  tell();
  process.exitCode = 1;
});
process.on('uncaughtException', (error) => {
  console.error(error);
  process.exit(1);
});

const tell = () => {
  told = true;
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
};

const quiet = process.env.CI !== undefined || !process.stdout.isTTY;
const env = { ...process.env, ...(quiet ? { NO_COLOR: '1', FORCE_COLOR: undefined } : {}) };

/** Counts `work` (gives true where it held) as one, with its time; what it throws is a failure like any other. */
const step = async (name, work) => {
  const since = performance.now();
  const held = await work().catch((error) => {
    console.error(error);
    return false;
  });
  totals[held ? 'passed' : 'failed'] += 1;
  say(`${name}: ${held ? 'passed' : 'failed'} in ${secondsSince(since)}`);
  return held;
};

const main = async () => {
  if (!(await installIfNeeded())) throw new Error('without its dependencies nothing else can be tried');
  const node = findNode();
  if (!node) throw new Error(noNodeFound());
  const tool = (path, ...args) => runTool(node, [join(root, 'node_modules', path), ...args]);

  await step('types', () => tool('typescript/bin/tsc', '--noEmit', '--pretty', String(!quiet)));
  await step('lint', () =>
    tool(
      '@biomejs/biome/bin/biome',
      'check',
      '--error-on-warnings',
      '--diagnostic-level=warn',
      `--colors=${quiet ? 'off' : 'force'}`,
    ),
  );
  await step('unused', () => tool('knip/bin/knip.js', '--no-progress'));
  await step('build', buildIfStale);
  await step('browser', () => runTool(node, [join(root, 'test', 'browser.ts')]));
  await countTests(node);
};

// Silent where it held: what is left to read is what to mend.
const runTool = async (node, args) => {
  const { code, output } = await runChild(node, args, { env });
  if (code !== 0) say(output.trimEnd());
  return code === 0;
};

const countTests = async (node) => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-test-'));
  try {
    const report = join(folder, 'report.json');
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await runChild(node, args, { env, show: true });
    const before = totals.failed;
    count(JSON.parse(readFileSync(report, 'utf8')));
    // An error outside any test, or a run that broke off.
    if (code !== 0 && totals.failed === before) totals.failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const count = (report) => {
  for (const file of report.testResults) {
    const tests = file.assertionResults;
    const failed = tests.filter((test) => test.status === 'failed').length;
    totals.passed += tests.filter((test) => test.status === 'passed').length;
    totals.failed += failed;
    if (file.status === 'failed' && failed === 0) totals.failed += 1;
    for (const test of tests.filter((one) => one.status !== 'passed' && one.status !== 'failed'))
      say(`not for this machine: ${test.fullName}`);
  }
};

await main().catch((error) => {
  console.error(error.message);
  totals.failed += 1;
});
tell();
process.exitCode = totals.failed > 0 ? 1 : 0;
