// Runs a program to its end. A signal to us stops it too, so nothing is left working behind our back.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './say.mjs';

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/**
 * Runs `command` in the checkout and gives `{ code, output }`; `code` is 127 where it could not be started.
 * With `show`, its words go to ours as they come and `output` stays empty; else both streams are gathered.
 * `onStart` is told its process id. When a signal reaches us meanwhile, the program gets it, and we leave with it once the program has.
 */
export const runChild = (command, args, { env = process.env, show = false, shell = false, onStart = () => {} } = {}) =>
  new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env, shell, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    if (child.pid !== undefined) onStart(child.pid);
    const words = [];
    let told;
    const listeners = signals.map((signal) => {
      const listener = () => {
        told = signal;
        child.kill(signal);
      };
      process.on(signal, listener);
      return [signal, listener];
    });
    const finish = (code, more = '') => {
      for (const [signal, listener] of listeners) process.removeListener(signal, listener);
      if (told) process.exit(128 + constants.signals[told]);
      done({ code, output: Buffer.concat(words).toString() + more });
    };
    child.stdout?.on('data', (chunk) => words.push(chunk));
    child.stderr?.on('data', (chunk) => words.push(chunk));
    child.once('error', (error) => finish(127, error.message));
    child.once('close', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 1)));
  });
