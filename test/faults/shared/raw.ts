// HTTP by hand: what no well-behaved client would send.
import { connect, type Socket } from 'node:net';

export type RawReply = {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  /** The `code` of a problem, or null. */
  readonly code: string | null;
  readonly type: string;
  readonly body: string;
  /** Whatever came after the first answer. */
  readonly more: string;
  readonly ms: number;
};

/** Bytes, or pieces that are sent one after another as fast as they are taken. */
export type Payload = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Sends bytes on a connection of its own and reads until the first answer is complete, or the connection ends. */
export const sendRaw = (address: string, payload: Payload, wait = 30_000): Promise<RawReply> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(address);
    const began = performance.now();
    const socket = connect({ host: hostname, port: Number(port) });
    let held = Buffer.alloc(0);
    let over = false;
    const finish = () => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.destroy();
      resolve(replyOf(held, performance.now() - began));
    };
    const timer = setTimeout(finish, wait);
    socket.on('data', (data: Buffer) => {
      held = Buffer.concat([held, data]);
      // What stands behind the first answer in the same breath is let in before we leave.
      if (isComplete(held)) setTimeout(finish, 50);
    });
    socket.on('error', () => undefined);
    socket.on('close', finish);
    void feed(socket, payload, () => over);
  });

const feed = async (socket: Socket, payload: Payload, over: () => boolean): Promise<void> => {
  const pieces = typeof payload === 'string' || payload instanceof Uint8Array ? [payload] : payload;
  try {
    for await (const piece of pieces) {
      if (over() || socket.destroyed) return;
      if (!socket.write(piece))
        await Promise.race(['drain', 'close'].map((e) => new Promise((ok) => socket.once(e, ok))));
    }
  } catch {
    // The other end closed while we were writing: its answer tells.
  }
};

const split = (held: Buffer) => {
  const end = held.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = held.subarray(0, end).toString('latin1');
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return { head, start: end + 4, stop: end + 4 + length };
};

const isComplete = (held: Buffer): boolean => {
  const parts = split(held);
  if (parts === undefined) return false;
  return /^transfer-encoding: *chunked/im.test(parts.head)
    ? held.includes('\r\n0\r\n\r\n', parts.start - 2)
    : held.length >= parts.stop;
};

const replyOf = (held: Buffer, ms: number): RawReply => {
  const parts = split(held);
  if (parts === undefined) return { status: 0, code: null, type: '', body: '', more: held.toString(), ms };
  const body = held.subarray(parts.start, parts.stop).toString();
  return {
    status: Number(parts.head.split(' ')[1]),
    code: codeOf(body),
    type: /^content-type: *([^;\r]+)/im.exec(parts.head)?.[1] ?? '',
    body,
    more: held.subarray(parts.stop).toString(),
    ms,
  };
};

const codeOf = (body: string): string | null => {
  try {
    return (JSON.parse(body) as { code?: string }).code ?? null;
  } catch {
    return null;
  }
};
