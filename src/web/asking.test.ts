// Asking through both doors, as a client meets them: what is answered, what is kept, what is refused.
import { beforeEach, expect, test } from 'vitest';
import { ownCheck, theirCheck } from '../../test/in-memory/made-checks.ts';
import { origin, type TestServer, testServer } from '../../test/in-memory/server.ts';

const known = 'Uống nước chanh nóng mỗi ngày chữa khỏi bệnh ung thư';
let at: TestServer;

beforeEach(() => {
  at = testServer();
  at.world.add(ownCheck(at.world, { slug: 'nuoc-chanh' }));
  at.world.add(ownCheck(at.world, { slug: 'ca-vang', claim: 'Cá vàng chỉ nhớ được ba giây rồi quên hết mọi chuyện' }));
});

type Reply = {
  readonly outcome: string;
  readonly stored: boolean;
  readonly text: string;
  readonly claims: readonly {
    readonly span: { readonly start: number; readonly end: number };
    readonly outcome: string;
    readonly answers: readonly {
      readonly check: { readonly slug: string; readonly url: string };
      readonly why: { readonly words: readonly string[] };
    }[];
  }[];
  readonly ticket?: { readonly id: string; readonly url: string };
  readonly answer?: { readonly id: string; readonly url: string };
};
const json = async (response: Response): Promise<Reply> => (await response.json()) as Reply;

test('a known claim is answered at once, stored, with words that agree and no ticket', async () => {
  const response = await at.ask('POST', '/api/v1/tips', { text: known });
  expect(response.status).toBe(201);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const reply = await json(response);
  expect(reply).toMatchObject({ outcome: 'known', stored: true, text: known });
  expect(reply.claims[0]!.answers[0]!.check).toMatchObject({
    slug: 'nuoc-chanh',
    url: `${origin}/vi/checks/nuoc-chanh`,
  });
  expect(reply.claims[0]!.answers[0]!.why.words).toContain('chanh');
  expect(reply.ticket).toBeUndefined();
  expect(reply.answer!.url).toMatch(/^https:\/\/kiemchung\.example\/vi\/answers\/[\w-]{22}$/);
});

test('an unknown claim gets a ticket under the public origin, whatever host the request names', async () => {
  const reply = await json(
    await at.ask(
      'POST',
      '/api/v1/tips',
      { text: 'Ngày mai toàn tỉnh cúp điện ba tuần liền', lang: 'en' },
      { 'x-forwarded-host': 'evil.example' },
    ),
  );
  expect(reply.outcome).toBe('new');
  expect(reply.ticket!.url).toBe(`${origin}/en/tickets/${reply.ticket!.id}`);
});

test('personal patterns are masked before anything is kept, and spans refer to what is kept', async () => {
  const reply = await json(await at.ask('POST', '/api/v1/tips', { text: `Gọi 0912345678 ngay! ${known}` }));
  expect(reply.text).not.toContain('0912345678');
  expect(at.world.tipsHeld()[0]!.text).toBe(reply.text);
  for (const { span } of reply.claims) expect(reply.text.slice(span.start, span.end).length).toBeGreaterThan(0);
});

test('ASVS 2.3.4: the same key gives the same reply; with another body it is refused', async () => {
  const key = { 'idempotency-key': 'a-key-of-mine' };
  const body = { text: 'Ngày mai toàn tỉnh cúp điện ba tuần liền' };
  const first = await at.ask('POST', '/api/v1/tips', body, key);
  const second = await at.ask('POST', '/api/v1/tips', body, key);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(await second.json()).toEqual(await first.json());
  expect(at.world.tipsHeld()).toHaveLength(1);
  const other = await at.ask('POST', '/api/v1/tips', { text: known }, key);
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: 'idempotency-key-reused', field: 'Idempotency-Key' });
  expect((await at.ask('POST', '/api/v1/tips', body, { 'idempotency-key': 'with space' })).status).toBe(400);
});

