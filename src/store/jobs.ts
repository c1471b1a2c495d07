// What follows an event, as jobs in the same database: enqueued in the event's transaction, run at least once.
import { PgBoss } from 'pg-boss';
import type { FollowUp } from '../desk/journey.ts';
import type { Database } from './database.ts';
import type { Enqueue } from './events.ts';

export type Jobs = {
  readonly enqueue: Enqueue;
  /** Runs each job by its name until stopped, and `daily` once a day at a quiet hour (UTC). */
  readonly work: (
    handlers: Readonly<Record<FollowUp, () => Promise<void>>>,
    daily: () => Promise<void>,
  ) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const queues: readonly FollowUp[] = [
  ...(['send-webhooks', 'answer-waiting', 'triage', 'reply-to-askers', 'publish-decided', 'erase-files'] as const),
  ...(['take-in-imports', 'end-cases', 'draw-lots', 'cut-standings'] as const),
];
const dailyQueue = 'daily';
// A finished job would keep a time next to what it worked on; nothing of it is wanted.
const keep = { deleteAfterSeconds: 60, retryLimit: 5, retryDelay: 5, retryBackoff: true } as const;

/** Opens the job tables. `worker` also supervises and schedules; a command that only enqueues does not. */
export const openJobs = async (
  database: Database,
  options: { worker: boolean; onError: (error: Error) => void },
): Promise<Jobs> => {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.pool.query(text, values as unknown[]) },
    supervise: options.worker,
    schedule: options.worker,
    registerInstance: false,
  });
  boss.on('error', options.onError);
  await boss.start();
  // `short`: one waiting job is enough, however many events ask for it.
  for (const queue of queues) await boss.createQueue(queue, { policy: 'short', ...keep });
  await boss.createQueue(dailyQueue, { policy: 'short', ...keep });
  return {
    enqueue: async (tx, job) => {
      await boss.send(job, {}, { db: { executeSql: (text, values) => tx.client.query(text, values) } });
    },
    work: async (handlers, daily) => {
      for (const queue of queues) await boss.work(queue, { pollingIntervalSeconds: 2 }, () => handlers[queue]());
      await boss.work(dailyQueue, { pollingIntervalSeconds: 60 }, daily);
      // What was agreed to under an embargo becomes public within a minute of its time.
      await boss.schedule('publish-decided', '* * * * *');
      // What is to be gone by an hour is, and what waited a day for a second person is ended.
      await boss.schedule('end-cases', '* * * * *');
      // What did not arrive is tried again when its time has come.
      await boss.schedule('send-webhooks', '* * * * *');
      // Who joined since is drawn for; and whether the week of a cut is over is asked, now and by the hour.
      await boss.schedule('draw-lots', '7 * * * *');
      await boss.schedule('cut-standings', '23 * * * *');
      await boss.schedule(dailyQueue, '17 3 * * *');
      await boss.send('cut-standings', {});
      await daily();
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
};
