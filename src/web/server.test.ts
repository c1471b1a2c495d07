// The server on a real socket: what hostile clients send, and what is left of the process afterwards.
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownCheck } from '../../test/in-memory/made-checks.ts';
import { type TestServer, testServer } from '../../test/in-memory/server.ts';

let at: TestServer;
let port: number;

const start = async (more: Parameters<typeof testServer>[0] = {}): Promise<void> => {
  at = testServer(more);
  at.world.add(ownCheck(at.world, { slug: 'nuoc-chanh' }));
  port = (await at.server.listen(0, '127.0.0.1')).port;
};
beforeEach(() =>
  start({ limits: { perClientPerMinute: 6000, instancePerSecond: 6000, bodyBytes: 1_048_576, slowBodyMs: 150 } }),
);
afterEach(() => at.server.close());

/** Writes pieces to a socket and gives everything that comes back until it is closed. */
const raw = (pieces: readonly (string | Buffer)[]): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    const done = () => resolve(Buffer.concat(chunks).toString());
    socket.on('close', done);
    socket.on('error', done);
  });

const head = (length: number | string, more = ''): string =>
  `POST /api/v1/tips HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${more}\r\n`;
const url = (path: string): string => `http://127.0.0.1:${port}${path}`;

test('a page from memory is the page that was drawn, with the same headers, in each encoding', async () => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const get = () => fetch(url('/vi/checks/nuoc-chanh'), { headers: { 'accept-encoding': encoding } });
    const [drawn, kept] = [await get(), await get()];
    const without = (r: Response) => [...r.headers].filter(([name]) => name !== 'date');
    expect(without(kept)).toEqual(without(drawn));
    expect(await kept.text()).toBe(await drawn.text());
    const etag = kept.headers.get('etag')!;
    const held = await fetch(url('/vi/checks/nuoc-chanh'), {
      headers: { 'accept-encoding': encoding, 'if-none-match': etag },
    });
    expect([held.status, held.headers.get('etag'), held.headers.get('content-security-policy')]).toEqual([
      304,
      etag,
      drawn.headers.get('content-security-policy'),
    ]);
    const bare = await fetch(url('/vi/checks/nuoc-chanh'), {
      method: 'HEAD',
      headers: { 'accept-encoding': encoding },
    });
    expect([bare.status, bare.headers.get('content-length'), await bare.text()]).toEqual([
      200,
      kept.headers.get('content-length'),
      '',
    ]);
  }
});

test('asking works over the socket', async () => {
  const response = await fetch(url('/api/v1/tips'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Uống nước chanh nóng mỗi ngày chữa khỏi bệnh ung thư' }),
  });
  expect([response.status, ((await response.json()) as { outcome: string }).outcome]).toEqual([201, 'known']);
});

test('a body that comes too slowly is cut off', async () => {
  const answer = await raw([head(100), '{"text":']);
  expect(answer).toContain('HTTP/1.1 408');
  expect(answer).toContain('"code":"slow-body"');
});

test('ASVS 5.2.1: a body that is too long is refused by its length unread, and by its bytes when it names none', async () => {
  expect(await raw([head(10_000_000)])).toContain('"code":"too-large"');
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  const chunked = head(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
  expect(await raw([chunked, ...Array<string>(40).fill(chunk)])).toContain('HTTP/1.1 413');
});

test('a client that asks before sending is told no before it sends', async () => {
  const answer = await raw([head(10_000_000, 'Expect: 100-continue\r\n')]);
  expect(answer).toMatch(/^HTTP\/1\.1 413/);
});

test('thirty bodies of 10 MB leave the memory as it was', async () => {
  // Sent from a process of its own, or the sender's memory would be counted as the server's.
  const script = (rounds: number) => `
    const body = Buffer.alloc(10_000_000, 97);
    const send = async () => {
      const response = await fetch('${url('/api/v1/tips')}', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => undefined);
      await response?.text();
      return response?.status;
    };
    const seen = [];
    for (let i = 0; i < ${rounds}; i++) seen.push(...(await Promise.all(Array.from({ length: 10 }, send))));
    console.log(JSON.stringify(seen));`;
  const send = async (rounds: number) =>
    JSON.parse((await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script(rounds)])).stdout) as (
      | number
      | null
    )[];
  await send(1);
  const before = process.memoryUsage().rss;
  const seen = await send(3);
  expect(process.memoryUsage().rss - before).toBeLessThan(60e6);
  expect(seen).toEqual(Array(30).fill(413));
});

test('ASVS 4.2.1: what is no HTTP, has too long a head, or no host is refused in words and with every header', async () => {
  const no = await raw(['nonsense\r\n\r\n']);
  expect(no).toContain('HTTP/1.1 400');
  expect(no).toContain('content-security-policy');
  expect(await raw([`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`])).toContain('HTTP/1.1 413');
  expect(await raw(['GET / HTTP/1.1\r\nConnection: close\r\n\r\n'])).toContain('HTTP/1.1 400');
});

test('no host a request names changes where it leads', async () => {
  for (const host of ['evil.example', 'a b', '[::', 'x:99999']) {
    const answer = await raw([`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`]);
    expect([host, answer.split('\r\n')[0]]).toEqual([host, 'HTTP/1.1 302 Found']);
    expect(answer).toContain('location: /vi\r\n');
  }
  const absolute = await raw([
    'GET http://evil.example/vi/checks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
  ]);
  expect(absolute).not.toContain('evil.example');
});

test('an address written out in full leads to the same place, whatever host it names', async () => {
  for (const address of ['/healthz', 'http://evil.example/healthz', 'https://u:p@evil.example:1/healthz'])
    expect(await raw([`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`])).toContain('{"ok":true}');
});

test('ASVS 2.4.1: one client that asks too much is told to wait, others are not, and pages in memory stay free', async () => {
  await at.server.close();
  await start({
    trustedProxies: 1,
    limits: { perClientPerMinute: 3, instancePerSecond: 1000, bodyBytes: 1000, slowBodyMs: 500 },
  });
  const ask = (client: string) =>
    fetch(url('/api/v1/tips'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `9.9.9.9, ${client}` },
      body: '{"text":"một chuyện lạ"}',
    });
  await fetch(url('/vi/checks/nuoc-chanh'), { headers: { 'x-forwarded-for': '192.0.2.8' } });
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await ask('192.0.2.7')).status);
  expect(statuses).toEqual([201, 201, 201, 429]);
  const refused = await ask('192.0.2.7');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'rate-limited' });
  expect((await ask('192.0.2.8')).status).toBe(201);
  for (let i = 0; i < 20; i++)
    expect((await fetch(url('/vi/checks/nuoc-chanh'), { headers: { 'x-forwarded-for': '192.0.2.7' } })).status).toBe(
      200,
    );
  expect(JSON.stringify(at.lines)).not.toContain('192.0.2');
});

test('everybody together is limited too', async () => {
  await at.server.close();
  await start({ limits: { perClientPerMinute: 1000, instancePerSecond: 2, bodyBytes: 1000, slowBodyMs: 500 } });
  const statuses = [];
  for (let i = 0; i < 3; i++)
    statuses.push(
      (
        await fetch(url('/vi/ask'), {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'text=chuyện+lạ',
        })
      ).status,
    );
  expect(statuses).toEqual([200, 200, 429]);
});

test('closing waits for who is being answered and then takes nobody in', async () => {
  const slow = raw([head(17), '{"text":']);
  await new Promise((resolve) => setImmediate(resolve));
  await at.server.close();
  expect(await slow).toMatch(/408|^$/);
  await expect(fetch(url('/healthz'))).rejects.toThrow();
  await start();
});
