// The memory that all processes for pictures share: whoever needs more of it than is there waits outside, and who rests makes way.

/** A share of the room, until it is left. */
export type Share = {
  /** More of it, at once or not at all. */
  readonly grow: (bytes: number) => boolean;
  readonly shrinkTo: (bytes: number) => void;
  readonly leave: () => void;
};

export type Room = {
  /** Bytes of it in all. */
  readonly bytes: number;
  /** A share as large, once there is one; undefined when it did not come in time, or never can. Waiting takes up nothing. */
  readonly take: (bytes: number, patienceMs: number) => Promise<Share | undefined>;
  /** Lets a share that nobody works in be cleared for others: `clear` ends what takes it up. Gives what ends the rest. */
  readonly rest: (clear: () => void) => () => void;
};

type Waiting = { readonly bytes: number; readonly begin: () => void };

/** Those who wait come in turn, but a small one is not kept waiting by a large one that does not fit yet. */
export const roomOf = (bytes: number): Room => {
  let held = 0;
  const waiting: Waiting[] = [];
  const resting = new Set<() => void>();

  const share = (first: number): Share => {
    let mine = first;
    held += first;
    const shrinkTo = (less: number) => {
      held -= Math.max(0, mine - less);
      mine = Math.min(mine, less);
      settle();
    };
    const grow = (more: number) => {
      if (held + more > bytes) return false;
      held += more;
      mine += more;
      return true;
    };
    return { grow, shrinkTo, leave: () => shrinkTo(0) };
  };

  const settle = (): void => {
    for (const one of [...waiting]) if (held + one.bytes <= bytes) one.begin();
    // Its share comes back when its process is gone, and this begins anew: no more go than have to.
    const [longest] = waiting.length > 0 ? resting : [];
    if (longest === undefined) return;
    resting.delete(longest);
    longest();
  };

  return {
    bytes,
    take: (wanted, patienceMs) =>
      new Promise((resolve) => {
        if (wanted > bytes) return resolve(undefined);
        const tired = setTimeout(() => {
          waiting.splice(waiting.indexOf(one), 1);
          resolve(undefined);
        }, patienceMs);
        const one: Waiting = {
          bytes: wanted,
          begin: () => {
            clearTimeout(tired);
            waiting.splice(waiting.indexOf(one), 1);
            resolve(share(wanted));
          },
        };
        waiting.push(one);
        settle();
      }),
    rest: (clear) => {
      resting.add(clear);
      settle();
      return () => resting.delete(clear);
    },
  };
};
