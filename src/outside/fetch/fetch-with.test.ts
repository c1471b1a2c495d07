import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Fetch } from '../../desk/world.ts';
import { isPublicAddress } from '../../kit/links/index.ts';
import type { FetchOptions } from './fetch-with.ts';
import { httpServer, socketServer } from './hostile-server.ts';
import { FetchStopped, fetchPage, fetchWith } from './index.ts';

const only127 = (address: string) => address === '127.0.0.1';

/** Lets through the one loopback address the hostile server has, by the name news.example. */
const against = (
  server: { readonly port: number },
  more: FetchOptions = {},
): { readonly fetch: Fetch; readonly at: string } => ({
  fetch: fetchWith({
    allow: only127,
    lookup: async () => ['127.0.0.1'],
    ports: [server.port],
    timeoutMs: 5_000,
    ...more,
  }),
  at: `http://news.example:${server.port}`,
});

const textOf = async (fetched: Awaited<ReturnType<Fetch>>): Promise<string> => {
  if (!fetched.ok) throw new Error(fetched.error.code);
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of fetched.value.body) text += decoder.decode(chunk, { stream: true });
  return text;
};

const codeOf = async (fetched: Awaited<ReturnType<Fetch>>): Promise<string> => {
  if (!fetched.ok) return fetched.error.code;
  try {
    for await (const _chunk of fetched.value.body);
    return 'read to the end';
  } catch (error) {
    if (!(error instanceof FetchStopped)) throw error;
    return error.code;
  }
};

test('a page is fetched with an honest name, no cookies and nothing about the instance', async () => {
  let seen: NodeJS.Dict<string | string[]> = {};
  await using server = await httpServer((request, response) => {
    seen = request.headers;
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .setHeader('set-cookie', 'a=b')
      .end('<p>xin chào</p>');
  });
  const { fetch, at } = against(server);
  const page = await fetch(`${at}/bai?so=1#phan`);
  expect(page).toMatchObject({ ok: true, value: { url: `${at}/bai?so=1`, contentType: 'text/html; charset=utf-8' } });
  expect(await textOf(page)).toBe('<p>xin chào</p>');
  await fetch(at);
  expect(Object.keys(seen).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  expect(seen['user-agent']).toMatch(/^Sangto\//);
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['identity', (b: Buffer) => b],
])('a body sent as %s is decoded', async (coding, encode) => {
  await using server = await httpServer((_request, response) => {
    response.setHeader('content-encoding', coding).end(encode(Buffer.from('sáng tỏ'.repeat(1000))));
  });
  const { fetch, at } = against(server);
  expect(await textOf(await fetch(at))).toBe('sáng tỏ'.repeat(1000));
});

test('ASVS 1.3.6: without options nothing of the loopback can be reached, by whatever way it is written', async () => {
  const hosts = [
    '127.0.0.1',
    '127.0.0.1.',
    '2130706433',
    '0x7f.1',
    '0177.1',
    '①②⑦.⓪.⓪.①',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    'localhost',
    'localhost.',
  ];
  for (const host of hosts) {
    expect(await fetchPage(`http://${host}/`), host).toMatchObject({
      ok: false,
      error: { code: 'fetch-forbidden-address' },
    });
    expect(await fetchPage(`https://${host}/`), host).toMatchObject({
      ok: false,
      error: { code: 'fetch-forbidden-address' },
    });
  }
});

test.each([
  ['one private address', ['10.0.0.1']],
  ['one public and one private address', ['203.0.114.1', '127.0.0.1']],
  ['a private address in IPv6 form', ['::ffff:169.254.169.254']],
  ['a public and a local IPv6 address', ['2606:4700::1', 'fd00::1']],
])('a name with %s is refused before any connection', async (_what, addresses) => {
  await using server = await httpServer((_request, response) => response.end('inside'));
  const { fetch, at } = against(server, { allow: isPublicAddress, lookup: async () => addresses });
  expect(await codeOf(await fetch(at))).toBe('fetch-forbidden-address');
  expect(server.connections()).toBe(0);
});

test('ASVS 1.3.6: a name is looked up once for each hop, and one that has moved inside by the second is refused', async () => {
  const answers = [['127.0.0.1'], ['127.0.0.2']];
  const asked: string[] = [];
  await using server = await httpServer((request, response) => {
    if (request.url === '/') response.writeHead(302, { location: '/again' }).end();
    else response.end('inside');
  });
  const { fetch, at } = against(server, {
    lookup: async (name) => {
      asked.push(name);
      return answers[asked.length - 1] ?? [];
    },
  });
  expect(await codeOf(await fetch(at))).toBe('fetch-forbidden-address');
  expect(asked).toEqual(['news.example', 'news.example']);
  expect(server.connections()).toBe(1);
});

test.each([
  'http://127.0.0.2/',
  'http://[::1]/',
  'http://2130706434/',
  'http://localhost/',
  'http://169.254.169.254/latest/',
  'file:///etc/passwd',
  'http://a:b@news.example/',
  'http://news.example:25/',
])('a redirect to %s is not followed', async (location) => {
  await using server = await httpServer((_request, response) => response.writeHead(307, { location }).end());
  const { fetch, at } = against(server);
  expect(await codeOf(await fetch(at))).toBe('fetch-forbidden-address');
  expect(server.connections()).toBe(1);
});

test('ASVS 15.3.2: five redirects are followed and a sixth is not', async () => {
  await using server = await httpServer((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('here');
    else response.writeHead(301, { location: `/${left - 1}` }).end();
  });
  const { fetch, at } = against(server);
  const page = await fetch(`${at}/5`);
  expect(page).toMatchObject({ ok: true, value: { url: `${at}/0` } });
  expect(await textOf(page)).toBe('here');
  expect(await fetch(`${at}/6`)).toMatchObject({
    ok: false,
    error: { code: 'fetch-failed', detail: 'more than 5 redirects' },
  });
});

test('an endless body is cut off, announced or not', async () => {
  await using endless = await httpServer((_request, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(16_384)));
      response.once('drain', more);
    };
    more();
  });
  const cut = against(endless, { maxBytes: 100_000 });
  expect(await codeOf(await cut.fetch(cut.at))).toBe('fetch-too-large');

  await using announced = await httpServer((_request, response) =>
    response.writeHead(200, { 'content-length': 100_001 }).flushHeaders(),
  );
  const refused = against(announced, { maxBytes: 100_000 });
  expect(await refused.fetch(refused.at)).toMatchObject({ ok: false, error: { code: 'fetch-too-large' } });
});

