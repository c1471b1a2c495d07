// Pages anybody may read: what they say, how long they are kept, and what happens to them when something changes.
import { parseAtomFeed } from 'feedsmith';
import { beforeEach, expect, test } from 'vitest';
import { ownCheck, theirCheck } from '../../test/in-memory/made-checks.ts';
import { organisation, origin, type TestServer, testServer } from '../../test/in-memory/server.ts';

let at: TestServer;

beforeEach(() => {
  at = testServer();
  at.world.add(ownCheck(at.world, { slug: 'nuoc-chanh' }));
  at.world.add(
    theirCheck(at.world, { slug: 'muoi-hot', claim: 'Muối hột rang nóng đắp lên bụng làm tan mỡ sau một đêm' }),
  );
});

const text = async (path: string, headers?: Record<string, string>): Promise<string> =>
  (await at.get(path, headers)).text();

test('the root leads to the language the browser prefers', async () => {
  const to = async (lang?: string) => {
    const response = await at.get('/', lang ? { 'accept-language': lang } : {});
    expect([response.status, response.headers.get('vary')]).toEqual([302, 'Accept-Language']);
    return response.headers.get('location');
  };
  expect([await to(), await to('en-US,en'), await to('fr')]).toEqual(['/vi', '/en', '/vi']);
});

const pages = [
  '/vi',
  '/vi/',
  '/en',
  '/vi/checks',
  '/vi/checks/nuoc-chanh',
  '/en/checks/muoi-hot',
  '/vi/topics',
  '/vi/topics/health',
  '/en/privacy',
  '/vi/feed.xml',
  '/sitemap.xml',
  '/robots.txt',
  '/manifest.webmanifest?lang=vi',
  '/api',
  '/offline/vi',
  '/api/v1/openapi.json',
  '/healthz',
  '/readyz',
  '/vi/nowhere',
  '/vi/ask',
];

test.each(pages)(
  'ASVS 3.4.3, 3.4.4, 3.4.6: %s carries every security header and answers HEAD like GET without a body',
  async (path) => {
    const [get, head] = [await at.get(path), await at.ask('HEAD', path)];
    expect(get.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(get.headers.get('content-security-policy')).not.toContain('unsafe');
    for (const closed of ['object-src', 'base-uri', 'frame-ancestors'])
      expect(get.headers.get('content-security-policy')).toContain(`${closed} 'none'`);
    expect(get.headers.get('x-content-type-options')).toBe('nosniff');
    for (const name of [
      'referrer-policy',
      'permissions-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'strict-transport-security',
      'cache-control',
    ])
      expect(get.headers.get(name)).toBeTruthy();
    expect([head.status, head.headers.get('content-type')]).toEqual([get.status, get.headers.get('content-type')]);
    expect(await head.text()).toBe('');
  },
);

test('no page asks another host for anything or holds inline script', async () => {
  for (const path of pages.slice(0, 9)) {
    const html = await text(path);
    const asks = [
      ...html.matchAll(
        /<(?:script|img|source|iframe|link[^>]+rel="(?:stylesheet|preload|icon|manifest)")[^>]+(?:src|href)="(https?:)?\/\/([^/"]+)/gi,
      ),
    ];
    expect(asks.map((m) => m[2]).filter((host) => host !== new URL(origin).host)).toEqual([]);
    expect(html).not.toMatch(/\s(on\w+|style)=/);
    expect(html).not.toMatch(/<script(?![^>]*(src=|application\/ld\+json))/);
  }
});

test('a check page is drawn once, held by its validator, and drawn anew when a check changed', async () => {
  const first = await at.get('/vi/checks/nuoc-chanh');
  const etag = first.headers.get('etag')!;
  expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
  expect((await at.get('/vi/checks')).headers.get('cache-control')).toBe('public, max-age=60');
  const reads = at.world.reads.asked();
  expect((await at.get('/vi/checks/nuoc-chanh?utm_source=chat')).headers.get('etag')).toBe(etag);
  expect(at.world.reads.asked()).toBe(reads);
  const held = await at.get('/vi/checks/nuoc-chanh', { 'if-none-match': etag });
  expect([held.status, await held.text(), held.headers.get('etag')]).toEqual([304, '', etag]);
  expect(held.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
  const check = (await at.world.reads.check('nuoc-chanh'))!;
  at.world.add({ ...check, texts: { ...check.texts, vi: { ...check.texts.vi!, short: 'Câu trả lời đã đổi.' } } });
  expect(await text('/vi/checks/nuoc-chanh')).not.toContain('Câu trả lời đã đổi.');
  at.server.invalidate();
  // Whoever holds the page from before gets the new one when they ask after it.
  const asked = await at.get('/vi/checks/nuoc-chanh', { 'if-none-match': etag });
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('Câu trả lời đã đổi.')]);
});

test('a day later what is overdue says so', async () => {
  const before = await text('/vi/checks/nuoc-chanh');
  at.world.at('2027-09-02T00:00:01Z');
  expect(await text('/vi/checks/nuoc-chanh')).not.toBe(before);
});

