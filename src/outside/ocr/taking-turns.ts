// A queue of work for things there are few of, short enough that nobody waits for nothing.

export type TakingTurns<Seat> = {
  /** Does the work when its turn comes, with a seat that nobody else has; undefined when the queue is full or the turn did not come in time. */
  readonly take: <T>(work: (seat: Seat) => Promise<T>) => Promise<T | undefined>;
};

/** `waiting`: how many may stand in the queue beside those at work. `patienceMs`: how long one stands there. */
export const takingTurns = <Seat>(seats: readonly Seat[], waiting: number, patienceMs: number): TakingTurns<Seat> => {
  const free = [...seats];
  const queue: ((seat: Seat) => void)[] = [];

  const turn = (): Promise<Seat | undefined> =>
    new Promise((resolve) => {
      const tired = setTimeout(() => {
        queue.splice(queue.indexOf(begin), 1);
        resolve(undefined);
      }, patienceMs);
      const begin = (seat: Seat) => {
        clearTimeout(tired);
        resolve(seat);
      };
      queue.push(begin);
    });

  return {
    take: async (work) => {
      // The seat that was used last is warm: the others may rest until there is more to do.
      const seat = free.pop() ?? (queue.length < waiting ? await turn() : undefined);
      if (seat === undefined) return undefined;
      try {
        return await work(seat);
      } finally {
        const next = queue.shift();
        if (next) next(seat);
        else free.push(seat);
      }
    },
  };
};
