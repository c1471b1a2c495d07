// The socket side: what is in memory is answered on the spot, everything else goes through the routes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Encoding, negotiate } from './encoding.ts';
import { isHeld } from './etag.ts';
import type { Kept } from './page-cache.ts';
import { type ProblemCode, problemBody, problemHeaders, statusOf } from './problem.ts';

export type Listener = {
  readonly listen: (port: number, host: string) => Promise<{ readonly port: number }>;
  readonly close: () => Promise<void>;
};

const mostConnections = 8_000;
/** Between SIGTERM and cutting off whoever is still being answered. */
const patience = 6_000;

export const createListener = (parts: {
  readonly ready: (address: string, encoding: Encoding) => Kept | undefined;
  readonly fetch: (request: Request, socket: string, incoming: IncomingMessage) => Promise<Response>;
  /** The largest body a path takes, so that a client that asks first is told before it sends. */
  readonly bodyCap: (path: string) => number;
  readonly cached: () => void;
  readonly headers: Readonly<Record<string, string>>;
}): Listener => {
  const routes = getRequestListener(
    (request, env) => {
      const { incoming } = env as { incoming: IncomingMessage };
      return parts.fetch(request, incoming.socket.remoteAddress ?? '', incoming);
    },
    { overrideGlobalObjects: false, errorHandler: () => refusal('bad-request', parts.headers) },
  );
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { method, url = '' } = incoming;
    if (method === 'GET' || method === 'HEAD') {
      const kept = parts.ready(url, negotiate(incoming.headers['accept-encoding'] as string | undefined));
      if (kept) {
        parts.cached();
        send(kept, incoming, outgoing);
        return;
      }
    }
    // The one public address stands in the settings; whatever host a request names, nothing is made from it.
    incoming.headers.host = 'localhost';
    if (!url.startsWith('/')) incoming.url = pathIn(url);
    void routes(incoming, outgoing);
  };
  const server = createServer(
    {
      maxHeaderSize: 24 * 1024,
      headersTimeout: 10_000,
      // An import of 512 MB may take its time; every other body has a clock of its own.
      requestTimeout: 15 * 60_000,
      keepAliveTimeout: 20_000,
      connectionsCheckingInterval: 2_000,
      noDelay: true,
    },
    answer,
  );
  server.maxConnections = mostConnections;
  server.on('checkContinue', (incoming, outgoing) => {
    if (Number(incoming.headers['content-length'] ?? 0) <= parts.bodyCap(incoming.url ?? '')) outgoing.writeContinue();
    answer(incoming, outgoing);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseRaw(error, socket, parts.headers));
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const address = server.address();
          resolve({ port: typeof address === 'object' && address !== null ? address.port : port });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), patience);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};

/** The path and query of an absolute address, which a server must take as well (RFC 9112, section 3.2.2). */
const pathIn = (url: string): string => /^https?:\/\/[^/?#]*(\/.*)$/i.exec(url)?.[1] ?? '/';

const send = (kept: Kept, incoming: IncomingMessage, outgoing: ServerResponse): void => {
  if (isHeld(incoming.headers['if-none-match'], kept.etag)) {
    outgoing.writeHead(304, kept.rawUnchanged as string[]);
    outgoing.end();
    return;
  }
  outgoing.writeHead(200, kept.raw as string[]);
  if (incoming.method === 'HEAD') outgoing.end();
  else outgoing.end(kept.body);
};

const refusal = (code: ProblemCode, headers: Readonly<Record<string, string>>): Response =>
  new Response(JSON.stringify(problemBody({ code }, 'en')), {
    status: statusOf(code),
    headers: { ...headers, ...problemHeaders({ code }), 'content-type': 'application/problem+json; charset=utf-8' },
  });

/** A request that never became one: too long a head, too slow, or not HTTP. */
const refuseRaw = (error: NodeJS.ErrnoException, socket: Socket, headers: Readonly<Record<string, string>>): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code: ProblemCode =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'too-large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'slow-body'
        : 'bad-request';
  const body = JSON.stringify(problemBody({ code }, 'en'));
  const head = {
    ...headers,
    ...problemHeaders({ code }),
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${statusOf(code)} Refused\r\n${lines.join('')}\r\n${body}`);
};
