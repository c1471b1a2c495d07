// Raters come back by a passkey: what opens, what must not, and that nothing of it says who they are or when they came.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dayOf } from '../../src/base/clock.ts';
import { quarterOf } from '../../src/core/quarter.ts';
import { raterSession } from '../../src/desk/rater-session.ts';
import { type Authenticator, authenticator, type Crooked } from '../desk/authenticator.ts';
import { origin, testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { storedWorld } from '../temp-database.ts';

type Options = Parameters<Authenticator['make']>[0];

const opened = async () => {
  const given = await storedWorld('2026-11-20T10:00:00Z');
  const { world } = given;
  const site = testServer({}, Object.assign(memoryWorld(), world));
  const rater = { id: world.newId(), admittedOn: dayOf(world.now()) };
  await world.raters.invite({ id: rater.id, lookup: world.keyed('rater', 'an'), on: rater.admittedOn });
  const cookie = () => `__Host-rater=${raterSession(world, rater.id)}`;
  const post = (path: string, fields: Readonly<Record<string, string>> = {}, own = '') =>
    site.ask('POST', `/vi/rate${path}`, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...{ origin, 'sec-fetch-site': 'same-origin' },
      ...(own === '' ? {} : { cookie: own }),
    });
  const optionsOf = async (path: string, own = ''): Promise<Options> => (await post(path, {}, own)).json();
  const adds = async (key = authenticator(origin), crooked: Crooked = {}) => {
    const options = await optionsOf('/passkeys/options', cookie());
    return { key, options, reply: await post('/passkeys', { passkey: key.make(options, crooked) }, cookie()) };
  };
  const comesIn = async (key: Authenticator, crooked: Crooked = {}) =>
    post('/passkey', { passkey: key.show(await optionsOf('/passkey/options'), crooked) });
  return { ...given, ...site, rater, cookie, post, optionsOf, adds, comesIn };
};

test('a rater makes a passkey, comes back by it without a letter, in the next quarter too, and takes it away', async () => {
  const { world, rater, cookie, get, adds, comesIn, post, setClock } = await opened();
  expect(await (await get('/vi/rate', { cookie: cookie() })).text()).toContain('Passkey: chưa có');
  const { key, reply } = await adds();
  expect(reply.headers.get('location')).toBe('/vi/rate?done=passkey');
  const back = await comesIn(key);
  expect([back.status, back.headers.get('location')]).toEqual([303, '/vi/rate']);
  const session = back.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(session).toBe(cookie());
  const autumn = await world.pseudonymKeys.pseudonymOf(quarterOf(dayOf(world.now())), rater.id);
  setClock('2027-01-03T10:00:00Z');
  expect(await (await get('/vi/rate', { cookie: session })).text()).toContain('name="email"');
  const winter = (await comesIn(key)).headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await (await get('/vi/rate', { cookie: winter })).text();
  expect(page).toContain('id="pseudonym"');
  // The same key leads to another pseudonym: what links quarters is the row, as with a letter, and nothing else.
  expect(page).not.toContain(autumn);
  expect((await post('/passkeys/remove', {}, winter)).headers.get('location')).toBe('/vi/rate?done=passkeys-gone');
  expect((await comesIn(key)).status).toBe(422);
});

test('what is kept of a passkey is a mark and a public key: no identifier, no day, no count', async () => {
  const { database, adds, comesIn } = await opened();
  const { key } = await adds(authenticator(origin, true));
  const kept = () => database.all<Record<string, unknown>>(sql`select * from rater_passkeys`);
  const before = await kept();
  expect(Object.keys(before[0] ?? {}).sort()).toEqual(['credential', 'public_key', 'rater_id']);
  expect(JSON.stringify(before)).not.toContain(key.id);
  for (let i = 0; i < 3; i++) expect((await comesIn(key)).status).toBe(303);
  expect(await kept()).toEqual(before);
});

