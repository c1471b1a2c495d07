/** A function's value at a point; its gradient is written into `gradient`. */
export type Slope = (at: Float64Array, gradient: Float64Array) => number;

const remembered = 8;
const stepsMost = 150;

/**
 * The least point of a smooth convex function, from zero: L-BFGS with two-loop recursion (Nocedal & Wright, Numerical
 * Optimization, 2nd ed., algorithms 7.4 and 7.5) and halving line search (Armijo). Nothing is left to chance.
 */
export const minimise = (size: number, slope: Slope): Float64Array => {
  let point = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = slope(point, gradient);
  const moves: Float64Array[] = [];
  const turns: Float64Array[] = [];
  for (let step = 0; step < stepsMost; step++) {
    const direction = descent(gradient, moves, turns);
    const fall = dot(direction, gradient);
    if (fall > -1e-9) break;
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    let nextValue = Number.POSITIVE_INFINITY;
    let length = step === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    for (let tries = 0; tries < 40; tries++, length /= 2) {
      for (let i = 0; i < size; i++) next[i] = (point[i] ?? 0) + length * (direction[i] ?? 0);
      nextValue = slope(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * fall) break;
    }
    if (nextValue >= value - 1e-7 * Math.abs(value)) break;
    const move = next.map((x, i) => x - (point[i] ?? 0));
    const turn = nextGradient.map((x, i) => x - (gradient[i] ?? 0));
    if (dot(move, turn) > 1e-12) {
      moves.push(move);
      turns.push(turn);
      if (moves.length > remembered) for (const kept of [moves, turns]) kept.shift();
    }
    [point, gradient, value] = [next, nextGradient, nextValue];
  }
  return point;
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

const descent = (gradient: Float64Array, moves: readonly Float64Array[], turns: readonly Float64Array[]) => {
  const direction = gradient.map((x) => -x);
  const shares: number[] = [];
  for (let i = moves.length - 1; i >= 0; i--) {
    const [move, turn] = [moves[i] as Float64Array, turns[i] as Float64Array];
    const share = dot(move, direction) / dot(move, turn);
    shares[i] = share;
    for (let j = 0; j < direction.length; j++) direction[j] = (direction[j] ?? 0) - share * (turn[j] ?? 0);
  }
  const [move, turn] = [moves.at(-1), turns.at(-1)];
  const scale = move === undefined || turn === undefined ? 1 : dot(move, turn) / dot(turn, turn);
  for (let j = 0; j < direction.length; j++) direction[j] = (direction[j] ?? 0) * scale;
  for (const [i, move] of moves.entries()) {
    const turn = turns[i] as Float64Array;
    const share = (shares[i] ?? 0) - dot(turn, direction) / dot(move, turn);
    for (let j = 0; j < direction.length; j++) direction[j] = (direction[j] ?? 0) + share * (move[j] ?? 0);
  }
  return direction;
};
