/**
 * Whether two texts' numbers contradict each other: each states a number that the other does not. One side naming more
 * than the other is no conflict (a claim of one figure inside a long message), and a number against none is none.
 * Years are compared with years only: `in 2021` against `5 million` says nothing.
 */
export const numbersConflict = (a: readonly number[], b: readonly number[]): boolean =>
  eachHasOwn(a.filter(isYear), b.filter(isYear)) || eachHasOwn(not(a, isYear), not(b, isYear));

const isYear = (n: number): boolean => Number.isInteger(n) && n >= 1900 && n <= 2100;

const not = (numbers: readonly number[], is: (n: number) => boolean): readonly number[] =>
  numbers.filter((n) => !is(n));

const eachHasOwn = (a: readonly number[], b: readonly number[]): boolean => {
  if (a.length === 0 || b.length === 0) return false;
  const [inA, inB] = [new Set(a), new Set(b)];
  return a.some((n) => !inB.has(n)) && b.some((n) => !inA.has(n));
};
