// A mail server of a few lines, which takes every letter and keeps its lines.
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Listens until the test ends. */
export const mailServer = async (): Promise<{ readonly url: string; readonly heard: readonly string[] }> => {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let rest = '';
    let inText = false;
    const answerTo = (line: string): void => {
      heard.push(line);
      if (inText && line !== '.') return;
      inText = line === 'DATA';
      socket.write(inText ? '354 go on\r\n' : '250 ok\r\n');
    };
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      const lines = `${rest}${bytes.toString('utf8')}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answerTo(line);
    });
    socket.write('220 test\r\n');
  }).listen(0, '127.0.0.1');
  await new Promise((up) => server.once('listening', up));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { heard, url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
};