test('each encoding of a page has its own validator', async () => {
  const tags = await Promise.all(
    ['br', 'gzip', 'identity'].map(async (e) =>
      (await at.get('/vi/checks/nuoc-chanh', { 'accept-encoding': e })).headers.get('etag'),
    ),
  );
  expect(new Set(tags).size).toBe(3);
});

test('headers a stranger chooses change no byte of a page others get', async () => {
  const plain = await text('/vi/checks/nuoc-chanh');
  at.server.invalidate();
  const odd = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'accept-language': 'en',
    cookie: 'a=b',
    'x-original-url': '/operator',
  };
  expect(await text('/vi/checks/nuoc-chanh', odd)).toBe(plain);
  expect(plain).toContain(origin);
  expect(plain).not.toContain('anything.example');
});

test('an unknown check, topic page, language or address is not found, as a page in the right language', async () => {
  for (const path of ['/vi/checks/khong-co', '/vi/topics/%3Cscript%3E', '/fr/checks', '/vi/khong', '/sitemap-9.xml'])
    expect((await at.get(path)).status).toBe(404);
  expect(await text('/en/checks/none')).toContain('<html lang="en">');
});

test('an instance of one language has no pages in the other', async () => {
  const one = testServer({ organisation: { ...organisation, languages: ['vi'] } });
  expect((await one.get('/en/checks')).status).toBe(404);
  expect((await one.get('/', { 'accept-language': 'en' })).headers.get('location')).toBe('/vi');
});

test('the list is searched, filtered and turned page by page', async () => {
  for (let i = 0; i < 45; i++)
    at.world.add(
      ownCheck(at.world, {
        slug: `bai-${i}`,
        claim: `Chuyện số ${i} về xe buýt chạy bằng nước`,
        topics: ['science'],
        verdict: 'true',
      }),
    );
  const first = await text('/vi/checks');
  const next = /href="(\/vi\/checks\?after=[^"]+)"/.exec(first)?.[1];
  expect(next).toBeDefined();
  expect((await text(next!)).match(/class="[^"]*card/g)?.length ?? 1).toBeGreaterThan(0);
  const found = await text('/vi/checks?q=n%C6%B0%E1%BB%9Bc+chanh&verdict=false&topic=health');
  expect(found).toContain('/vi/checks/nuoc-chanh');
  expect(found).not.toContain('/vi/checks/bai-1"');
  expect(await text('/vi/checks?source=others')).not.toContain('/vi/checks/nuoc-chanh');
  expect((await at.get('/vi/checks?verdict=nonsense&from=2026-99-99&lang=%00')).status).toBe(200);
  expect((await at.get('/vi/checks?q=a')).headers.get('cache-control')).toBe('private, max-age=60');
});

test('lists with the same meaning share one place in memory, whatever else the address says', async () => {
  const tag = async (path: string) => (await at.get(path)).headers.get('etag');
  expect(await tag('/vi/checks?topic=health&x=1&q=')).toBe(await tag('/vi/checks?topic=health'));
});

test('each view of the front page has a key of its own and a shared text stands in the field unsent', async () => {
  const key = async () => /name="key" value="([0-9a-f]{32})"/.exec(await text('/vi'))?.[1];
  const [a, b] = [await key(), await key()];
  expect(a).toBeDefined();
  expect(a).not.toBe(b);
  expect((await at.get('/vi')).headers.get('cache-control')).toContain('private');
  const shared = await text('/vi/?title=Tin+n%C3%B3ng&text=Tin+n%C3%B3ng+%3Cb%3E&url=https%3A%2F%2Fa.example');
  expect(shared).toContain('Tin nóng &lt;b');
  expect(shared).toContain('https://a.example');
  expect(at.world.tipsHeld()).toHaveLength(0);
});

test('the feed holds our own checks, with characters XML has no way to write left out', async () => {
  const check = ownCheck(at.world, { slug: 'xau' });
  at.world.add({ ...check, texts: { vi: { ...check.texts.vi!, title: 'Tiêu đề ]]> <b>&\u0007\u000b' } } });
  const feed = await text('/vi/feed.xml');
  expect(feed).toContain(`${origin}/vi/checks/nuoc-chanh`);
  expect(feed).not.toContain('muoi-hot');
  expect(feed).not.toMatch(/[\u0000-\u0008\u000b]/);
  expect(parseAtomFeed(feed).entries?.map((e) => e.title?.value)).toContain('Tiêu đề ]] > <b>&');
  expect((await at.get('/en/feed.xml')).headers.get('content-type')).toContain('application/atom+xml');
  expect(await text('/en/feed.xml')).not.toContain('/checks/xau');
});

