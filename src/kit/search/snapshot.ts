import { crc32 } from '../../base/crc32.ts';
import { createByteReader } from './byte-reader.ts';
import { type DocContent, readContent } from './doc-bytes.ts';
import type { SearchDoc } from './shapes.ts';

/**
 * The bytes of a snapshot: "SGTX", version, number of checks, CRC-32 of the rest, each 32 bits little-endian; then for each
 * check its id and `writeContent` of it, numbers as varints and strings as length and UTF-8. Texts and not postings:
 * whoever restores analyses them again, so an index never mixes the words of two versions of the analyzer.
 */
const magic = 0x58544753;
const version = 2;
const header = 16;

/** What goes into a snapshot, one check after the other; asked twice for each. */
export type SnapshotSource = {
  readonly count: number;
  readonly idAt: (place: number) => string;
  readonly contentAt: (place: number) => Uint8Array;
};

/** The whole snapshot in one allocation of its exact size. */
export const encodeSnapshot = (source: SnapshotSource): Uint8Array => {
  const encoder = new TextEncoder();
  let size = header;
  for (let i = 0; i < source.count; i++) {
    const length = encoder.encode(source.idAt(i)).length;
    size += varintSize(length) + length + source.contentAt(i).length;
  }
  const bytes = new Uint8Array(size);
  let at = header;
  for (let i = 0; i < source.count; i++) {
    const id = encoder.encode(source.idAt(i));
    at = writeVarint(bytes, at, id.length);
    bytes.set(id, at);
    at += id.length;
    const content = source.contentAt(i);
    bytes.set(content, at);
    at += content.length;
  }
  const view = new DataView(bytes.buffer);
  for (const [i, value] of [magic, version, source.count, crc32(bytes.subarray(header))].entries())
    view.setUint32(i * 4, value, true);
  return bytes;
};

const varintSize = (value: number): number => {
  let size = 1;
  for (let left = value; left > 127; left >>>= 7) size++;
  return size;
};

const writeVarint = (bytes: Uint8Array, from: number, value: number): number => {
  let at = from;
  let left = value;
  for (; left > 127; left >>>= 7) bytes[at++] = (left & 127) | 128;
  bytes[at++] = left;
  return at;
};

/** The checks of a snapshot, one by one. Throws a RangeError on anything that `encodeSnapshot` did not write; linear. */
export function* checksIn(bytes: Uint8Array): Generator<SearchDoc, void, void> {
  if (bytes.length < header) throw new RangeError('a search snapshot is at least 16 bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== magic) throw new RangeError('these bytes are no search snapshot');
  if (view.getUint32(4, true) !== version) throw new RangeError('a search snapshot of another version');
  if (view.getUint32(12, true) !== crc32(bytes.subarray(header))) throw new RangeError('a damaged search snapshot');
  const reader = createByteReader(bytes, header);
  for (let left = view.getUint32(8, true); left > 0; left--) {
    const checkId = reader.string();
    if (checkId === '') throw new RangeError('a search snapshot with a check without id');
    const content: DocContent = readContent(reader);
    yield { checkId, ...content };
  }
  if (reader.left() !== 0) throw new RangeError('a search snapshot with more than its checks');
}
