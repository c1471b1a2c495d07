// Becomes another Node as far as a parent process can: same terminal, same signals, same end.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { leanEnvironment, leanOptions } from './lean.mjs';

/** sysexits.h EX_UNAVAILABLE: something we need is not on this machine. */
export const exitUnavailable = 69;

const leaveWithParent = new URL('./leave-with-parent.mjs', import.meta.url).href;

/**
 * Runs `script` with `node` in our place and ends this process as it ended: same exit code, or same signal.
 * SIGTERM, SIGINT and SIGHUP are passed on; if we are killed outright, the child gets a SIGTERM.
 */
export const handOver = (node, script, args) => {
  const options = [...leanOptions, '--enable-source-maps', '--import', leaveWithParent];
  const child = spawn(node, [...options, script, ...args], {
    env: leanEnvironment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C reaches the whole foreground group: passing it on would make it two, and a second one means "at once".
  const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const listeners = ['SIGTERM', 'SIGINT', 'SIGHUP'].map((signal) => {
    const listener = () => {
      if (signal !== 'SIGINT' || !fromTerminal) child.kill(signal);
    };
    process.on(signal, listener);
    return [signal, listener];
  });
  return new Promise((done) => {
    child.once('error', (error) => {
      console.error(`Node at ${node} does not run on this machine: ${error.message}`);
      process.exit(exitUnavailable);
    });
    child.once('exit', (code, signal) => {
      for (const [name, listener] of listeners) process.removeListener(name, listener);
      if (!signal) return done(process.exit(code ?? 1));
      process.kill(process.pid, signal);
      // Only where the signal is one this process cannot die of.
      setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 1)), 200);
    });
  });
};

/** Runs `script` inside this process, as if it had been started with `args`. */
export const runHere = async (script, args) => {
  const { pathToFileURL } = await import('node:url');
  process.setSourceMapsEnabled(true);
  process.argv = [process.argv[0], script, ...args];
  await import(pathToFileURL(script).href);
};
