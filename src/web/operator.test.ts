// The operator's pages: who gets in, what a form may do, and an import from form to report.
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { origin, type TestServer, testServer } from '../../test/in-memory/server.ts';

let at: TestServer;
let uploads: string;
let cookie: string;

beforeEach(async () => {
  uploads = mkdtempSync(join(tmpdir(), 'sangto-uploads-'));
  at = testServer({ uploads });
  const response = await at.get(`/operator?code=${at.operator.issue()}`);
  cookie = response.headers.get('set-cookie')!.split(';')[0]!;
});

const ours = { 'sec-fetch-site': 'same-origin', origin };
const inside = (
  method: string,
  path: string,
  body?: FormData | URLSearchParams,
  headers: Record<string, string> = ours,
) =>
  at.server.fetch(
    new Request(`http://x${path}`, { method, headers: { cookie, ...headers }, ...(body ? { body } : {}) }),
  );

const item = (n: number) => ({
  '@type': 'ClaimReview',
  url: `https://bao.example/${n}`,
  claimReviewed: `Chuyện lạ số ${n} về con voi biết bay`,
  reviewRating: { '@type': 'Rating', alternateName: 'Sai' },
  author: { '@type': 'Organization', name: 'Báo Ví Dụ', url: 'https://bao.example' },
});
const formWith = (text: string, more: Record<string, string> = {}): FormData => {
  const form = new FormData();
  form.append('file', new Blob([text]), 'bài.json');
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  return form;
};
const imported = async (): Promise<void> => {
  while ((await (await inside('GET', '/operator/running')).json()) !== null) await new Promise((r) => setImmediate(r));
};

test('the link works once and leads to an address without its code', async () => {
  const code = at.operator.issue();
  const first = await at.get(`/operator?code=${code}`);
  expect([first.status, first.headers.get('location'), first.headers.get('cache-control')]).toEqual([
    303,
    '/operator',
    'no-store',
  ]);
  expect(first.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict');
  expect((await at.get(`/operator?code=${code}`)).status).toBe(401);
});

test('ASVS 8.2.2: without a session nothing is shown and nothing done', async () => {
  for (const [method, path] of [
    ['GET', '/operator'],
    ['GET', '/operator/running'],
    ['POST', '/operator/imports'],
    ['GET', `/operator/imports/${at.world.newId()}`],
    ['POST', `/operator/sources/${at.world.newId()}`],
    ['GET', `/operator/runs/${at.world.newId()}/report.jsonl`],
  ] as const)
    expect((await at.ask(method, path, undefined, { ...ours, cookie: '__Host-operator=guess' })).status).toBe(401);
});

test('with a session the page is shown and kept by nobody', async () => {
  const response = await inside('GET', '/operator');
  expect([response.status, response.headers.get('cache-control'), response.headers.get('referrer-policy')]).toEqual([
    200,
    'no-store',
    'no-referrer',
  ]);
});

test('forms of other sites change nothing', async () => {
  const source = await at.world.checks.source({ name: 'Báo', site: 'bao.example', licence: null }, at.world.newId);
  const send = (headers: Record<string, string>) =>
    inside('POST', `/operator/sources/${source.id}`, new URLSearchParams({ answers: '1' }), headers);
  for (const headers of [
    { 'sec-fetch-site': 'cross-site', origin },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    {},
  ])
    expect((await send(headers as Record<string, string>)).status).toBe(403);
  expect((await at.world.checks.sources())[0]!.answers).toBe(false);
  expect((await send(ours)).status).toBe(303);
  expect((await at.world.checks.sources())[0]!.answers).toBe(true);
  expect(
    (await inside('POST', `/operator/sources/${at.world.newId()}`, new URLSearchParams({ answers: '1' }))).status,
  ).toBe(404);
  expect((await inside('POST', `/operator/sources/${source.id}`, new URLSearchParams({ answers: '2' }))).status).toBe(
    422,
  );
});

test('an import goes from the form to the index, and its report accounts for what was refused', async () => {
  const response = await inside(
    'POST',
    '/operator/imports',
    formWith(JSON.stringify([item(1), item(2), { '@type': 'ClaimReview' }]), { answers: '1', url: '' }),
  );
  expect([response.status, response.headers.get('location')]).toEqual([303, '/operator']);
  await imported();
  expect(at.imports).toMatchObject([{ counts: { read: 3, imported: 2, refused: 1 } }]);
  expect((await at.world.checks.sources())[0]).toMatchObject({ site: 'bao.example', answers: true });
  const reply = (await (
    await at.ask('POST', '/api/v1/tips', { text: 'Chuyện lạ số 1 về con voi biết bay' })
  ).json()) as { outcome: string };
  expect(reply.outcome).not.toBe('new');
  const [run] = await at.world.imports.runs();
  expect(run).toMatchObject({ name: 'bài.json', counts: { read: 3 } });
  for (const place of ['imports', 'runs'])
    expect(await (await inside('GET', `/operator/${place}/${run!.id}`)).text()).toContain('bài.json');
  const report = await inside('GET', `/operator/imports/${run!.id}/report.jsonl`);
  expect(report.headers.get('content-type')).toContain('application/jsonl');
  expect(
    (await report.text())
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as object),
  ).toHaveLength(1);
  expect(readdirSync(uploads)).toEqual([]);
});

