// The API for programs: lists, one check, Google's search shape, the document that describes it all.
import { beforeEach, expect, test } from 'vitest';
import { ownCheck, theirCheck } from '../../../test/in-memory/made-checks.ts';
import { origin, type TestServer, testServer } from '../../../test/in-memory/server.ts';

let at: TestServer;

beforeEach(() => {
  at = testServer();
  for (let i = 0; i < 25; i++)
    at.world.add(ownCheck(at.world, { slug: `bai-${i}`, claim: `Chuyện số ${i} về xe buýt chạy bằng nước lã` }));
  at.world.add(theirCheck(at.world, { slug: 'muoi-hot', claim: 'Muối hột rang nóng làm xe buýt tan mỡ' }));
});

type List = {
  readonly checks: readonly { readonly id: string; readonly slug: string }[];
  readonly next: string | null;
  readonly total: number;
};
const read = async <T>(path: string): Promise<T> => (await (await at.get(path)).json()) as T;

test('the list is turned by a cursor that also stands in the Link header, under our own origin', async () => {
  const seen: string[] = [];
  let path: string | undefined = '/api/v1/checks?limit=10';
  while (path) {
    const response = await at.get(path);
    const list = (await response.json()) as List;
    expect(list.total).toBe(26);
    seen.push(...list.checks.map((c) => c.slug));
    const link = /^<https:\/\/kiemchung\.example([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
    expect(link === undefined).toBe(list.next === null);
    path = link;
  }
  expect(new Set(seen).size).toBe(26);
});

test('filters are checked: a list takes several values, anything else one, and nothing unknown', async () => {
  expect(
    (await read<List>('/api/v1/checks?verdict=false&verdict=true&source=ours&q=xe+bu%C3%BDt&limit=100')).checks,
  ).toHaveLength(25);
  for (const bad of [
    'verdict=nope',
    'limit=0',
    'limit=101',
    'limit=a',
    'limit=1&limit=2',
    'from=2026-02-30',
    'unknown=1',
    'after=%20',
    'source=mine',
  ]) {
    const response = await at.get(`/api/v1/checks?${bad}`);
    expect([bad, response.status]).toEqual([bad, 422]);
    expect(await response.json()).toMatchObject({ code: 'invalid-input', field: bad.split('=')[0] });
  }
});

test('whoever appeals against a check of another publisher is told whose it is and where to turn, by API and page', async () => {
  const send = (path: string, type: string, body: string) =>
    at.server.fetch(new Request(`${origin}${path}`, { method: 'POST', body, headers: { 'content-type': type } }));
  const given = JSON.stringify({ reason: 'wrong-fact', text: 'Con số ở đoạn hai sai.' });
  const api = await send('/api/v1/checks/muoi-hot/appeals', 'application/json', given);
  expect([api.status, await api.json()]).toEqual([
    404,
    expect.objectContaining({
      code: 'appeal-not-ours',
      detail: expect.stringMatching(/Báo Ví Dụ.*https:\/\/bao\.example\/muoi-hot/),
    }),
  ]);
  for (const page of [
    await at.get('/vi/checks/muoi-hot/appeal'),
    await send('/vi/checks/muoi-hot/appeal', 'application/x-www-form-urlencoded', 'reason=wrong-fact&text=Sai'),
  ])
    expect([page.status, await page.text()]).toEqual([
      404,
      expect.stringContaining('Bài này không phải của chúng tôi'),
    ]);
  const none = await send('/api/v1/checks/khong-co/appeals', 'application/json', given);
  expect([none.status, await none.json()]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
});

test('a check is read by id and by slug, with a validator and open to other sites', async () => {
  const { checks } = await read<List>('/api/v1/checks?limit=1');
  const { id, slug } = checks[0]!;
  const response = await at.get(`/api/v1/checks/${slug}`);
  expect(await response.json()).toEqual(await read(`/api/v1/checks/${id}`));
  expect([
    response.headers.get('access-control-allow-origin'),
    response.headers.get('access-control-allow-credentials'),
  ]).toEqual(['*', null]);
  expect((await at.get(`/api/v1/checks/${slug}`, { 'if-none-match': response.headers.get('etag')! })).status).toBe(304);
  expect((await at.get('/api/v1/checks/none')).status).toBe(404);
  expect((await at.get('/api/v1/checks/%2e%2e%2fx')).status).toBe(404);
});

test('while the database is away the API tells what memory holds and says so', async () => {
  const { id } = (await read<List>('/api/v1/checks?limit=1')).checks[0]!;
  at.world.away(true);
  expect(await read('/api/v1/checks?limit=5')).toMatchObject({ fromMemory: true, total: 26 });
  expect(await read(`/api/v1/checks/${id}`)).toMatchObject({ fromMemory: true });
  const away = await at.get(`/api/v1/checks/${at.world.newId()}`);
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await away.json()).toMatchObject({ code: 'store-away' });
  expect((await read<{ claims: unknown[] }>('/api/v1/claims:search?query=xe+bu%C3%BDt')).claims.length).toBe(10);
});

type Claims = {
  readonly claims?: readonly { readonly text: string; readonly claimReview: readonly Record<string, unknown>[] }[];
  readonly nextPageToken?: string;
};

test('claims:search has the shape and paging of Google’s', async () => {
  const all: string[] = [];
  let token: string | undefined;
  do {
    const page: Claims = await read(
      `/api/v1/claims:search?query=xe+bu%C3%BDt&languageCode=vi-VN&pageSize=10${token ? `&pageToken=${token}` : ''}`,
    );
    all.push(...(page.claims ?? []).map((c) => c.text));
    token = page.nextPageToken;
  } while (token);
  expect(new Set(all).size).toBe(26);
  const one: Claims = await read('/api/v1/claims:search?query=mu%E1%BB%91i+h%E1%BB%99t&pageSize=1');
  expect(one.claims![0]).toMatchObject({
    text: 'Muối hột rang nóng làm xe buýt tan mỡ',
    claimReview: [
      {
        publisher: { name: 'Báo Ví Dụ', site: 'bao.example' },
        url: 'https://bao.example/muoi-hot',
        textualRating: 'Sai',
        languageCode: 'vi',
        reviewDate: '2026-09-03T00:00:00Z',
      },
    ],
  });
  const offset: Claims = await read('/api/v1/claims:search?query=xe+bu%C3%BDt&offset=3&pageSize=1&languageCode=vi');
  expect(offset.claims![0]!.text).toBe(all[3]);
});

test('claims:search filters by publisher and age, takes a key unread, and finds nothing as {}', async () => {
  expect(
    (await read<Claims>('/api/v1/claims:search?reviewPublisherSiteFilter=bao.example&key=abc')).claims,
  ).toHaveLength(1);
  expect(
    (await read<Claims>(`/api/v1/claims:search?reviewPublisherSiteFilter=${new URL(origin).hostname}&pageSize=100`))
      .claims,
  ).toHaveLength(25);
  expect(await read('/api/v1/claims:search?query=xe+bu%C3%BDt&maxAgeDays=10')).toEqual({});
  expect(await read('/api/v1/claims:search?query=zzzzqqqq')).toEqual({});
});

test('claims:search refuses a question without words, and a token of another question', async () => {
  const { nextPageToken } = await read<Claims>('/api/v1/claims:search?query=xe+bu%C3%BDt');
  const other = await at.get(`/api/v1/claims:search?query=mu%E1%BB%91i&pageToken=${nextPageToken}`);
  expect([other.status, await other.json()]).toEqual([422, expect.objectContaining({ field: 'pageToken' })]);
  for (const bad of [
    '',
    'query=',
    'query=a&pageSize=101',
    'query=a&languageCode=%3Cb%3E',
    'query=a&other=1',
    'query=a%00',
  ]) {
    expect([bad, (await at.get(`/api/v1/claims:search?${bad}`)).status]).toEqual([bad, 422]);
  }
});

test('the document describes every operation with its refusals, and the page shows the same ones', async () => {
  const spec = await read<{
    openapi: string;
    servers: { url: string }[];
    paths: Record<string, Record<string, { responses: object; requestBody?: object }>>;
    components: { schemas: object };
  }>('/api/v1/openapi.json');
  expect(spec.openapi).toBe('3.1.0');
  expect(spec.servers).toEqual([{ url: origin }]);
  const all = Object.entries(spec.paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m} ${path}`));
  const ofTeam = all.filter((name) => name.includes('/desk/'));
  expect(ofTeam.length).toBeGreaterThan(70);
  expect(all.filter((name) => !name.includes('/desk/')).sort()).toEqual([
    'delete /api/v1/appeals/{secret}/contact',
    'delete /api/v1/raters/passkeys',
    'delete /api/v1/subscriptions/{secret}',
    'delete /api/v1/tickets/{token}',
    'delete /api/v1/tickets/{token}/contact',
    'delete /api/v1/tickets/{token}/questions/{id}/reply',
    'get /api/v1/appeals/{secret}',
    'get /api/v1/checks',
    'get /api/v1/checks/{key}',
    'get /api/v1/checks/{key}/appeals',
    'get /api/v1/checks/{key}/kind-replies',
    'get /api/v1/checks/{key}/standing',
    'get /api/v1/claims:search',
    'get /api/v1/data-requests/{secret}',
    'get /api/v1/declined',
    'get /api/v1/declined/{number}/appeals',
    'get /api/v1/explainers',
    'get /api/v1/explainers/{slug}',
    'get /api/v1/explainers/{slug}/appeals',
    'get /api/v1/log',
    'get /api/v1/log/leaves/{number}',
    'get /api/v1/notes',
    'get /api/v1/notes/{number}',
    'get /api/v1/notes/{number}/appeals',
    'get /api/v1/ratings',
    'get /api/v1/replies/{secret}',
    'get /api/v1/requests',
    'get /api/v1/source-log',
    'get /api/v1/subscriptions/{secret}',
    'get /api/v1/team-log',
    'get /api/v1/templates',
    'get /api/v1/tickets/{token}',
    'get /api/v1/topics',
    'get /api/v1/verdicts',
    'post /api/v1/addresses/confirm',
    'post /api/v1/answers/{id}/feedback',
    'post /api/v1/checks/{key}/appeals',
    'post /api/v1/checks/{key}/subscriptions',
    'post /api/v1/data-requests',
    'post /api/v1/declined/{number}/appeals',
    'post /api/v1/explainers/{slug}/appeals',
    'post /api/v1/notes/{number}/appeals',
    'post /api/v1/picture-tips',
    'post /api/v1/pictures',
    'post /api/v1/raters/passkey-options',
    'post /api/v1/raters/passkeys',
    'post /api/v1/raters/sessions',
    'post /api/v1/ratings',
    'post /api/v1/ratings/proposals',
    'post /api/v1/replies/{secret}',
    'post /api/v1/tickets/{token}/contact',
    'post /api/v1/tickets/{token}/questions/{id}/reply',
    'post /api/v1/tips',
  ]);
  for (const name of all) {
    const [method = '', path = ''] = name.split(' ');
    expect([name, Object.hasOwn(spec.paths[path]![method]!, 'security')]).toEqual([name, ofTeam.includes(name)]);
  }
  const tips = spec.paths['/api/v1/tips']!.post!;
  for (const status of ['200', '201', '400', '408', '413', '415', '422', '429', '500', '503'])
    expect(Object.keys(tips.responses)).toContain(status);
  expect(JSON.stringify(tips.requestBody)).toContain('TipGiven');
  const refs = [...JSON.stringify(spec).matchAll(/#\/components\/schemas\/(\w+)/g)].map((m) => m[1]!);
  for (const ref of refs) expect(Object.keys(spec.components.schemas)).toContain(ref);
  const page = await (await at.get('/api?lang=en')).text();
  for (const path of Object.keys(spec.paths)) expect(page).toContain(path);
});

test('an unknown address of the API is a problem, not a page', async () => {
  const response = await at.get('/api/v1/nothing');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'not-found', status: 404 });
});

test('topics are listed with how many checks have them, and their names in both languages', async () => {
  const at = testServer();
  at.world.add(ownCheck(at.world, { slug: 'a', topics: ['health', 'bau-cu'] }));
  at.world.add(ownCheck(at.world, { slug: 'b', topics: ['health'] }));
  const { topics } = await (await at.get('/api/v1/topics')).json();
  expect(topics).toEqual([
    { topic: 'health', checks: 2, names: { vi: 'Sức khỏe', en: 'Health' } },
    { topic: 'bau-cu', checks: 1, names: { vi: 'bau cu', en: 'bau cu' } },
  ]);
});
