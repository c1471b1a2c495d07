import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type HostileServer, httpServer, socketServer } from '../fetch/hostile-server.ts';
import { noPages, type PageTitleOptions, pageTitles } from './page-titles.ts';

/** Reads from the loopback server alone, by any name. */
const against = (server: HostileServer, more: PageTitleOptions = {}) => {
  const pages = pageTitles({
    allow: (address) => address === '127.0.0.1',
    lookup: async () => ['127.0.0.1'],
    ports: [server.port],
    timeoutMs: 1_000,
    ...more,
  });
  return { head: pages.head, at: `http://news.example:${server.port}` };
};

const page =
  (html: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(html);

const titled = '<head><title>Nước chanh chữa ung thư</title>';

test('the title of a page is read, and where the page says it stands', async () => {
  await using server = await httpServer(page(`${titled}<link rel="canonical" href="/that">`));
  const { head, at } = against(server);
  expect(await head(`${at}/this`)).toEqual({
    visited: [`${at}/this`],
    stands: [`${at}/that`],
    titles: ['Nước chanh chữa ung thư'],
  });
});

test('nothing is read where reading is off', async () =>
  expect(await noPages.head('https://news.example/')).toBeUndefined());

test.each([
  'http://127.0.0.2/',
  'http://[::1]/',
  'http://169.254.169.254/latest/meta-data',
  'http://localhost/',
  'file:///etc/passwd',
])('behind a redirect to %s nothing is read', async (location) => {
  await using server = await httpServer((_request, response) => response.writeHead(302, { location }).end(titled));
  const { head, at } = against(server);
  expect((await head(at))?.titles ?? []).toEqual([]);
  expect(server.connections()).toBe(1);
});

test.each(['https://www.facebook.com/someone/posts/1', 'https://example.org/reset?token=abc'])(
  'a redirect to %s is told and not followed',
  async (location) => {
    await using server = await httpServer((_request, response) => response.writeHead(301, { location }).end());
    const asked: string[] = [];
    const { head, at } = against(server, {
      lookup: async (name) => [asked.push(name) > 1 ? '127.0.0.9' : '127.0.0.1'],
    });
    expect(await head(at)).toEqual({ visited: [`${at}/`, location], stands: [], titles: [] });
    expect(asked).toEqual(['news.example']);
  },
);

test('where a redirect leads is known even when the page there is gone', async () => {
  await using server = await httpServer((request, response) => {
    if (request.url === '/short') response.writeHead(302, { location: '/tin-7.html' }).end();
    else response.writeHead(404, { 'content-type': 'text/html' }).end(titled);
  });
  const { head, at } = against(server);
  expect(await head(`${at}/short`)).toEqual({ visited: [`${at}/short`, `${at}/tin-7.html`], stands: [], titles: [] });
  expect(await head(`${at}/gone`)).toBeUndefined();
});

test('an endless page gives the title it begins with', async () => {
  let sent = 0;
  await using server = await httpServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).write(titled);
    const more = () => {
      while (response.write(Buffer.alloc(16_384, 'a'))) sent += 16_384;
      response.once('drain', more);
    };
    more();
  });
  const { head, at } = against(server);
  expect((await head(at))?.titles).toEqual(['Nước chanh chữa ung thư']);
  expect(sent).toBeLessThan(16 * 1024 * 1024);
});

test('a page that drips gives what came in time, within the time there is', async () => {
  await using server = await httpServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).write(`${titled}<p>`);
    const timer = setInterval(() => response.write('.'), 10);
    response.on('close', () => clearInterval(timer));
  });
  const { head, at } = against(server, { timeoutMs: 300 });
  const start = performance.now();
  await head(at);
  expect(performance.now() - start).toBeLessThan(1_500);
  await using silent = await socketServer(() => undefined);
  const mute = against(silent, { timeoutMs: 300 });
  expect(await mute.head(mute.at)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(3_000);
});

