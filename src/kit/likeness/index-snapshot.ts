import { crc32 } from '../../base/crc32.ts';
import { hashWords } from './hash.ts';

// "sgL" and the version, the number of hashes, the hashes, the ids, the CRC-32 of all before it; 32-bit numbers, low
// bytes first on every machine.
const mark = 0x014c_6773;
const headBytes = 8;
const rowBytes = (hashWords + 1) * 4;

/** The bytes of a snapshot. */
export const snapshotOf = (words: Uint32Array, ids: Uint32Array): Uint8Array => {
  const bytes = new Uint8Array(headBytes + ids.length * rowBytes + 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, mark, true);
  view.setUint32(4, ids.length, true);
  let at = headBytes;
  for (const numbers of [words, ids])
    for (let i = 0; i < numbers.length; i++, at += 4) view.setUint32(at, numbers[i] as number, true);
  view.setUint32(at, crc32(bytes.subarray(0, at)), true);
  return bytes;
};

/** What `snapshotOf` wrote. A RangeError for anything else, before anything is allocated that the bytes do not fill. */
export const readSnapshot = (bytes: Uint8Array): { readonly words: Uint32Array; readonly ids: Uint32Array } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headBytes + 4 || (view.getUint32(0, true) & 0xffffff) !== (mark & 0xffffff))
    throw new RangeError('no snapshot of hashes');
  if (view.getUint32(0, true) !== mark) throw new RangeError('a snapshot of hashes in a form of another version');
  const count = view.getUint32(4, true);
  const end = bytes.length - 4;
  if (end !== headBytes + count * rowBytes) throw new RangeError('a snapshot of hashes that is not whole');
  if (view.getUint32(end, true) !== crc32(bytes.subarray(0, end))) throw new RangeError('a damaged snapshot of hashes');
  const numbers = (from: number, length: number): Uint32Array =>
    Uint32Array.from({ length }, (_, i) => view.getUint32(from + 4 * i, true));
  return { words: numbers(headBytes, count * hashWords), ids: numbers(headBytes + count * hashWords * 4, count) };
};
