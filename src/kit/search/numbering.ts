import { createByteChunks } from './byte-chunks.ts';
import { withRoom } from './growing.ts';
import { hashOfUnits } from './hash.ts';
import { createHashTable } from './hash-table.ts';

/**
 * Strings numbered from 0, held as bytes and not as objects: a million of them take a few tens of bytes each and cost the
 * garbage collector nothing. Any string is told from any other, lone surrogates included. A number that was given back
 * goes to a later string of about the same length.
 */
export type Numbering = {
  /** The string's number, or -1. */
  readonly find: (text: string) => number;
  /** The number of the string of the first `length` UTF-16 units, or -1: for who tries many and will not make strings of them. */
  readonly findUnits: (units: Uint16Array, length: number) => number;
  /** The string's number, a new one if it had none. */
  readonly intern: (text: string) => number;
  readonly textOf: (number: number) => string;
  /** Negative, zero or positive as the strings stand in the order of JavaScript's `<`. */
  readonly compare: (a: number, b: number) => number;
  readonly release: (number: number) => void;
  /** One more than the highest number ever given. */
  readonly end: () => number;
};

export const createNumbering = (): Numbering => {
  const bytes = createByteChunks();
  // Addresses in bytes; the length in UTF-16 units, doubled, plus one where a unit needs two bytes.
  let addresses = new Uint32Array(0);
  let sizes = new Uint32Array(0);
  let hashes = new Uint32Array(0);
  let end = 0;
  const released = new Map<number, number[]>();
  // The string that is being looked for, unit by unit.
  let wanted = new Uint16Array(64);
  const table = createHashTable<number>((number, length) => isWanted(number, length));

  const want = (text: string): number => {
    wanted = withRoom(wanted, text.length);
    for (let i = 0; i < text.length; i++) wanted[i] = text.charCodeAt(i);
    return hashOfUnits(wanted, text.length);
  };

  const isWanted = (number: number, length: number): boolean => {
    const size = sizes[number] ?? 0;
    if (size >>> 1 !== length) return false;
    const address = addresses[number] ?? 0;
    const chunk = bytes.chunkAt(address);
    const at = bytes.offsetAt(address);
    if ((size & 1) === 0) {
      for (let i = 0; i < length; i++) if (chunk[at + i] !== wanted[i]) return false;
      return true;
    }
    for (let i = 0; i < length; i++)
      if ((chunk[at + 2 * i] ?? 0) + ((chunk[at + 2 * i + 1] ?? 0) << 8) !== wanted[i]) return false;
    return true;
  };

  const findUnits = (units: Uint16Array, length: number): number => {
    wanted = withRoom(wanted, length);
    for (let i = 0; i < length; i++) wanted[i] = units[i] ?? 0;
    return table.find(hashOfUnits(wanted, length), length);
  };

  const unitAt = (number: number, i: number): number => {
    const address = addresses[number] ?? 0;
    const chunk = bytes.chunkAt(address);
    const at = bytes.offsetAt(address);
    if (((sizes[number] ?? 0) & 1) === 0) return chunk[at + i] ?? 0;
    return (chunk[at + 2 * i] ?? 0) + ((chunk[at + 2 * i + 1] ?? 0) << 8);
  };

  const write = (number: number, text: string, isWide: boolean): void => {
    const address = addresses[number] ?? 0;
    const chunk = bytes.chunkAt(address);
    const at = bytes.offsetAt(address);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (isWide) {
        chunk[at + 2 * i] = unit;
        chunk[at + 2 * i + 1] = unit >>> 8;
      } else chunk[at + i] = unit;
    }
  };

  const intern = (text: string): number => {
    const hash = want(text);
    const known = table.find(hash, text.length);
    if (known >= 0) return known;
    const isWide = hasWideUnit(text);
    const room = roomFor(text.length, isWide);
    let number = released.get(room)?.pop() ?? -1;
    if (number < 0) {
      number = end++;
      addresses = withRoom(addresses, end);
      sizes = withRoom(sizes, end);
      hashes = withRoom(hashes, end);
      addresses[number] = bytes.take(room);
    }
    sizes[number] = text.length * 2 + (isWide ? 1 : 0);
    hashes[number] = hash;
    write(number, text, isWide);
    table.add(hash, number);
    return number;
  };

  const release = (number: number): void => {
    table.remove(hashes[number] ?? 0, number);
    const size = sizes[number] ?? 0;
    const room = roomFor(size >>> 1, (size & 1) === 1);
    const others = released.get(room);
    if (others === undefined) released.set(room, [number]);
    else others.push(number);
  };

  const textOf = (number: number): string => {
    const length = (sizes[number] ?? 0) >>> 1;
    let text = '';
    for (let i = 0; i < length; i++) text += String.fromCharCode(unitAt(number, i));
    return text;
  };

  const compare = (a: number, b: number): number => {
    const [inA, inB] = [(sizes[a] ?? 0) >>> 1, (sizes[b] ?? 0) >>> 1];
    for (let i = 0; i < inA && i < inB; i++) {
      const difference = unitAt(a, i) - unitAt(b, i);
      if (difference !== 0) return difference;
    }
    return inA - inB;
  };

  return {
    find: (text) => table.find(want(text), text.length),
    findUnits,
    intern,
    textOf,
    compare,
    release,
    end: () => end,
  };
};

const hasWideUnit = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return true;
  return false;
};

const roomFor = (length: number, isWide: boolean): number => ((isWide ? 2 * length : length) + 3) & ~3;
