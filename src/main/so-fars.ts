// What ratings say since the last cut, in memory of this process.
import type { SoFars } from '../desk/rating-ports.ts';
import type { FirstLook } from '../desk/so-far.ts';

export const soFarsInMemory = (): SoFars => {
  let look: FirstLook | undefined;
  return {
    of: (check) => look?.of(check),
    sideOf: (pseudonym) => look?.sideOf(pseudonym),
    put: (next) => {
      look = next;
    },
  };
};
