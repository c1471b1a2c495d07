// Rating by the pages alone: a letter, a button, one minute; and what readers see of it.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { cutStandings, drawLots, publish } from '../../src/desk/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import { testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { storedWorld } from '../temp-database.ts';

const here = { origin: 'https://kiemchung.example', 'sec-fetch-site': 'same-origin' };

const opened = async (more: Parameters<typeof testServer>[0] = {}) => {
  const given = await storedWorld('2026-11-01T10:00:00Z');
  await publish(given.world, (await readSample(join(import.meta.dirname, '../../demo'), newId)).slice(0, 2));
  await given.database.all(sql`update checks set published_on = '2026-11-01'`);
  const letters: { to: string; subject: string; text: string }[] = [];
  const mail = {
    send: async (letter: (typeof letters)[number]) => {
      letters.push(letter);
      return ok(null);
    },
  };
  const site = testServer(more, Object.assign(memoryWorld(), given.world, { mail }));
  const slugs = (await given.database.all<{ slug: string }>(sql`select slug from checks order by slug`)).map(
    (c) => c.slug,
  );
  const post = (path: string, fields: Readonly<Record<string, string>>, cookie = '') =>
    site.ask('POST', path, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...here,
      ...(cookie === '' ? {} : { cookie }),
    });
  const comeIn = async (email: string): Promise<string> => {
    const asked = await post('/vi/rate/link', { email });
    expect(asked.headers.get('location')).toBe('/vi/rate?done=sent');
    await expect.poll(() => letters.some(({ to }) => to === email)).toBe(true);
    const letter = letters.find(({ to }) => to === email);
    const code = /code=(\S+)/.exec(letter?.text ?? '')?.[1] ?? '';
    const page = await site.get(`/vi/rate/open?code=${code}`);
    expect(await page.text()).toContain(code);
    const entered = await post('/vi/rate/open', { code });
    expect(entered.status).toBe(303);
    return entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  return { ...given, ...site, stored: given.world, letters, slugs, post, comeIn };
};

test('somebody asks for a link, comes in by a button, rates what is drawn, changes their mind, and leaves', async () => {
  const { world, slugs, post, comeIn, get, database } = await opened();
  const cookie = await comeIn('an@hoi.example');
  expect(cookie).toMatch(/^__Host-rater=/);
  const empty = await (await get('/vi/rate', { cookie })).text();
  expect(empty).toContain('Chưa có bài nào được bốc thăm');
  await drawLots(world);
  const drawn = await (await get('/vi/rate', { cookie })).text();
  for (const slug of slugs) expect(drawn).toContain(`/vi/rate/checks/${slug}`);
  const form = await (await get(`/vi/rate/checks/${slugs[0]}`, { cookie })).text();
  expect(form).toContain('name="level"');
  const bare = await post(`/vi/rate/checks/${slugs[0]}`, { level: 'not' }, cookie);
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('ít nhất một điều còn thiếu')]);
  const rated = await post(`/vi/rate/checks/${slugs[0]}`, { level: 'not', 'reason-taking-sides': 'yes' }, cookie);
  expect(rated.headers.get('location')).toBe('/vi/rate?done=rated');
  const again = await (await get(`/vi/rate/checks/${slugs[0]}`, { cookie })).text();
  expect(again).toContain('Thay đánh giá trước');
  expect(await database.all(sql`select level, by_lot from ratings`)).toEqual([{ level: 0, by_lot: true }]);
  // What is refused stands in the form as it was sent, and not what was said before.
  const somewhat = await post(`/vi/rate/checks/${slugs[0]}`, { level: 'helpful', 'reason-clear': 'yes' }, cookie);
  expect(somewhat.headers.get('location')).toBe('/vi/rate?done=rated');
  const refused = await (await post(`/vi/rate/checks/${slugs[0]}`, { level: 'not' }, cookie)).text();
  expect(refused).toMatch(/value="not"[^>]*checked|checked[^>]*value="not"/);
  expect(refused).not.toMatch(/value="helpful"[^>]*checked|checked[^>]*value="helpful"/);
  expect(refused).not.toMatch(/name="reason-clear"[^>]*checked|checked[^>]*name="reason-clear"/);
  const left = await post('/vi/rate/leave', {}, cookie);
  expect(left.headers.get('set-cookie')).toContain('Max-Age=0');
  expect(await (await get('/vi/rate', { cookie })).text()).toContain('name="email"');
  expect(await database.all(sql`select id from raters`)).toEqual([]);
});