test('a form without exactly one of file and address, or with fields of its own, is refused and leaves no file', async () => {
  for (const form of [
    formWith(''),
    formWith('[]', { url: 'https://a.example' }),
    formWith('[]', { other: '1' }),
    formWith('[]', { publisher: 'Báo' }),
    formWith('[]', { licence: 'x'.repeat(5000) }),
    formWith('', { url: 'ftp://a.example' }),
  ])
    expect((await inside('POST', '/operator/imports', form)).status).toBe(422);
  expect((await inside('POST', '/operator/imports', new URLSearchParams({ url: 'https://a.example' }))).status).toBe(
    415,
  );
  const broken = await inside('POST', '/operator/imports', undefined, {
    ...ours,
    'content-type': 'multipart/form-data; boundary=b',
  });
  expect(broken.status).toBe(400);
  expect(readdirSync(uploads)).toEqual([]);
});

test('an address that cannot be fetched ends the import and the next can begin', async () => {
  expect(
    (await inside('POST', '/operator/imports', formWith('', { url: 'https://bao.example/checks.json' }))).status,
  ).toBe(303);
  await imported();
  expect(at.lines).toMatchObject([{ what: 'import-failed' }]);
  expect((await inside('POST', '/operator/imports', formWith(JSON.stringify([item(1)])))).status).toBe(303);
  await imported();
  expect(at.imports).toHaveLength(1);
});

test('figures are given to this machine and to the operator, not through a proxy and not to strangers', async () => {
  const from = (address: string, headers: Record<string, string> = {}) =>
    at.ask('GET', '/metrics', undefined, headers, address);
  expect((await from('127.0.0.1')).status).toBe(200);
  expect((await from('::1')).status).toBe(200);
  expect((await from('192.0.2.7')).status).toBe(403);
  expect((await from('127.0.0.1', { 'x-forwarded-for': '192.0.2.7' })).status).toBe(403);
  const figures = await from('192.0.2.7', { cookie });
  expect(figures.status).toBe(200);
  expect(await figures.text()).toContain('sangto_http_request_seconds');
});

test('the operator’s pages stay in the language that was chosen, whatever the browser prefers', async () => {
  const read = (path: string, cookies: string, prefers = 'en') =>
    at.server.fetch(new Request(`http://x${path}`, { headers: { cookie: cookies, 'accept-language': prefers } }));
  expect((await read('/operator', cookie)).headers.get('content-language')).toBe('en');
  const chosen = await read('/operator?lang=vi', cookie);
  expect(chosen.headers.get('content-language')).toBe('vi');
  expect(await chosen.text()).toContain('href="/operator?lang=en"');
  const kept = chosen.headers.get('set-cookie') ?? '';
  expect(kept).toMatch(/^operator-lang=vi; Path=\/operator; HttpOnly; SameSite=Strict/);
  const both = `${cookie}; ${kept.split(';')[0]}`;
  for (const path of ['/operator', '/operator/wordings'])
    expect((await read(path, both)).headers.get('content-language'), path).toBe('vi');
  // Another one by a link goes before; one that is not offered, or is no language, is as if nothing was said.
  expect((await read('/operator?lang=en', both)).headers.get('content-language')).toBe('en');
  for (const lang of ['fr', '%0d%0aset-cookie:x', ''])
    expect((await read(`/operator?lang=${lang}`, cookie)).headers.get('set-cookie'), lang).not.toMatch(/fr|x$/);
  expect((await read('/operator', `${cookie}; operator-lang=xx`)).headers.get('content-language')).toBe('en');
});
