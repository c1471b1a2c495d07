import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Why bytes could not be read as text. Thrown inside the kit only; `readChecks` turns it into a refusal. */
export class UnreadableBytes extends Error {
  readonly code: 'unsupported-form' | 'too-large';
  constructor(code: 'unsupported-form' | 'too-large', detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Unpacked text beyond this is a bomb, not an archive: the largest public feed of fact-checks is a tenth of it. */
const mostText = 4_000_000_000;

/**
 * Bytes as text chunks: gzip (RFC 1952) unpacked, byte order mark honoured and removed, otherwise the named charset or UTF-8.
 * Throws `UnreadableBytes` for damaged gzip, other archives and binary files; errors of the source pass through.
 */
export async function* textChunks(bytes: AsyncIterable<Uint8Array>, charset?: string): AsyncGenerator<string> {
  const [head, all] = await withHead(bytes);
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 0) < 9) {
    throw new UnreadableBytes('unsupported-form', 'a zip archive or office document; save it as CSV or JSON');
  }
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const plain = isGzip ? await withHead(unzipped(all)) : ([head, all] as const);
  const decoder = decoderFor(plain[0], charset);
  let total = 0;
  let isFirst = true;
  for await (const chunk of plain[1]) {
    total += chunk.length;
    if (total > mostText) throw new UnreadableBytes('too-large', `more than ${mostText} bytes`);
    const text = decoder.decode(chunk, { stream: true });
    if (isFirst && text.slice(0, 1000).includes('\0')) throw new UnreadableBytes('unsupported-form', 'a binary file');
    isFirst = false;
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

type Bytes = AsyncIterable<Uint8Array>;

const withHead = async (bytes: Bytes): Promise<readonly [Uint8Array, Bytes]> => {
  const iterator = bytes[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < 4) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return [head, joined(head, iterator)];
};

async function* joined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* unzipped(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(bytes, { objectMode: false }), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) throw new UnreadableBytes('unsupported-form', 'the gzip data is damaged or cut off');
    throw error;
  }
}

const decoderFor = (head: Uint8Array, charset?: string): TextDecoder => {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be');
  if (charset === undefined || (head[0] === 0xef && head[1] === 0xbb)) return new TextDecoder();
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
};
