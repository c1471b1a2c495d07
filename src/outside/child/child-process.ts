// One process of its own, seen from the server: started with nothing but what it needs, ended when it takes too much.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import type { Asked, Said } from './messages.ts';
import { residentOf } from './resident.ts';

export type ChildLimits = {
  /** Milliseconds one task may take, a start of the process included. */
  readonly taskMs: number;
  /** Bytes the process may hold in memory, its program apart. */
  readonly memory: number;
};

/** Why there is no answer; after each of these the process is gone. */
export type ChildRefusal = Refusal<'took-too-long' | 'took-too-much-memory' | 'broke-down' | 'did-not-start'>;

/** There is no room just now for what the task needs beside what the process rests on: `bytes`. The process is gone, too. */
export type WantsRoom = { readonly code: 'wants-room'; readonly bytes: number };

export type Child<Task, Answer> = {
  readonly pid: number | undefined;
  /** Gone, or told to go. */
  readonly isGone: () => boolean;
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
  /**
   * One at a time. `granted`: bytes the task may take up beside what the process rests on. When it needs more, `grow` is asked
   * for them, and gives whether there is room.
   */
  readonly ask: (
    task: Task,
    granted: number,
    grow: (bytes: number) => boolean,
  ) => Promise<Result<Answer, ChildRefusal | WantsRoom>>;
  /** Bytes it holds in memory, where that can be seen. */
  readonly holds: () => number | undefined;
  /** Ends the process at once and gives back when it is gone. */
  readonly end: () => Promise<void>;
};

const heapMegabytes = 256;
const lookEveryMs = 25;

/** Pixels are large and short-lived: glibc gives such memory back at once when it maps each by itself (mallopt(3)). */
const environment = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** A program of this house: from the build (beside the server), or from its source. */
export const childProgram = (name: string, folder: string): string => {
  const built = join(folder, `${name}.js`);
  return existsSync(built) ? built : join(folder, `${name}.ts`);
};

/**
 * Starts a process that does tasks. It gets nothing of our environment (the database's password is there), may not write files nor
 * start programs, and keeps nobody waiting: an idle one does not hold its parent open. What it holds in memory is looked
 * at from here while it works: the heap's own limit knows nothing of what a decoder takes outside of it, and a limit of
 * addresses (`ulimit -v`) would count what V8 reserves and never uses.
 */
export const startChild = <Task, Answer>(limits: ChildLimits, program: string): Child<Task, Answer> => {
  const child = fork(program, [], {
    execArgv: [
      `--max-old-space-size=${heapMegabytes}`,
      '--max-semi-space-size=1',
      '--expose-gc',
      '--permission',
      '--allow-fs-read=*',
      '--allow-addons',
      '--allow-worker',
      '--disable-warning=SecurityWarning',
    ],
    env: environment,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let ready = false;
  let gone = false;
  let why: ChildRefusal['code'] | undefined;
  let settle: (answer: Result<Answer, ChildRefusal | WantsRoom>) => void = () => undefined;
  let want: (bytes: number) => void = () => undefined;

  const end = (because: ChildRefusal['code']) => {
    why ??= because;
    child.kill('SIGKILL');
  };
  const left = new Promise<void>((resolve) => {
    const leave = () => {
      gone = true;
      settle(refuse(why ?? (ready ? 'broke-down' : 'did-not-start')));
      resolve();
    };
    child.once('exit', leave);
    // Without a pid it was never started, and no exit follows; else a message found no way to it.
    child.on('error', () => (child.pid === undefined ? leave() : end('broke-down')));
  });
  const weigh = (bytes: number | undefined) => {
    if (bytes !== undefined && bytes > limits.memory) end('took-too-much-memory');
  };
  const isSeen = child.pid !== undefined && residentOf(child.pid) !== undefined;
  child.on('message', (said: Said<Answer>) => {
    if (said.kind === 'ready') ready = true;
    if (said.kind === 'memory' && !isSeen) weigh(said.bytes);
    if (said.kind === 'wants') want(said.bytes);
    if (said.kind === 'answer') settle(ok(said.answer));
  });
  const holdOpen = (hold: boolean) => {
    for (const handle of [child, child.channel]) hold ? handle?.ref() : handle?.unref();
  };
  holdOpen(false);

  return {
    pid: child.pid,
    isGone: () => why !== undefined || gone,
    gone: left,
    holds: () => (child.pid === undefined ? undefined : residentOf(child.pid)),
    ask: async (task, granted, grow) => {
      holdOpen(true);
      const late = setTimeout(() => end('took-too-long'), limits.taskMs);
      const look = setInterval(() => weigh(child.pid === undefined ? undefined : residentOf(child.pid)), lookEveryMs);
      const answer = await new Promise<Result<Answer, ChildRefusal | WantsRoom>>((resolve) => {
        settle = resolve;
        want = (bytes) => {
          if (grow(bytes)) child.send({ granted: bytes } satisfies Asked<Task>);
          else {
            resolve({ ok: false, error: { code: 'wants-room', bytes } });
            end('broke-down');
          }
        };
        child.send({ task, granted } satisfies Asked<Task>);
      });
      // What was answered must not stay here until the next task.
      settle = () => undefined;
      want = () => undefined;
      clearTimeout(late);
      clearInterval(look);
      holdOpen(false);
      return answer;
    },
    end: async () => {
      end('broke-down');
      await left;
    },
  };
};
