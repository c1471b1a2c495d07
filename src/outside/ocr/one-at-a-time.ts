// A queue of work for something there is one of, short enough that nobody waits for nothing.

export type OneAtATime = {
  /** Does the work when its turn comes; undefined when the queue is full or the turn did not come in time. */
  readonly take: <T>(work: () => Promise<T>) => Promise<T | undefined>;
};

/** `waiting`: how many may stand in the queue beside the one at work. `patienceMs`: how long one stands there. */
export const oneAtATime = (waiting: number, patienceMs: number): OneAtATime => {
  const queue: (() => void)[] = [];
  let busy = false;

  const turn = (): Promise<boolean> =>
    new Promise((resolve) => {
      const tired = setTimeout(() => {
        queue.splice(queue.indexOf(begin), 1);
        resolve(false);
      }, patienceMs);
      const begin = () => {
        clearTimeout(tired);
        resolve(true);
      };
      queue.push(begin);
    });

  return {
    take: async (work) => {
      if (busy && (queue.length >= waiting || !(await turn()))) return undefined;
      busy = true;
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else busy = false;
      }
    },
  };
};