test.each([
  ['gzip', gzipSync(Buffer.alloc(50_000_000))],
  ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
  ['deflate', deflateSync(Buffer.alloc(50_000_000))],
])('a %s bomb is cut off while it unpacks', async (coding, bomb) => {
  await using server = await httpServer((_request, response) =>
    response.setHeader('content-encoding', coding).end(bomb),
  );
  const { fetch, at } = against(server, { maxBytes: 1_000_000 });
  expect(bomb.byteLength).toBeLessThan(100_000);
  const page = await fetch(at);
  let read = 0;
  const reading = async () => {
    if (page.ok) for await (const chunk of page.value.body) read += chunk.byteLength;
  };
  await expect(reading()).rejects.toMatchObject({ code: 'fetch-too-large' });
  expect(read).toBeLessThanOrEqual(1_000_000);
});

test('ASVS 5.2.3: an endless compressed stream that unpacks to nothing is cut off', async () => {
  const empty = gzipSync(Buffer.alloc(0));
  await using server = await httpServer((_request, response) => {
    response.setHeader('content-encoding', 'gzip');
    const members = Buffer.concat(Array.from({ length: 1000 }, () => empty));
    const more = () => {
      while (response.write(members));
      response.once('drain', more);
    };
    more();
  });
  const { fetch, at } = against(server, { maxBytes: 200_000 });
  expect(await codeOf(await fetch(at))).toBe('fetch-too-large');
});

test('codings on top of one another, unknown ones and broken ones are refused', async () => {
  await using server = await httpServer((request, response) => {
    response.setHeader('content-encoding', decodeURIComponent(request.url?.slice(1) ?? '')).end('plain text');
  });
  const { fetch, at } = against(server);
  for (const coding of ['gzip, gzip', 'zstd', 'constructor', 'gzip', 'br'])
    expect(await codeOf(await fetch(`${at}/${encodeURIComponent(coding)}`)), coding).toBe('fetch-failed');
});

test.each([
  ['that never answers', () => undefined],
  ['that drips its headers', (write: (text: string) => void) => write('x: y\r\n')],
])('a server %s is given up', async (_what, drip) => {
  await using server = await socketServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => drip((text) => socket.write(text)), 20);
    socket.on('close', () => clearInterval(timer));
  });
  const { fetch, at } = against(server, { timeoutMs: 300 });
  expect(await codeOf(await fetch(at))).toBe('fetch-timeout');
});