test('who is not in is sent to the page where one joins, a stranger’s form changes nothing, and no other check is rated', async () => {
  const { slugs, ask, get, post, comeIn, letters } = await opened();
  expect((await get(`/vi/rate/checks/${slugs[0]}`)).headers.get('location')).toBe('/vi/rate');
  const cookie = await comeIn('an@hoi.example');
  const foreign = await ask('POST', `/vi/rate/checks/${slugs[0]}`, 'level=helpful', {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'cross-site',
    cookie,
  });
  expect(foreign.status).toBe(403);
  expect((await post('/vi/rate/checks/khong-co', { level: 'helpful' }, cookie)).status).toBe(404);
  const bad = await post('/vi/rate/link', { email: 'không phải địa chỉ' });
  expect(bad.status).toBe(422);
  const open = await post('/vi/rate/open', { code: 'x' });
  expect([open.status, await open.text()]).toEqual([422, expect.stringContaining('Xin một đường dẫn mới')]);
  const before = letters.length;
  for (let i = 0; i < 3; i++) await post('/vi/rate/link', { email: 'binh@hoi.example' });
  const slow = await post('/vi/rate/link', { email: 'binh@hoi.example' });
  expect(await slow.text()).toContain('thử lại sau khoảng 5 phút');
  await expect.poll(() => letters.length).toBe(before + 3);
  // Whatever stands behind a plus leads to the same mailbox.
  for (let i = 0; i < 6; i++) await post('/vi/rate/link', { email: `Nan.Nhan+${i}@hoi.example` });
  const plus = await post('/vi/rate/link', { email: 'nannhan@hoi.example' });
  expect(plus.status).toBe(422);
  await expect.poll(() => letters.length).toBe(before + 6);
});

test('where nobody can be sent a letter, or only the invited may rate, the page says so', async () => {
  const mute = await opened({ mails: false });
  const page = await (await mute.get('/en/rate')).text();
  expect(page).toContain('cannot send letters');
  expect((await mute.post('/en/rate/link', { email: 'an@hoi.example' })).status).toBe(409);
  const closed = await opened({ raters: 'invited' });
  await closed.post('/en/rate/link', { email: 'an@hoi.example' });
  await expect.poll(() => closed.letters.length).toBe(1);
  const code = /code=(\S+)/.exec(closed.letters[0]?.text ?? '')?.[1] ?? '';
  const refused = await closed.post('/en/rate/open', { code });
  expect(await refused.text()).toContain('only people who were invited');
});

