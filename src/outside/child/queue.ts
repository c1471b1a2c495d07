// A queue of work for something there are few of, short enough that nobody waits for nothing.

export type Queue<Place> = {
  /** Does the work at a place of its own when its turn comes; undefined when the queue is full or the turn did not come in time. */
  readonly take: <T>(work: (place: Place) => Promise<T>) => Promise<T | undefined>;
};

/** `waiting`: how many may stand in the queue beside those at work. `patienceMs`: how long one stands there. */
export const queueFor = <Place>(places: readonly Place[], waiting: number, patienceMs: number): Queue<Place> => {
  const free = [...places];
  const queue: ((place: Place) => void)[] = [];

  const turn = (): Promise<Place | undefined> =>
    new Promise((resolve) => {
      const tired = setTimeout(() => {
        queue.splice(queue.indexOf(begin), 1);
        resolve(undefined);
      }, patienceMs);
      const begin = (place: Place) => {
        clearTimeout(tired);
        resolve(place);
      };
      queue.push(begin);
    });

  return {
    take: async (work) => {
      const place = free.pop() ?? (queue.length < waiting ? await turn() : undefined);
      if (place === undefined) return undefined;
      try {
        return await work(place);
      } finally {
        const next = queue.shift();
        if (next) next(place);
        else free.push(place);
      }
    },
  };
};
