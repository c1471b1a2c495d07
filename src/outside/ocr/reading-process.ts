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
  /** Gone, or told to go. */
  readonly isGone: () => boolean;
  /** One at a time. A picture that takes too long, too much memory or the process with it has no text we can give. */
  readonly read: (asked: Asked) => Promise<Reading>;
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
  let ended = false;
  let gone = false;
  let settle: (read: Read | undefined) => void = () => undefined;

  const end = () => {
    ended = true;
    child.kill('SIGKILL');
  };
  const left = new Promise<void>((resolve) => {
    const leave = () => {
      gone = true;
      settle(undefined);
      resolve();
    };
    child.once('exit', leave);
    // Without a pid it was never started, and no exit follows; else a message found no way to it.
    child.on('error', () => (child.pid === undefined ? leave() : end()));
  });
  child.on('message', (said: Said) => {
    if (said.kind === 'ready') ready = true;
    if (said.kind === 'memory' && said.bytes > limits.memory) end();
    if (said.kind === 'read') settle(said.read);
  });
  const holdOpen = (hold: boolean) => {
    for (const handle of [child, child.channel]) hold ? handle?.ref() : handle?.unref();
  };
  holdOpen(false);

  return {
    pid: child.pid,
    isGone: () => ended || gone,
    read: async (asked) => {
      holdOpen(true);
      const late = setTimeout(end, limits.pictureMs);
      const read = await new Promise<Read | undefined>((resolve) => {
        settle = resolve;
        child.send(asked);
      });
      // What was read must not stay here until the next picture.
      settle = () => undefined;
      clearTimeout(late);
      holdOpen(false);
      if (read) return read;
      return ready || ended ? refuse('ocr-no-text') : refuse('ocr-unavailable');
    },
    end: async () => {
      // Whoever waits for its end waits until then, even where nothing else keeps this process going.
      holdOpen(!gone);
      end();
      await left;
    },
  };
};
