/** Typed arrays that double when they are full. */

type Growable = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** The same array if it has room for `length` elements, else a copy at least twice as long with zeros behind. */
export const withRoom = <A extends Growable>(array: A, length: number): A => {
  if (length <= array.length) return array;
  const Kind = array.constructor as new (length: number) => A;
  const grown = new Kind(Math.max(length, array.length * 2, 64));
  grown.set(array);
  return grown;
};
