import { dihedralTurn, type Turn } from './dihedral.ts';
import type { Grey } from './grey.ts';
import { distance, type PdqHash } from './hash.ts';
import { transformed } from './transform.ts';
import { shrunkWindow, type Window } from './window.ts';

export type Aligned = { readonly window: Window; readonly distance: number };

/** Nothing is gained by coming nearer than this. */
const nearEnough = 12;
const steps = [0.06, 0.03, 0.015, 0.0075] as const;
/** Each edge alone; both sides of one direction moved together, or apart. */
const moves: readonly (readonly [number, number, number, number])[] = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
  [1, 0, 1, 0],
  [0, 1, 0, 1],
  [1, 0, -1, 0],
  [0, 1, 0, -1],
];
const leastSide = 0.3;

/**
 * Moves the edges of a part of the asked picture until its hash is as near to a stored one as it gets. A true pair comes
 * down to a few bits; unlike pictures stay far apart wherever one cuts. About a hundred hashes, 20 ms.
 */
export const aligned = (grey: Grey, start: Window, turn: Turn, stored: PdqHash): Aligned => {
  const far = (window: Window): number => distance(dihedralTurn(transformed(shrunkWindow(grey, window)), turn), stored);
  let best = { window: start, distance: far(start) };
  for (const step of steps)
    for (let isBetter = true; isBetter && best.distance > nearEnough; ) {
      isBetter = false;
      for (const move of moves)
        for (const way of [step, -step]) {
          const window = moved(best.window, move, way);
          if (window === undefined) continue;
          const there = far(window);
          if (there >= best.distance) continue;
          best = { window, distance: there };
          isBetter = true;
        }
    }
  return best;
};

const moved = (
  { left, top, right, bottom }: Window,
  move: readonly [number, number, number, number],
  by: number,
): Window | undefined => {
  const kept = (edge: number, way: number): number => Math.min(1, Math.max(0, edge + way * by));
  const window = {
    left: kept(left, move[0]),
    top: kept(top, move[1]),
    right: kept(right, move[2]),
    bottom: kept(bottom, move[3]),
  };
  const isThin = window.right - window.left < leastSide || window.bottom - window.top < leastSide;
  return isThin ? undefined : window;
};
