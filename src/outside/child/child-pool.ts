// A few processes of our own for one kind of work: there while there is work, replaced when they go, and never more of them.
import { type Refusal, type Result, refuse } from '../../base/result.ts';
import { type Child, type ChildLimits, type ChildRefusal, startChild } from './child-process.ts';
import { queueFor } from './queue.ts';

export type PoolLimits = ChildLimits & {
  /** How many processes there are at most. */
  readonly size: number;
  readonly waiting: number;
  /** Milliseconds a task waits for its turn. */
  readonly waitMs: number;
  /** Milliseconds after which a process without work ends. */
  readonly idleMs: number;
};

export type Pool<Task, Answer> = {
  readonly ask: (task: Task) => Promise<Result<Answer, ChildRefusal | Refusal<'busy'>>>;
  /** Ends every process; tasks still waiting are told `busy`. */
  readonly close: () => Promise<void>;
  /** The processes there are, for whoever watches them. */
  readonly pids: () => readonly number[];
};

type Place<Task, Answer> = { child?: Child<Task, Answer>; idle?: NodeJS.Timeout };

/** The first task starts a process. One that was killed costs the task it was at; the next task gets a new one. */
export const childPool = <Task, Answer>(limits: PoolLimits, program: string): Pool<Task, Answer> => {
  const places = Array.from({ length: limits.size }, (): Place<Task, Answer> => ({}));
  const queue = queueFor(places, limits.waiting, limits.waitMs);
  let closed = false;

  const atRest = (place: Place<Task, Answer>) => {
    place.idle = setTimeout(() => void place.child?.end(), limits.idleMs);
    place.idle.unref();
  };

  return {
    ask: async (task) => {
      const answer = await queue.take(async (place) => {
        clearTimeout(place.idle);
        // Told to go is not gone yet, and there is never one more.
        if (place.child?.isGone()) await place.child.end();
        if (closed) return undefined;
        if (place.child === undefined || place.child.isGone()) place.child = startChild(limits, program);
        const given = await place.child.ask(task);
        atRest(place);
        return given;
      });
      return answer ?? refuse('busy');
    },
    close: async () => {
      closed = true;
      for (const { idle } of places) clearTimeout(idle);
      await Promise.all(places.map(({ child }) => child?.end()));
    },
    pids: () =>
      places.flatMap(({ child }) => (child?.isGone() === false && child.pid !== undefined ? [child.pid] : [])),
  };
};
