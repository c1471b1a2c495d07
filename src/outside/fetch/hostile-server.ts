// A server on the loopback that misbehaves on request; for the tests beside it.
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';

export type HostileServer = {
  readonly port: number;
  /** How many connections were opened to it. */
  readonly connections: () => number;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Answers HTTP on 127.0.0.1. */
export const httpServer = async (answer: RequestListener): Promise<HostileServer> => {
  let connections = 0;
  const server = createServer(answer).on('connection', () => connections++);
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((down) => {
        server.close(() => down());
        server.closeAllConnections();
      }),
  };
};

/** Answers bare TCP on 127.0.0.1, for what no HTTP library would send. */
export const socketServer = async (answer: (socket: Socket) => void): Promise<HostileServer> => {
  let connections = 0;
  const open = new Set<Socket>();
  const server = createSocketServer((socket) => {
    connections++;
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((down) => {
        server.close(() => down());
        for (const socket of open) socket.destroy();
      }),
  };
};
