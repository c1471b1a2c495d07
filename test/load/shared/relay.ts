// The log of a running instance, passed on as it is served but for what a liar would change.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Relay = {
  /** Where the log begins, such as http://127.0.0.1:4711/log. */
  readonly address: string;
  /** What is given in place of a file, by its path below the log; null where there shall be none. Cleared by the next call. */
  readonly lie: (files: ReadonlyMap<string, Uint8Array | null>) => void;
  readonly close: () => void;
};

/** Status, type and bytes are those of the instance; what lies here has the types of the specification. */
export const startRelay = async (log: string): Promise<Relay> => {
  let lies: ReadonlyMap<string, Uint8Array | null> = new Map();
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/log\//, '');
    const lie = lies.get(path);
    if (lie === null) return response.writeHead(404).end();
    const type = path.startsWith('tile/') ? 'application/octet-stream' : 'text/plain; charset=utf-8';
    if (lie !== undefined) return response.writeHead(200, { 'content-type': type }).end(lie);
    fetch(`${log}/${path}`).then(
      async (reply) => {
        response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' });
        response.end(Buffer.from(await reply.arrayBuffer()));
      },
      () => response.writeHead(502).end(),
    );
  }).listen(0, '127.0.0.1');
  await new Promise((up) => server.once('listening', up));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`,
    lie: (files) => {
      lies = files;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