test.each([
  ['tip-empty', 422, { text: '  …  ' }],
  ['tip-empty', 422, {}],
  ['tip-too-long', 413, { text: 'a'.repeat(20_001) }],
  ['tip-text-and-url', 422, { text: 'a', url: 'https://a.example' }],
  ['tip-url-not-http', 422, { url: 'javascript:alert(1)' }],
  ['invalid-input', 422, { text: 'a', more: 1 }],
  ['invalid-input', 422, { text: 5 }],
  ['invalid-input', 422, { text: 'a', lang: '<script>' }],
  ['invalid-input', 422, '{"text":"a","text":"b"}'],
  ['tip-has-nul', 422, '{"text":"a\\u0000"}'],
  ['tip-not-unicode', 422, '{"text":"\\udead"}'],
  ['unreadable-json', 400, '{"text":'],
  ['unreadable-json', 400, ''],
  ['too-deep', 422, `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['too-large', 413, JSON.stringify({ text: 'a'.repeat(1_100_000) })],
])('%s is refused with %i and stores nothing', async (code, status, body) => {
  const response = await at.ask('POST', '/api/v1/tips', body as object, { 'content-type': 'application/json' });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ code, status, type: `urn:sangto:problem:${code}` });
  for (const part of ['title', 'detail', 'next']) expect(String(problem[part]).length).toBeGreaterThan(5);
  expect(at.world.tipsHeld()).toHaveLength(0);
});

test('anything but JSON, plain, is refused', async () => {
  for (const type of ['text/plain', 'multipart/form-data; boundary=a', '']) {
    const response = await at.ask('POST', '/api/v1/tips', '{"text":"a"}', { 'content-type': type });
    expect(response.status).toBe(415);
  }
  expect((await at.ask('POST', '/api/v1/tips', { text: known }, { 'content-encoding': 'gzip' })).status).toBe(415);
});

test('refusals speak the language of the client', async () => {
  const said = async (lang: string) =>
    ((await (await at.ask('POST', '/api/v1/tips', {}, { 'accept-language': lang })).json()) as { title: string }).title;
  expect(await said('en')).not.toBe(await said('vi'));
});

test('while the database is away a message is still answered, and says it was not stored', async () => {
  at.world.away(true);
  const response = await at.ask('POST', '/api/v1/tips', { text: known }, { 'idempotency-key': 'k' });
  expect(response.status).toBe(200);
  const reply = await json(response);
  expect(reply).toMatchObject({ outcome: 'known', stored: false });
  expect([reply.ticket, reply.answer]).toEqual([undefined, undefined]);
  const page = await at.ask('POST', '/vi/ask', new URLSearchParams({ text: known }));
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Tiêu đề nuoc-chanh');
});

test('the form answers on the spot, privately, without script', async () => {
  const response = await at.ask('POST', '/vi/ask', new URLSearchParams({ text: known, key: 'k1' }));
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  const html = await response.text();
  expect(html).toContain('Tiêu đề nuoc-chanh');
  expect(html).toContain('/vi/answers/');
});

test('sending one form twice is one message; other words under the same key are another', async () => {
  const send = (text: string) => at.ask('POST', '/vi/ask', new URLSearchParams({ text, key: 'k1' }));
  const words = 'Ngày mai toàn tỉnh cúp điện ba tuần liền';
  const [first, second] = [await (await send(words)).text(), await (await send(words)).text()];
  expect(second).toBe(first);
  expect(at.world.tipsHeld()).toHaveLength(1);
  expect((await send(known)).status).toBe(200);
  expect(at.world.tipsHeld()).toHaveLength(2);
});

test('a form that cannot be taken comes back with its words and what is wrong', async () => {
  const response = await at.ask('POST', '/en/ask', new URLSearchParams({ text: '?!' }));
  expect(response.status).toBe(422);
  expect(await response.text()).toMatch(/<textarea[^>]*>\?!<\/textarea>/);
  expect((await at.ask('POST', '/en/ask', new URLSearchParams({ text: known, extra: '1' }))).status).toBe(422);
  expect((await at.ask('POST', '/en/ask', { text: known })).status).toBe(415);
});

test('the shareable answer holds the check and no word of the message', async () => {
  const reply = await json(await at.ask('POST', '/api/v1/tips', { text: `${known} nha bà con cô bác ơi` }));
  const page = await at.get(new URL(reply.answer!.url).pathname);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('Tiêu đề nuoc-chanh');
  expect(html).not.toContain('bà con cô bác');
  expect((await at.get('/vi/answers/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
  expect((await at.get('/vi/answers/short')).status).toBe(404);
});

test('an answer that is overdue by now is shown, but no longer as the answer', async () => {
  const reply = await json(await at.ask('POST', '/api/v1/tips', { text: known }));
  const path = new URL(reply.answer!.url).pathname.replace('/vi/', '/en/');
  const before = await (await at.get(path)).text();
  at.world.at('2028-01-01T00:00:00Z');
  const after = await (await at.get(path)).text();
  expect(after).not.toBe(before);
  expect(after).toContain('items-offered');
  expect(before).not.toContain('items-offered');
});

test('feedback counts for what was offered, by form and by API, and only for that', async () => {
  const reply = await json(await at.ask('POST', '/api/v1/tips', { text: known }));
  const check = at.world.cards.remembered().find((c) => c.slug === 'nuoc-chanh')!.id;
  const path = `/vi/answers/${reply.answer!.id}/feedback`;
  expect((await at.ask('POST', path, new URLSearchParams({ check, agrees: 'yes' }))).status).toBe(200);
  expect([...at.world.feedbackHeld().values()]).toEqual([true]);
  expect((await at.ask('POST', `/api/v1/answers/${reply.answer!.id}/feedback`, { check, agrees: false })).status).toBe(
    204,
  );
  expect([...at.world.feedbackHeld().values()]).toEqual([false]);
  const other = at.world.newId();
  expect((await at.ask('POST', path, new URLSearchParams({ check: other, agrees: 'no' }))).status).toBe(404);
  expect((await at.ask('POST', path, new URLSearchParams({ check: 'x', agrees: 'no' }))).status).toBe(422);
  expect((await at.ask('POST', path, new URLSearchParams({ check, agrees: 'maybe' }))).status).toBe(422);
});

test('operations that repeat harmlessly still refuse a key under another body', async () => {
  const { answer } = await json(await at.ask('POST', '/api/v1/tips', { text: known }));
  const check = at.world.cards.remembered().find((c) => c.slug === 'nuoc-chanh')!.id;
  const send = (agrees: boolean) =>
    at.ask('POST', `/api/v1/answers/${answer!.id}/feedback`, { check, agrees }, { 'idempotency-key': 'f' });
  expect([(await send(true)).status, (await send(true)).status, (await send(false)).status]).toEqual([204, 204, 422]);
});

test('ASVS 14.3.2: a ticket tells where the question stands, is never kept or indexed, and can be taken back for good', async () => {
  const { ticket } = await json(
    await at.ask('POST', '/api/v1/tips', { text: 'Ngày mai toàn tỉnh cúp điện ba tuần liền' }),
  );
  const path = `/vi/tickets/${ticket!.id}`;
  const page = await at.get(path);
  expect(page.status).toBe(200);
  expect([
    page.headers.get('cache-control'),
    page.headers.get('referrer-policy'),
    page.headers.get('x-robots-tag'),
  ]).toEqual(['no-store', 'no-referrer', 'noindex']);
  expect(await page.text()).toContain('cúp điện');
  expect(await (await at.get(`/api/v1/tickets/${ticket!.id}`)).json()).toMatchObject({
    outcome: 'new',
    claims: [{ outcome: 'new', othersAsking: 'none' }],
  });
  const gone = await at.ask('POST', `${path}/withdraw`);
  expect([gone.status, gone.headers.get('location')]).toEqual([303, path]);
  expect((await at.get(path)).status).toBe(410);
  expect((await at.get(`/api/v1/tickets/${ticket!.id}`)).status).toBe(410);
  expect((await at.ask('DELETE', `/api/v1/tickets/${ticket!.id}`)).status).toBe(204);
  for (const token of ['0'.repeat(32), 'x', 'A'.repeat(32)]) {
    expect((await at.get(`/vi/tickets/${token}`)).status).toBe(404);
    expect((await at.ask('DELETE', `/api/v1/tickets/${token}`)).status).toBe(404);
  }
});

test('a claim that was answered meanwhile shows that check on its ticket', async () => {
  const { ticket } = await json(
    await at.ask('POST', '/api/v1/tips', { text: 'Ngày mai toàn tỉnh cúp điện ba tuần liền' }),
  );
  at.world.answerClaim(0, 0, at.world.cards.remembered().find((c) => c.slug === 'ca-vang')!.id);
  const reply = (await (await at.get(`/api/v1/tickets/${ticket!.id}`)).json()) as Reply;
  expect(reply).toMatchObject({
    outcome: 'known',
    claims: [{ outcome: 'known', answers: [{ check: { slug: 'ca-vang' } }] }],
  });
});

test('another publisher answers by itself only where the operator lets it', async () => {
  const claim = 'Muối hột rang nóng đắp lên bụng làm tan mỡ sau một đêm';
  at.world.add(theirCheck(at.world, { slug: 'muoi-hot', claim }));
  const reply = await json(await at.ask('POST', '/api/v1/tips', { text: claim }));
  expect(reply.outcome).toBe('perhaps');
  expect(reply.claims[0]!.answers[0]).toMatchObject({
    check: { publisher: { name: 'Báo Ví Dụ', own: false } },
    why: { doubt: 'publisher' },
  });
});

test('a picture is read and forgotten, and what is no picture is refused', async () => {
  const send = (bytes: string, type: string) => at.ask('POST', '/api/v1/pictures', bytes, { 'content-type': type });
  const reply = { text: 'chữ trong ảnh', confidence: 0.9, messages: ['chữ trong ảnh'], lines: [], people: [] };
  expect(await (await send('image bytes', 'image/png')).json()).toEqual(reply);
  expect((await send('abc', 'image/png')).status).toBe(422);
  expect((await send('text', 'text/plain')).status).toBe(415);
});

test('no script of a message comes out as script', async () => {
  const text = `</textarea><script>alert(1)</script><img src=x onerror=alert(1)> ${known}`;
  for (const body of [new URLSearchParams({ text }), new URLSearchParams({ text: '<script>' })]) {
    const html = await (await at.ask('POST', '/vi/ask', body)).text();
    expect(html).not.toMatch(/<script>|<img src=x/);
  }
});

test('whoever says that a sure answer is not the question gets a ticket', async () => {
  const { server, world } = testServer();
  world.add(ownCheck(world, { slug: 'lemon', claim: 'Drinking hot lemon water every day cures cancer' }));
  const sent = (more: Record<string, string>) =>
    server.fetch(
      new Request('http://localhost/en/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ text: 'drinking hot lemon water every day cures cancer', ...more }).toString(),
      }),
    );
  const first = await (await sent({})).text();
  expect(first).toContain('name="anyway"');
  expect(first).not.toContain('/en/tickets/');
  const second = await (await sent({ anyway: '1' })).text();
  expect(second).toContain('/en/tickets/');
});

test('who asks with characters that nobody sees is answered as who asks without them', async () => {
  const disguised = known.replaceAll(' ', ' \u202E\u200B\u2066').replaceAll('u', 'u\u00AD\u200D\u{E0075}');
  const reply = await json(await at.ask('POST', '/api/v1/tips', { text: disguised }));
  expect(reply).toMatchObject({ outcome: 'known', text: known });
});
