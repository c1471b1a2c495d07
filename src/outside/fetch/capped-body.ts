// A response's bytes, decoded, never more than allowed: neither on the wire nor unpacked.
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchStopped, stoppedBy } from './fetch-stopped.ts';
import type { Patience } from './patience.ts';

/** What we say we accept. One coding at a time: codings on top of one another are only ever a bomb. */
export const acceptedCodings = 'gzip, deflate, br';

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** The stream to read from for a Content-Encoding; undefined when we do not know the coding. */
export const decoded = (raw: Readable, coding: string, maxBytes: number): Readable | undefined => {
  silence(raw);
  const name = coding.trim().toLowerCase();
  if (name === '' || name === 'identity') return raw;
  const decoder = Object.hasOwn(decoders, name) ? decoders[name]?.() : undefined;
  if (decoder === undefined) return undefined;
  silence(decoder);
  // Counted before unpacking too: an endless stream can unpack to nothing.
  pipeline(
    raw,
    (chunks: AsyncIterable<Uint8Array>) => capped(chunks, maxBytes),
    decoder,
    () => undefined,
  );
  return decoder;
};

/** Yields chunks as they come. Throws `FetchStopped` when there are too many bytes, the wait is too long, or the rest is broken. */
export async function* cappedBody(
  stream: Readable,
  limits: { readonly maxBytes: number; readonly patience: Patience },
  close: () => void,
): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  try {
    yield* capped(
      { [Symbol.asyncIterator]: () => ({ next: () => limits.patience.during(chunks.next()) }) },
      limits.maxBytes,
    );
  } catch (error) {
    throw stoppedBy(error);
  } finally {
    stream.destroy();
    close();
  }
}

/** An abandoned body is told of its end by an error that nobody is there to hear; a reader still gets it. */
export const silence = (stream: Readable): void => {
  stream.on('error', () => undefined);
};

async function* capped(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new FetchStopped('fetch-too-large', `more than ${maxBytes} bytes`);
    yield chunk;
  }
}
