// A few processes of our own for one kind of work: there while there is work, replaced when they go, and never more of them.
import { type Refusal, type Result, refuse } from '../../base/result.ts';
import { type Child, type ChildLimits, type ChildRefusal, startChild } from './child-process.ts';
import { queueFor } from './queue.ts';
import type { Room, Share } from './room.ts';

export type PoolLimits = ChildLimits & {
  /** How many processes there are at most. */
  readonly size: number;
  readonly waiting: number;
  /** Milliseconds a task waits for its turn. */
  readonly waitMs: number;
  /** Milliseconds after which a process without work ends. */
  readonly idleMs: number;
  /** The memory it shares with other pools. */
  readonly room: Room;
  /** Bytes of it that a process without work may take up. One that holds more after its work ends. */
  readonly rest: number;
};

export type Pool<Task, Answer> = {
  readonly ask: (task: Task) => Promise<Result<Answer, ChildRefusal | Refusal<'busy'>>>;
  /** Ends every process; tasks still waiting are told `busy`. */
  readonly close: () => Promise<void>;
  /** The processes there are, for whoever watches them. */
  readonly pids: () => readonly number[];
};

/** By then a process has let go of what its last task took up. */
const settledMs = 500;

type Answered<Answer> = Result<Answer, ChildRefusal>;
type Place<Task, Answer> = {
  at?: { readonly child: Child<Task, Answer>; readonly share: Share };
  idle?: NodeJS.Timeout;
  wake?: () => void;
};

/**
 * The first task starts a process. One that was killed costs the task it was at; the next task gets a new one. A task for
 * which there is no room gives up its process, waits until there is, and begins anew.
 */
export const childPool = <Task, Answer>(limits: PoolLimits, program: string): Pool<Task, Answer> => {
  const places = Array.from({ length: limits.size }, (): Place<Task, Answer> => ({}));
  const queue = queueFor(places, limits.waiting, limits.waitMs);
  let closed = false;

  const started = async (place: Place<Task, Answer>, bytes: number) => {
    const share = await limits.room.take(bytes, limits.waitMs);
    if (share === undefined || closed) {
      share?.leave();
      return undefined;
    }
    const child = startChild<Task, Answer>(limits, program);
    place.at = { child, share };
    void child.gone.then(share.leave);
    return place.at;
  };

  const asked = async (place: Place<Task, Answer>, task: Task, granted = 0): Promise<Answered<Answer> | undefined> => {
    // Told to go is not gone yet, and there is never one more.
    if (place.at?.child.isGone()) await place.at.child.end();
    if (closed) return undefined;
    const at = place.at?.child.isGone() === false ? place.at : await started(place, limits.rest + granted);
    if (at === undefined) return undefined;
    const answer = await at.child.ask(task, granted, at.share.grow);
    at.share.shrinkTo(limits.rest);
    if (answer.ok || answer.error.code !== 'wants-room') return answer as Answered<Answer>;
    if (granted > 0 || limits.rest + answer.error.bytes > limits.room.bytes) return refuse('took-too-much-memory');
    await at.child.end();
    return asked(place, task, answer.error.bytes);
  };

  const atRest = (place: Place<Task, Answer>) => {
    const { child } = place.at ?? {};
    if (child === undefined || child.isGone()) return;
    const end = () => void child.end();
    const idle = () => {
      if ((child.holds() ?? 0) > limits.rest) return end();
      place.idle = setTimeout(end, limits.idleMs);
      place.idle.unref();
    };
    place.idle = setTimeout(idle, settledMs);
    place.idle.unref();
    place.wake = limits.room.rest(end);
  };

  return {
    ask: async (task) => {
      const answer = await queue.take(async (place) => {
        clearTimeout(place.idle);
        place.wake?.();
        const given = await asked(place, task);
        atRest(place);
        return given;
      });
      return answer ?? refuse('busy');
    },
    close: async () => {
      closed = true;
      for (const { idle } of places) clearTimeout(idle);
      await Promise.all(places.map(({ at }) => at?.child.end()));
    },
    pids: () =>
      places.flatMap(({ at }) => (at?.child.isGone() === false && at.child.pid !== undefined ? [at.child.pid] : [])),
  };
};
