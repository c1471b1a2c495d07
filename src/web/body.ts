// Reading a body: so many bytes, so much time, and not one more of either.
import type { IncomingMessage } from 'node:http';
import { ok, type Result, refuse } from '../base/result.ts';
import type { Problem } from './problem.ts';

/** Where a body comes from: the socket's own stream when there is one, else the request's. */
export type BodySource = { readonly incoming?: IncomingMessage | undefined; readonly request: Request };

export type BodyCaps = { readonly bytes: number; readonly milliseconds: number };

type BodyRefusal = Problem & { readonly code: 'too-large' | 'slow-body' | 'bad-request' | 'unsupported-media-type' };

/**
 * The whole body, at most `bytes` long and complete within `milliseconds`. A longer one is refused by its
 * `Content-Length` unread, or as soon as it passes the cap; nothing beyond the cap is kept.
 */
export const readBody = async (source: BodySource, caps: BodyCaps): Promise<Result<Buffer, BodyRefusal>> => {
  const { headers } = source.request;
  // A compressed body could unfold to any size; no client of ours sends one.
  if ((headers.get('content-encoding') ?? 'identity').toLowerCase() !== 'identity')
    return refuse('unsupported-media-type', { field: 'Content-Encoding' });
  if (Number(headers.get('content-length') ?? 0) > caps.bytes)
    return refuse('too-large', { detail: String(caps.bytes) });
  const chunks = chunksOf(source);
  const kept = keeping(Number(headers.get('content-length') ?? 0));
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((tell) => {
    timer = setTimeout(tell, caps.milliseconds, 'late');
  });
  try {
    for (;;) {
      const next = await Promise.race([chunks.next(), late]);
      if (next === 'late') return refuse('slow-body');
      if (next.done) return ok(kept.whole());
      size += next.value.length;
      if (size > caps.bytes) {
        await chunks.return?.();
        return refuse('too-large', { detail: String(caps.bytes) });
      }
      kept.add(next.value);
    }
  } catch {
    // The client went away in the middle: nobody is left to tell, but the handler must end.
    return refuse('bad-request');
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Puts chunks together. Where the length is told beforehand each goes to its place as it comes, so that a long body is not
 * held twice; memory that nothing came for is never touched.
 */
const keeping = (told: number) => {
  const place = Number.isSafeInteger(told) && told >= longBytes ? Buffer.allocUnsafeSlow(told) : undefined;
  const kept: Uint8Array[] = [];
  let size = 0;
  return {
    add: (chunk: Uint8Array): void => {
      if (place !== undefined && kept.length === 0 && size + chunk.length <= place.length) place.set(chunk, size);
      else kept.push(chunk);
      size += chunk.length;
    },
    whole: (): Buffer => {
      if (place === undefined) return kept.length === 1 ? Buffer.from(kept[0]!) : Buffer.concat(kept, size);
      const inPlace = size - kept.reduce((sum, { length }) => sum + length, 0);
      const there = place.subarray(0, inPlace);
      return kept.length === 0 ? there : Buffer.concat([there, ...kept], size);
    },
  };
};

const longBytes = 256 * 1024;

/** The chunks of a body as they come; leaving off early keeps the connection, so that the refusal can still be sent. */
export const chunksOf = ({ incoming, request }: BodySource): AsyncIterator<Uint8Array> => {
  if (incoming) return incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  return request.body ? request.body.values({ preventCancel: true }) : nothing();
};

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** A long body as a stream that ends with an error when nothing comes for `milliseconds`, or more than `bytes` come. */
export async function* patientBody(source: BodySource, caps: BodyCaps): AsyncGenerator<Uint8Array> {
  const chunks = chunksOf(source);
  let size = 0;
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((tell) => {
      timer = setTimeout(tell, caps.milliseconds, 'late');
    });
    const next = await Promise.race([chunks.next(), late]).finally(() => clearTimeout(timer));
    if (next === 'late') throw new BodyCut('slow-body');
    if (next.done) return;
    size += next.value.length;
    if (size > caps.bytes) throw new BodyCut('too-large');
    yield next.value;
  }
}

/** Ends the stream of a long body; whoever reads it turns it into a refusal. */
export class BodyCut extends Error {
  override name = 'BodyCut';
  readonly code: 'slow-body' | 'too-large' | 'bad-request';
  constructor(code: 'slow-body' | 'too-large' | 'bad-request') {
    super(code);
    this.code = code;
  }
}