test('a bomb unpacks no further than the head it may have', async () => {
  const first = gzipSync(titled);
  const more = gzipSync(Buffer.alloc(10_000_000, ' '));
  let sent = 0;
  await using server = await httpServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).write(first);
    const feed = () => {
      while (response.write(more)) sent += more.byteLength;
      response.once('drain', feed);
    };
    feed();
  });
  const { head, at } = against(server);
  expect((await head(at))?.titles).toEqual(['Nước chanh chữa ung thư']);
  expect(sent).toBeLessThan(16 * 1024 * 1024);
});

test('a huge title is cut, scripts and bidirectional tricks in it are plain text', async () => {
  await using server = await httpServer((request, response) =>
    page(
      request.url === '/huge'
        ? `<title>${'chanh '.repeat(1_000_000)}`
        : '<title>&lt;script&gt;alert(1) \u202Eevil</title>',
    )(request as never, response as never),
  );
  const { head, at } = against(server);
  expect((await head(`${at}/huge`))?.titles[0]?.length).toBeLessThanOrEqual(300);
  expect((await head(`${at}/tricks`))?.titles).toEqual(['<script>alert(1) evil']);
});

test('a page in an old encoding is read by what it declares, and by its bytes when it declares wrongly', async () => {
  const old = Buffer.from([...Buffer.from('<title>t'), 0xf4, ...Buffer.from('i '), 0xf0, ...Buffer.from('i</title>')]);
  await using server = await httpServer((request, response) =>
    page(request.url === '/old' ? old : `${titled}</title>`, {
      'content-type': `text/html; charset=${request.url === '/old' ? 'windows-1258' : 'gb2312'}`,
    })(request as never, response as never),
  );
  const { head, at } = against(server);
  expect((await head(`${at}/old`))?.titles).toEqual(['tôi đi']);
  expect((await head(`${at}/wrong`))?.titles).toEqual(['Nước chanh chữa ung thư']);
});

test.each(['application/pdf', 'image/png', 'text/plain', 'text/htmlx', ''])(
  'what comes as "%s" is not read',
  async (type) => {
    await using server = await httpServer(page(titled, { 'content-type': type }));
    const { head, at } = against(server);
    expect(await head(at)).toBeUndefined();
  },
);

test('an address is asked once for all who wait, and again only when its time is over', async () => {
  let clock = 0;
  await using server = await httpServer((request, response) =>
    request.url === '/fails' ? response.destroy() : page(titled)(request as never, response as never),
  );
  const { head, at } = against(server, { clock: () => clock });
  const seen = await Promise.all(Array.from({ length: 20 }, () => head(`${at}/a`)));
  expect(new Set(seen.map((s) => s?.titles[0]))).toEqual(new Set(['Nước chanh chữa ung thư']));
  await head(`${at}/a`);
  expect(server.connections()).toBe(1);
  clock = 60 * 60 * 1000;
  await head(`${at}/a`);
  expect(server.connections()).toBe(2);
  await head(`${at}/fails`);
  await head(`${at}/fails`);
  expect(server.connections()).toBe(3);
  clock += 5 * 60 * 1000;
  await head(`${at}/fails`);
  expect(server.connections()).toBe(4);
});

test('askers together cannot make us hammer a site, nor the web', async () => {
  let clock = 0;
  await using server = await httpServer(page(titled));
  const { head } = against(server, { clock: () => clock });
  const ask = (host: string, n: number) =>
    Promise.all(Array.from({ length: n }, (_, i) => head(`http://${host}:${server.port}/${clock}/${i}`)));
  await ask('one.example', 100);
  expect(server.connections()).toBe(5);
  for (let i = 0; i < 10; i++) await ask(`host-${i}.example`, 5);
  expect(server.connections()).toBe(20);
  clock = 4_000;
  await ask('one.example', 100);
  expect(server.connections()).toBe(21);
});