test('the sitemap names our own pages in both languages and splits when there are too many', async () => {
  const map = await text('/sitemap.xml');
  expect(map).toContain(`<loc>${origin}/vi/checks/nuoc-chanh</loc>`);
  expect(map).toContain(`hreflang="en" href="${origin}/en/checks/nuoc-chanh"`);
  expect(map).not.toContain('muoi-hot');
  const card = at.world.cards.remembered().find((c) => c.slug === 'nuoc-chanh')!;
  const many = testServer({
    world: {
      ...at.world,
      reads: {
        ...at.world.reads,
        ownPages: async () =>
          Array.from({ length: 26_000 }, (_, i) => ({
            slug: `s-${i}`,
            langs: ['vi', 'en'],
            changed: new Date('2026-01-01'),
            card,
          })),
      },
    },
  });
  const index = await (await many.get('/sitemap.xml')).text();
  expect(index).toContain('<sitemapindex');
  const files = [...index.matchAll(/<loc>https:\/\/kiemchung\.example(\/sitemap-\d+\.xml)<\/loc>/g)].map((m) => m[1]!);
  expect(files).toHaveLength(3);
  let count = 0;
  for (const file of files) count += (await (await many.get(file)).text()).match(/<url>/g)!.length;
  expect(count).toBe(52_030);
  expect((await many.get('/sitemap-4.xml')).status).toBe(404);
});

test('robots are led to the sitemap and away from private pages', async () => {
  expect(await text('/robots.txt')).toMatch(
    /Disallow: \/operator[\s\S]*Sitemap: https:\/\/kiemchung\.example\/sitemap\.xml/,
  );
});

test('the manifest lets a phone share into the field', async () => {
  const manifest = JSON.parse(await text('/manifest.webmanifest?lang=en')) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    lang: 'en',
    start_url: '/en',
    share_target: { action: '/en/share', method: 'POST' },
  });
});

test('ASVS 16.5.3: while the database is away, what was drawn stays, what memory holds is drawn short, the rest waits', async () => {
  const before = await text('/vi/checks/nuoc-chanh');
  at.world.away(true);
  expect(await text('/vi/checks/nuoc-chanh')).toBe(before);
  const short = await at.get('/en/checks/nuoc-chanh');
  expect([short.status, short.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await short.text()).toContain('Our database is away');
  for (const path of ['/vi', '/vi/checks', '/vi/topics', '/vi/topics/health', '/vi/about'])
    expect((await at.get(path)).status).toBe(200);
  expect(await text('/vi/checks')).toContain('/vi/checks/muoi-hot');
  for (const path of [
    '/vi/checks/khong-co',
    '/vi/feed.xml',
    '/vi/answers/AAAAAAAAAAAAAAAAAAAAAA',
    `/vi/tickets/${'0'.repeat(32)}`,
  ]) {
    const response = await at.get(path);
    expect([path, response.status, response.headers.get('retry-after')]).toEqual([path, 503, '5']);
  }
  expect(await (await at.get('/readyz')).json()).toEqual({ ready: false, index: true, database: false });
  expect((await at.get('/readyz')).status).toBe(503);
  expect((await at.get('/healthz')).status).toBe(200);
  at.world.away(false);
  expect(await text('/en/checks/nuoc-chanh')).not.toContain('Our database is away');
  expect(at.lines).toHaveLength(0);
});

test('ASVS 16.5.1: a fault of ours says sorry without a trace, and the log holds no words of the request', async () => {
  const broken = testServer({
    world: {
      ...at.world,
      reads: {
        ...at.world.reads,
        check: () => Promise.reject(new Error('Failed query: params: bí mật', { cause: new Error('x') })),
      },
    },
  });
  const response = await broken.get('/vi/checks/bi-mat');
  expect(response.status).toBe(500);
  expect(await response.text()).not.toMatch(/Failed query|at \w+ \(/);
  expect(JSON.stringify(broken.lines)).toContain('request-failed');
  expect(JSON.stringify(broken.lines)).not.toMatch(/bí mật|bi-mat/);
});

test('a method a path does not take is refused with those it does', async () => {
  const refused = await at.ask('POST', '/vi/checks');
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  const api = await at.ask('PUT', '/api/v1/tips', {});
  expect([api.status, api.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  expect(await api.json()).toMatchObject({ code: 'method-not-allowed' });
});

test('OPTIONS tells the methods; only reading the API is open to other sites', async () => {
  const page = await at.ask('OPTIONS', '/vi/ask');
  expect([page.status, page.headers.get('allow'), page.headers.get('access-control-allow-origin')]).toEqual([
    204,
    'POST, OPTIONS',
    null,
  ]);
  const list = await at.ask('OPTIONS', '/api/v1/checks');
  expect([list.headers.get('access-control-allow-origin'), list.headers.get('access-control-allow-methods')]).toEqual([
    '*',
    'GET, HEAD',
  ]);
  expect((await at.ask('OPTIONS', '/api/v1/tips')).headers.get('access-control-allow-origin')).toBeNull();
  expect((await at.ask('OPTIONS', '/nowhere')).status).toBe(404);
});

test('ASVS 16.4.1: addresses that decode to control characters or are no addresses are refused', async () => {
  for (const path of ['/vi/checks/a%00b', '/vi/checks/a%0d%0aSet-Cookie:x', '/vi/checks/%zz'])
    expect((await at.get(path)).status).toBe(400);
  expect((await at.get(`/vi/checks?q=${'a'.repeat(17_000)}`)).status).toBe(413);
});
