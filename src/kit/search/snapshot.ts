import type { SearchDoc, SearchText } from './shapes.ts';

/**
 * The bytes of a snapshot, little-endian: "SGTX", version, number of checks, CRC-32 of the rest; then for each check its
 * id, its texts (kind, language, text) and its links, every string as length and UTF-8. Texts and not postings: whoever
 * restores analyses them again, so an index never mixes the words of two versions of the analyzer.
 */
const magic = 0x58544753;
const version = 1;
const header = 16;
const kinds = ['claim', 'title', 'alias', 'subtitle', 'asked'] as const;

export const encodeSnapshot = (docs: readonly SearchDoc[]): Uint8Array => {
  const writer = createWriter();
  for (const doc of docs) {
    writer.string(doc.checkId);
    writer.number(doc.texts.length);
    for (const text of doc.texts) {
      writer.number(kinds.indexOf(text.kind) * 2 + (text.lang === undefined ? 0 : 1));
      if (text.lang !== undefined) writer.string(text.lang);
      writer.string(text.text);
    }
    writer.number(doc.links.length);
    for (const link of doc.links) writer.string(link);
  }
  const body = writer.bytes();
  const bytes = new Uint8Array(header + body.length);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of [magic, version, docs.length, crc32(body)].entries()) view.setUint32(i * 4, value, true);
  bytes.set(body, header);
  return bytes;
};

/** Reads a snapshot back. Throws a RangeError on anything that `encodeSnapshot` did not write; work is linear in the bytes. */
export const decodeSnapshot = (bytes: Uint8Array): readonly SearchDoc[] => {
  if (bytes.length < header) throw new RangeError('a search snapshot is at least 16 bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== magic) throw new RangeError('these bytes are no search snapshot');
  if (view.getUint32(4, true) !== version) throw new RangeError('a search snapshot of another version');
  const body = bytes.subarray(header);
  if (view.getUint32(12, true) !== crc32(body)) throw new RangeError('a damaged search snapshot');
  const reader = createReader(body);
  const docs = reader.list(view.getUint32(8, true), () => ({
    checkId: reader.string(),
    texts: reader.list(reader.number(), () => readText(reader)),
    links: reader.list(reader.number(), reader.string),
  }));
  if (reader.left() !== 0) throw new RangeError('a search snapshot with more than its checks');
  return docs;
};

const readText = (reader: Reader): SearchText => {
  const tag = reader.number();
  const kind = kinds[tag >> 1];
  if (kind === undefined) throw new RangeError('a search snapshot with an unknown kind of text');
  return tag % 2 === 0 ? { kind, text: reader.string() } : { kind, lang: reader.string(), text: reader.string() };
};

const createWriter = () => {
  let bytes = new Uint8Array(1024);
  let size = 0;
  const encoder = new TextEncoder();
  const room = (more: number): void => {
    if (size + more <= bytes.length) return;
    const grown = new Uint8Array(Math.max(bytes.length * 2, size + more));
    grown.set(bytes);
    bytes = grown;
  };
  const number = (value: number): void => {
    room(4);
    new DataView(bytes.buffer).setUint32(size, value, true);
    size += 4;
  };
  const string = (text: string): void => {
    room(4 + text.length * 3);
    const { written } = encoder.encodeInto(text, bytes.subarray(size + 4));
    number(written);
    size += written;
  };
  return { number, string, bytes: () => bytes.slice(0, size) };
};

type Reader = ReturnType<typeof createReader>;

const createReader = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let at = 0;
  const left = (): number => bytes.length - at;
  const number = (): number => {
    if (left() < 4) throw new RangeError('a search snapshot that ends too early');
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const string = (): string => {
    const length = number();
    if (length > left()) throw new RangeError('a search snapshot that ends too early');
    at += length;
    try {
      return decoder.decode(bytes.subarray(at - length, at));
    } catch {
      throw new RangeError('a search snapshot with a text that is not UTF-8');
    }
  };
  const list = <T>(count: number, read: () => T): readonly T[] => {
    // Nothing takes less than four bytes, so a count beyond that is a lie told to make us allocate.
    if (count > left() / 4) throw new RangeError('a search snapshot that ends too early');
    return Array.from({ length: count }, read);
  };
  return { left, number, string, list };
};

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = (c & 1) === 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 as in ISO-HDLC: it finds damage, it does not prove origin. */
const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};
