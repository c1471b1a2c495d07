// Work that is done over and over beside the server.

export type Again = {
  /** Done once more as soon as what runs is over, or now. */
  readonly wake: () => void;
  /** Comes back when nothing runs any more. */
  readonly stop: () => Promise<void>;
};

/**
 * Does the work at once, whenever woken, and every so often, or as often as asked each time. It is given `wake`, for what could
 * not be done in one go.
 */
export const again = (work: (wake: () => void) => Promise<void>, everyMs: number | (() => number)): Again => {
  let stopped = false;
  let woken = false;
  let resume: () => void = () => undefined;
  const wake = (): void => {
    woken = true;
    resume();
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      await work(wake);
      if (woken || stopped) continue;
      await new Promise<void>((done) => {
        const timer = setTimeout(done, typeof everyMs === 'number' ? everyMs : everyMs());
        resume = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  };
  const running = loop();
  return {
    wake,
    stop: async () => {
      stopped = true;
      resume();
      await running;
    },
  };
};