test('a passkey admits nobody: without a letter first there is nothing to add it to, and an unknown key opens nothing', async () => {
  const { database, post, comesIn, optionsOf } = await opened();
  const stranger = authenticator(origin);
  expect((await post('/passkeys/options')).headers.get('location')).toBe('/vi/rate');
  stranger.make(await optionsOf('/passkey/options'));
  const reply = await comesIn(stranger);
  expect([reply.status, await reply.text()]).toEqual([422, expect.stringContaining('Passkey này không dùng được')]);
  expect(await database.all(sql`select credential from rater_passkeys`)).toEqual([]);
  expect(await database.all(sql`select count(*)::int as n from raters`)).toEqual([{ n: 1 }]);
});

test('an answer counts once, for five minutes, for what was asked, at this address, by a holder who was verified', async () => {
  const { post, cookie, adds, comesIn, optionsOf, setClock, world } = await opened();
  const { key, options } = await adds();
  for (const crooked of [
    { origin: 'https://kiemchung.example.evil' },
    { rpId: 'evil.example' },
    { type: 'webauthn.create' },
    { verified: false },
    { challenge: Buffer.from('x').toString('base64url') },
    // Made for adding, shown for coming in.
    { challenge: options.challenge },
  ])
    expect((await comesIn(key, crooked)).status, JSON.stringify(crooked)).toBe(422);
  const once = await optionsOf('/passkey/options');
  const answer = { passkey: key.show(once) };
  const both = await Promise.all([post('/passkey', answer), post('/passkey', answer)]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
  const late = await optionsOf('/passkey/options');
  setClock(new Date(world.now().getTime() + 301_000).toISOString());
  expect((await post('/passkey', { passkey: key.show(late) })).status).toBe(422);
  for (const passkey of ['', 'x', '{}', '{"id":1}']) expect((await post('/passkey', { passkey })).status).toBe(422);
  expect((await post('/passkeys', { passkey: key.make(once) }, cookie())).status).toBe(422);
});

test('three passkeys at most, each kept once; with the rater they go', async () => {
  const { database, adds, post, cookie } = await opened();
  const first = await adds();
  const again = await adds(first.key);
  expect([again.reply.status, await again.reply.text()]).toEqual([422, expect.stringContaining('đã có rồi')]);
  await adds();
  await adds();
  const full = await adds();
  expect([full.reply.status, await full.reply.text()]).toEqual([422, expect.stringContaining('đã có ba passkey')]);
  await post('/leave', {}, cookie());
  expect(await database.all(sql`select credential from rater_passkeys`)).toEqual([]);
});

test('by API: options, a new key, a session, and taking all away', async () => {
  const { world, rater, ask } = await opened();
  const bearer = { authorization: `Bearer rater.${raterSession(world, rater.id)}` };
  const api = (method: string, path: string, body?: object, own: Record<string, string> = {}) =>
    ask(method, `/api/v1${path}`, body, own);
  const optionsTo = async (to: string, own = {}) => api('POST', '/raters/passkey-options', { to }, own);
  expect((await optionsTo('add')).status).toBe(401);
  const key = authenticator(origin);
  const made = JSON.parse(key.make((await (await optionsTo('add', bearer)).json()) as Options)) as object;
  expect((await api('POST', '/raters/passkeys', { passkey: made }, bearer)).status).toBe(204);
  expect((await api('POST', '/raters/passkeys', { passkey: made }, bearer)).status).toBe(409);
  const shown = JSON.parse(key.show((await (await optionsTo('enter')).json()) as Options)) as object;
  const begun = await api('POST', '/raters/sessions', { passkey: shown });
  expect([begun.status, await begun.json()]).toEqual([201, { session: raterSession(world, rater.id) }]);
  expect((await api('POST', '/raters/sessions', { passkey: shown })).status).toBe(410);
  expect((await api('POST', '/raters/sessions', {})).status).toBe(422);
  expect((await api('DELETE', '/raters/passkeys', undefined, bearer)).status).toBe(204);
  expect(await world.raters.passkeys(rater.id)).toBe(0);
});
