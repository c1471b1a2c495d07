// A sum of waiting: what the other side may take from us in all, whatever it spreads it over.

export type Patience = {
  /** Waits for one step. Rejects with `late()` when all steps together have waited longer than there was. */
  readonly during: <T>(step: Promise<T>) => Promise<T>;
};

/**
 * `ms` of waiting for all steps together. Time in which nobody waits (a reader busy with what came) is not counted,
 * so one rule cuts off a slow drip and still lets a long import run.
 */
export const patience = (ms: number, late: () => Error): Patience => {
  let left = ms;
  return {
    during: (step) =>
      new Promise((resolve, reject) => {
        const began = performance.now();
        const timer = setTimeout(() => {
          left = 0;
          reject(late());
        }, left);
        const settled = () => {
          clearTimeout(timer);
          left = Math.max(0, left - (performance.now() - began));
        };
        step.then(
          (value) => {
            settled();
            resolve(value);
          },
          (error: unknown) => {
            settled();
            reject(error as Error);
          },
        );
      }),
  };
};