test('a body that drips is given up, and so is a chain of slow redirects', async () => {
  await using dripping = await httpServer((_request, response) => {
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  });
  const drip = against(dripping, { timeoutMs: 300 });
  expect(await codeOf(await drip.fetch(drip.at))).toBe('fetch-timeout');

  await using slow = await httpServer(
    (_request, response) => void setTimeout(() => response.writeHead(302, { location: '/' }).end(), 120),
  );
  const chain = against(slow, { timeoutMs: 300 });
  expect(await codeOf(await chain.fetch(chain.at))).toBe('fetch-timeout');
  expect(slow.connections()).toBeLessThan(5);
});

test('a resolver that hangs, fails or knows no address is told apart', async () => {
  const looked = (lookup: NonNullable<FetchOptions['lookup']>) =>
    fetchWith({ lookup, timeoutMs: 200 })('https://news.example/');
  expect(await looked(() => new Promise(() => undefined))).toMatchObject({ error: { code: 'fetch-timeout' } });
  expect(await looked(() => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })))).toMatchObject({
    error: { code: 'fetch-failed', detail: 'ENOTFOUND' },
  });
  expect(await looked(async () => [])).toMatchObject({ error: { code: 'fetch-failed' } });
});

test('headers longer than 16 KiB, two locations, errors and half a reply are refused', async () => {
  const replies: Readonly<Record<string, readonly [string, string]>> = {
    '/long': [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 'fetch-too-large'],
    '/many': [`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}\r\n`, 'fetch-too-large'],
    '/two': ['HTTP/1.1 302 Found\r\nlocation: /a\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n', 'fetch-failed'],
    '/gone': ['HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n', 'fetch-failed'],
    '/half': ['HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', 'fetch-failed'],
    '/both': ['HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 'fetch-failed'],
    '/none': ['SSH-2.0-OpenSSH_9.9\r\n', 'fetch-failed'],
  };
  for (const [path, [reply, code]] of Object.entries(replies)) {
    await using server = await socketServer((socket) => socket.end(reply));
    const { fetch, at } = against(server);
    expect(await codeOf(await fetch(at + path)), path).toBe(code);
  }
});

test('a page nobody reads, or nobody reads on, does not hold its connection', async () => {
  let closed = 0;
  await using server = await httpServer((_request, response) => {
    response.on('close', () => closed++);
    response.write('a');
  });
  const { fetch, at } = against(server, { timeoutMs: 100 });
  const unread = await fetch(at);
  await expect.poll(() => closed).toBe(1);
  expect(await codeOf(unread)).toBe('fetch-failed');

  const left = await fetch(at);
  if (left.ok) for await (const _chunk of left.value.body) break;
  await expect.poll(() => closed).toBe(2);
});

test('an address that is not to be visited is not asked, first or behind a redirect', async () => {
  await using server = await httpServer((request, response) => {
    if (request.url === '/') response.writeHead(302, { location: '/private' }).end();
    else response.end('inside');
  });
  const seen: string[] = [];
  const { fetch, at } = against(server, {
    mayVisit: ({ pathname }) => seen.push(pathname) > 0 && pathname !== '/private',
  });
  expect(await codeOf(await fetch(at))).toBe('fetch-forbidden-address');
  expect(seen).toEqual(['/', '/private']);
  expect(await codeOf(await fetch(`${at}/private`))).toBe('fetch-forbidden-address');
  expect(server.connections()).toBe(1);
});

test('a host that was named may lie inside; where it redirects to may not', async () => {
  await using server = await httpServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: `http://127.0.0.1:${server.port}/` }).end();
    else if (request.url === '/none') response.writeHead(404).end();
    else if (request.url === '/on') response.writeHead(302, { location: '/' }).end();
    else response.end('inside');
  });
  const named = `localhost:${server.port}`;
  const fetch = fetchWith({ named, lookup: async () => ['127.0.0.1'], timeoutMs: 5_000 });
  expect(await textOf(await fetch(`http://${named}/on`))).toBe('inside');
  expect(await codeOf(await fetch(`http://${named}/away`))).toBe('fetch-forbidden-address');
  expect(await codeOf(await fetch(`http://127.0.0.1:${server.port}/`))).toBe('fetch-forbidden-address');
  expect(await fetch(`http://${named}/none`)).toMatchObject({ error: { code: 'fetch-failed', status: 404 } });
});
