// `npm run dev`: builds on every change and restarts the server on what was built. Runs on the pinned Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import { forgetBuild } from './build.mjs';
import { root, say } from './say.mjs';

const patienceMs = 15_000;
const args = process.argv.slice(2);
const built = new Set();
let server;
let wanted = 0;
let settling = false;
let leaving = false;

const watch = async (name, outDir) => {
  const watcher = await build({
    root,
    configFile: join(root, `vite.${name}.config.ts`),
    logLevel: 'silent',
    build: { outDir, emptyOutDir: false, watch: {} },
  });
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') say(`${name}: not built\n${plain(event.error)}`);
    if (event.code !== 'BUNDLE_END') return;
    say(`${name}: built in ${Math.round(event.duration)} ms`);
    void event.result.close();
    built.add(name);
    if (built.size === 2) void restart();
  });
  return watcher;
};

const plain = (error) => {
  const words = String(error?.message ?? error);
  return process.stderr.isTTY ? words : stripVTControlCharacters(words);
};

// Changes that come while the old server is stopping end in one start of the newest.
const restart = async () => {
  wanted += 1;
  if (settling) return;
  settling = true;
  let started = 0;
  while (started !== wanted && !leaving) {
    started = wanted;
    await stop();
    if (started === wanted && !leaving) start();
  }
  settling = false;
};

const start = () => {
  const program = join(root, 'dist', 'server', 'cli.js');
  const child = spawn(process.execPath, ['--enable-source-maps', program, 'serve', '--demo', ...args], {
    stdio: 'inherit',
  });
  server = child;
  child.once('exit', (code, signal) => {
    if (server !== child) return;
    server = undefined;
    if (!leaving) say(`the server ended (${signal ?? code}); waiting for a change`);
  });
};

const stop = async () => {
  const child = server;
  if (!child) return;
  server = undefined;
  say('restarting');
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => {
    say(`the server did not stop within ${patienceMs / 1000} s and is killed`);
    child.kill('SIGKILL');
  }, patienceMs);
  await ended;
  clearTimeout(late);
};

const leave = async (signal) => {
  if (leaving) return;
  leaving = true;
  const child = server;
  if (child) {
    const ended = new Promise((done) => child.once('exit', done));
    // Ctrl-C has reached it already; a second signal would mean "at once".
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill('SIGTERM');
    await ended;
  }
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void leave(signal));

forgetBuild();
await Promise.all([watch('client', join(root, 'dist', 'client')), watch('server', join(root, 'dist'))]);
