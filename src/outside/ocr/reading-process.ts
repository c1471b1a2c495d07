// One reading process, seen from the server: started with nothing but what it needs, ended when it takes too much.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../base/result.ts';
import type { Asked, Read, Said } from './messages.ts';

export type ReadingLimits = {
  /** Milliseconds one picture may take, a start of the process included. */
  readonly pictureMs: number;
  /** Bytes the process may hold in memory. */
  readonly memory: number;
};

export type Reading = Read | { readonly ok: false; readonly error: { readonly code: 'ocr-unavailable' } };

export type ReadingProcess = {
  readonly pid: number | undefined;
  readonly isGone: () => boolean;
  /** One at a time. A picture that takes too long, too much memory or the process with it has no text we can give. */
  readonly read: (picture: Uint8Array) => Promise<Reading>;
  /** Ends the process at once and gives back when it is gone. */
  readonly end: () => Promise<void>;
};

const heapMegabytes = 256;

/** The program from the build (beside the server) or from source. */
export const childProgram = (): string => {
  const built = join(import.meta.dirname, 'ocr-child.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'ocr-child.ts');
};

/**
 * Starts a process that reads pictures. It gets no environment (the database's password is in ours), may not write
 * files nor start programs, and keeps nobody waiting: an idle one does not hold its parent open.
 */
export const startReading = (limits: ReadingLimits, program: string): ReadingProcess => {
  const child = fork(program, [], {
    execArgv: [
      `--max-old-space-size=${heapMegabytes}`,
      '--permission',
      '--allow-fs-read=*',
      '--allow-addons',
      '--allow-worker',
      '--disable-warning=SecurityWarning',
    ],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let ready = false;
  let gone = false;
  const left = new Promise<void>((resolve) => {
    const leave = () => {
      gone = true;
      resolve();
    };
    child.once('exit', leave);
    // Also when it could not be started, and when a picture could not be sent to one just gone.
    child.on('error', () => (child.pid === undefined ? leave() : child.kill('SIGKILL')));
  });
  child.on('message', (said: Said) => {
    if (said.kind === 'ready') ready = true;
    if (said.kind === 'memory' && said.bytes > limits.memory) child.kill('SIGKILL');
  });
  const holdOpen = (hold: boolean) => {
    if (hold) child.ref();
    else child.unref();
    if (hold) child.channel?.ref();
    else child.channel?.unref();
  };
  holdOpen(false);

  return {
    pid: child.pid,
    isGone: () => gone,
    read: async (picture) => {
      holdOpen(true);
      const late = setTimeout(() => child.kill('SIGKILL'), limits.pictureMs);
      const answer = new Promise<Read>((resolve) => {
        child.on('message', (said: Said) => said.kind === 'read' && resolve(said.read));
      });
      child.send({ picture } satisfies Asked);
      const read = await Promise.race([answer, left]);
      clearTimeout(late);
      holdOpen(false);
      return read ?? refuse(ready ? 'ocr-no-text' : 'ocr-unavailable');
    },
    end: async () => {
      child.kill('SIGKILL');
      await left;
    },
  };
};
