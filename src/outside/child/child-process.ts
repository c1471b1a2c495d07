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
  /** Bytes the process may hold in memory. */
  readonly memory: number;
};

/** Why there is no answer; after each of these the process is gone. */
export type ChildRefusal = Refusal<'took-too-long' | 'took-too-much-memory' | 'broke-down' | 'did-not-start'>;

export type Child<Task, Answer> = {
  readonly pid: number | undefined;
  /** Gone, or told to go. */
  readonly isGone: () => boolean;
  /** One at a time. */
  readonly ask: (task: Task) => Promise<Result<Answer, ChildRefusal>>;
  /** Ends the process at once and gives back when it is gone. */
  readonly end: () => Promise<void>;
};

const heapMegabytes = 256;
const lookEveryMs = 25;

/** A program of this house: from the build (beside the server), or from its source. */
export const childProgram = (name: string, folder: string): string => {
  const built = join(folder, `${name}.js`);
  return existsSync(built) ? built : join(folder, `${name}.ts`);
};

/**
 * Starts a process that does tasks. It gets no environment (the database's password is in ours), may not write files nor
 * start programs, and keeps nobody waiting: an idle one does not hold its parent open. What it holds in memory is looked
 * at from here while it works: the heap's own limit knows nothing of what a decoder takes outside of it, and a limit of
 * addresses (`ulimit -v`) would count what V8 reserves and never uses.
 */
export const startChild = <Task, Answer>(limits: ChildLimits, program: string): Child<Task, Answer> => {
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
  let why: ChildRefusal['code'] | undefined;
  let settle: (answer: Result<Answer, ChildRefusal>) => void = () => undefined;

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
  child.on('message', (said: Said<Answer>) => {
    if (said.kind === 'ready') ready = true;
    if (said.kind === 'memory') weigh(said.bytes);
    if (said.kind === 'answer') settle(ok(said.answer));
  });
  const holdOpen = (hold: boolean) => {
    for (const handle of [child, child.channel]) hold ? handle?.ref() : handle?.unref();
  };
  holdOpen(false);

  return {
    pid: child.pid,
    isGone: () => why !== undefined || gone,
    ask: async (task) => {
      holdOpen(true);
      const late = setTimeout(() => end('took-too-long'), limits.taskMs);
      const look = setInterval(() => weigh(child.pid === undefined ? undefined : residentOf(child.pid)), lookEveryMs);
      const answer = await new Promise<Result<Answer, ChildRefusal>>((resolve) => {
        settle = resolve;
        child.send({ task } satisfies Asked<Task>);
      });
      // What was answered must not stay here until the next task.
      settle = () => undefined;
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
