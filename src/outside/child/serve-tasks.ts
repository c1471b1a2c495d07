// The other end: what runs in a process of its own answers tasks, one after the other, and stands back while others want the processor.
import { constants, setPriority } from 'node:os';
import type { Asked, Said } from './messages.ts';

const memoryEveryMs = 100;

/**
 * Does the work of each task that comes, and says when what it needs is `ready`. If that fails, or the work throws, this
 * process ends: the server sees it go and takes another.
 */
export const serveTasks = async <Task, Answer>(
  work: (task: Task) => Promise<Answer>,
  ready: Promise<unknown> = Promise.resolve(),
): Promise<void> => {
  const say = (said: Said<Answer>): void => void process.send?.(said);
  // A terminal's Ctrl-C and a service manager's stop reach this process too; the server decides when it goes.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.on('disconnect', () => process.exit());
  // Answering goes before reading pictures where both want the same processor.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

  const answer = async ({ task }: Asked<Task>): Promise<void> => {
    const told = setInterval(() => say({ kind: 'memory', bytes: process.memoryUsage.rss() }), memoryEveryMs);
    try {
      say({ kind: 'answer', answer: await work(task) });
    } finally {
      clearInterval(told);
    }
  };
  process.on('message', (asked: Asked<Task>) => void answer(asked));
  await ready;
  say({ kind: 'ready' });
};
