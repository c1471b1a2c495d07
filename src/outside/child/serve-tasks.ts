// The other end: what runs in a process of its own answers tasks, one after the other, and stands back while others want the processor.
import { constants, setPriority } from 'node:os';
import type { Asked, Said } from './messages.ts';

const memoryEveryMs = 100;

/** A large task comes in pieces that were put together, and is copied once more: so much is worth letting go of before work begins. */
const largeBytes = 4 * 1024 * 1024;

/** Says that so many bytes more will be needed, and waits until they may be taken; where there is no room this process is ended. */
export type AskRoom = (bytes: number) => Promise<void>;

/**
 * Does the work of each task that comes, and says when what it needs is `ready`. If that fails, or the work throws, this
 * process ends: the server sees it go and takes another.
 */
export const serveTasks = async <Task, Answer>(
  work: (task: Task, askRoom: AskRoom) => Promise<Answer>,
  ready: Promise<unknown> = Promise.resolve(),
): Promise<void> => {
  const say = (said: Said<Answer>): void => void process.send?.(said);
  // A terminal's Ctrl-C and a service manager's stop reach this process too; the server decides when it goes.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.on('disconnect', () => process.exit());
  // Answering goes before reading pictures where both want the same processor.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

  let granted = 0;
  let goOn = (): void => undefined;
  const askRoom: AskRoom = (bytes) =>
    new Promise((resolve) => {
      if (bytes <= granted) return resolve();
      goOn = resolve;
      say({ kind: 'wants', bytes });
    });

  const answer = async (task: Task): Promise<void> => {
    const told = setInterval(() => say({ kind: 'memory', bytes: process.memoryUsage.rss() }), memoryEveryMs);
    if (process.memoryUsage().arrayBuffers > largeBytes) globalThis.gc?.();
    try {
      say({ kind: 'answer', answer: await work(task, askRoom) });
    } finally {
      clearInterval(told);
      // The pixels are outside of the heap, which by itself has no haste to let go of them.
      setImmediate(() => globalThis.gc?.());
    }
  };
  process.on('message', (asked: Asked<Task>) => {
    granted = asked.granted;
    if ('task' in asked) void answer(asked.task);
    else goOn();
  });
  await ready;
  say({ kind: 'ready' });
};