test('a check says what stands of it and why, the method page lists each cut, and its files are served', async () => {
  const { world, stored, slugs, post, comeIn, get, setClock } = await opened();
  const [slug] = slugs as [string];
  expect(await (await get(`/en/checks/${slug}`)).text()).toContain('Nobody has rated this check yet.');
  const cookies = await Promise.all(['an', 'binh', 'chi'].map((name) => comeIn(`${name}@hoi.example`)));
  setClock('2026-11-10T10:00:00Z');
  for (const cookie of cookies) await post(`/vi/rate/checks/${slug}`, { level: 'helpful' }, cookie);
  const waits = await (await get(`/vi/checks/${slug}`)).text();
  expect(waits).toContain('Có vài lượt đánh giá (chưa đến 5) đang chờ lần tính tới.');
  expect(waits).not.toContain('Chưa có ai đánh giá');
  setClock('2026-11-10T10:05:00Z');
  expect(await cutStandings(stored, '0.1.0')).toMatchObject({ n: 1, ratings: 3, raters: 3 });
  const page = await (await get(`/en/checks/${slug}?fresh`)).text();
  expect(page).toContain('Needs more ratings');
  expect(page).toContain('Only 3 ratings count so far; at least 5 are needed.');
  expect(page).not.toContain('for the next cut');
  const method = (await (await get('/en/method/standing')).text()).replaceAll('\u00a0', ' ');
  expect(method).toContain('Cut 1, 10 November 2026: 3 ratings, 3 pseudonyms counted.');
  const ratings = await get('/data/ratings/1/ratings.tsv');
  expect([ratings.status, ratings.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect((await ratings.text()).split('\n')).toHaveLength(5);
  // A cut never changes: its files are what was kept with it, and nothing is worked out again.
  const fitted = vi.spyOn(world.ratings, 'until');
  expect((await get('/data/ratings/1/notes.tsv')).status).toBe(200);
  const checks = await (await get('/data/ratings/1/checks.tsv')).text();
  expect(checks).toMatch(new RegExp(`^noteId\\tslug\\tpublishedOn\\n[0-9a-f-]{36}\\t${slug}\\t2026-11-01\\n$`));
  const parameters = await get('/data/ratings/1/parameters.json');
  expect(parameters.headers.get('content-type')).toBe('application/json');
  expect(await parameters.json()).toMatchObject({
    engine: { name: 'sangto/bridge' },
    ladder: { rung: 'people', activeRaters: 0 },
    rules: { lockDays: 14 },
  });
  expect(fitted).not.toHaveBeenCalled();
  expect(await (await get('/data/ratings')).json()).toMatchObject({ cuts: [{ n: 1, ratings: 3 }] });
  for (const none of ['/data/ratings/2/ratings.tsv', '/data/ratings/1/constructor', '/data/ratings/0/notes.tsv'])
    expect((await get(none)).status, none).toBe(404);
});

test('by API: a code becomes a session, under which one reads what is drawn, rates, and is refused in words', async () => {
  const { world, slugs, post, letters, ask, get, database } = await opened();
  await post('/vi/rate/link', { email: 'an@hoi.example' });
  await expect.poll(() => letters.length).toBe(1);
  const code = /code=(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? '';
  const api = (method: string, path: string, body?: object, session?: string) =>
    ask(method, `/api/v1${path}`, body, session === undefined ? {} : { authorization: `Bearer rater.${session}` });
  const begun = await api('POST', '/raters/sessions', { code });
  expect(begun.status).toBe(201);
  expect((await api('POST', '/raters/sessions', { code })).status).toBe(410);
  const { session } = (await begun.json()) as { session: string };
  await drawLots(world);
  const mine = (await (await api('GET', '/ratings', undefined, session)).json()) as {
    drawn: { check: string; slug: string }[];
  };
  expect(mine.drawn.map(({ slug }) => slug).sort()).toEqual(slugs);
  const check = mine.drawn[0]?.check ?? '';
  const bare = await api('POST', '/ratings', { check, level: 'not' }, session);
  expect([bare.status, await bare.json()]).toEqual([422, expect.objectContaining({ reason: 'rating-reason-missing' })]);
  const kept = await api('POST', '/ratings', { check, level: 'somewhat', reasons: ['clear'] }, session);
  expect([kept.status, await kept.json()]).toEqual([200, { check, level: 'somewhat', reasons: ['clear'] }]);
  expect((await api('POST', '/ratings', { check, level: 'helpful' })).status).toBe(401);
  expect((await api('POST', '/ratings', { check, level: 'helpful' }, `${session}x`)).status).toBe(401);
  expect(await database.all(sql`select count(*)::int as n from ratings`)).toEqual([{ n: 1 }]);
  expect(await (await get(`/api/v1/checks/${slugs[0]}/standing`)).json()).toEqual({
    standings: [],
    waiting: slugs[0] === mine.drawn[0]?.slug ? 1 : 0,
    ...{ soFar: null, answers: [], added: [] },
  });
});
