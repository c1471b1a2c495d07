// An office behind one address: each of the team has a limit of their own, and askers have theirs.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Member, makeToken } from '../../src/desk/index.ts';
import { origin } from '../in-memory/server.ts';
import { deskServer } from './desk-server.ts';

const office = '192.0.2.7';
const limits = { perClientPerMinute: 4, instancePerSecond: 1e6, bodyBytes: 1_048_576, slowBodyMs: 2000 };

const begin = async () => {
  const desk = await deskServer({ limits });
  const send = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    from = office,
  ): Promise<number> => (await sendWhole(method, path, headers, from)).status;
  const sendWhole = (method: string, path: string, headers: Readonly<Record<string, string>>, from = office) =>
    desk.server.fetch(
      new Request(`http://x.example${path}`, {
        method,
        headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
        ...(method === 'POST' ? { body: '{"text":"Có phải nước lá đu đủ chữa khỏi sốt xuất huyết không"}' } : {}),
      }),
      from,
    );
  /** A browser of one of the team: the cookie is what limits are counted by. */
  const session = (who: Member) => ({
    'x-test-member': who.id,
    cookie: `a=b; __Host-sangto.session_token=${createHash('sha256').update(who.id).digest('hex')}`,
  });
  const ask = (headers: Readonly<Record<string, string>> = {}, from = office) =>
    send('POST', '/api/v1/tips', headers, from);
  return { desk, send, sendWhole, session, ask };
};

const times = async (n: number, work: () => Promise<number>): Promise<readonly number[]> => {
  const statuses: number[] = [];
  for (let i = 0; i < n; i++) statuses.push(await work());
  return statuses;
};

test('each account of the team has a limit of its own, however many sit behind one address', async () => {
  const { desk, send, session } = await begin();
  const { checker, reviewer, editor, owner } = desk.team;
  const read = (who: Member, from = office) => send('GET', '/api/v1/desk/me', session(who), from);
  // Sixteen readings a minute for one; the first is counted by the address, before anybody knows whose it is.
  for (const who of [checker, reviewer, editor, owner])
    expect(await times(17, () => read(who)), who.name).toEqual(Array(17).fill(200));
  expect(await read(checker)).toBe(429);
  // Another address is no way around it.
  expect(await read(checker, '198.51.100.9')).toBe(429);
  desk.setClock('2026-11-20T10:01:00Z');
  expect(await read(checker)).toBe(200);
});

test('a program and the browser of one person share one limit', async () => {
  const { desk, send, session } = await begin();
  const { checker } = desk.team;
  const made = await makeToken(desk.world, {
    ...{ actor: checker, name: 'x', days: 7, secret: 'a'.repeat(64) },
    rights: ['desk.see'] as const,
  });
  if (!made.ok) throw new Error(made.error.code);
  const authorization = `Bearer ${made.value.text}`;
  const program = () => send('GET', '/api/v1/desk/me', { authorization });
  const browser = () => send('GET', '/api/v1/desk/me', session(checker));
  expect(await times(9, program)).toEqual(Array(9).fill(200));
  expect(await times(9, browser)).toEqual(Array(9).fill(200));
  expect([await browser(), await program()]).toEqual([429, 429]);
});

test('askers are limited by their address as before, and neither side uses up the other’s', async () => {
  const { desk, send, session, ask } = await begin();
  const { checker, reviewer } = desk.team;
  expect(await times(5, () => ask())).toEqual([201, 201, 201, 201, 429]);
  expect(await send('GET', '/api/v1/desk/me', session(checker))).toBe(200);
  expect(await times(16, () => send('GET', '/api/v1/desk/me', session(checker)))).toEqual(Array(16).fill(200));
  expect(await ask({}, '198.51.100.9')).toBe(201);
  expect(await send('GET', '/api/v1/desk/me', session(reviewer))).toBe(200);
});

test('made-up sessions buy nothing: askers stay limited by address, and the desk by address until somebody is known', async () => {
  const { desk, send, ask } = await begin();
  let n = 0;
  const made = () => ({ cookie: `sangto.session_token=${++n}` });
  expect(await times(5, () => ask(made()))).toEqual([201, 201, 201, 201, 429]);
  expect(await ask()).toBe(429);
  const stranger = () => send('GET', '/api/v1/desk/me', made());
  expect(await times(17, stranger)).toEqual([...Array(16).fill(401), 429]);
  expect(desk.lines).toEqual([]);
});

test('a session that ended counts as nobody’s as soon as it is looked up', async () => {
  const { desk, send, session } = await begin();
  const { trainee } = desk.team;
  const read = () => send('GET', '/api/v1/desk/me', session(trainee));
  expect(await times(3, read)).toEqual([200, 200, 200]);
  const { 'x-test-member': _gone, ...ended } = session(trainee);
  const after = () => send('GET', '/api/v1/desk/me', ended);
  // Once by the account, from then on by the address like any other.
  expect(await times(17, after)).toEqual([...Array(16).fill(401), 429]);
  expect(await read()).toBe(429);
});

test('one client sends few requests to look again, by form and by API together; whoever comes from elsewhere is heard', async () => {
  const desk = await deskServer({ limits: { ...limits, perClientPerMinute: 1000, appealsPerClientPerHour: 3 } });
  const send = (path: string, from: string) =>
    desk.server.fetch(
      new Request(`http://x.example${path}`, {
        method: 'POST',
        headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        body: '{"reason":"other","text":"Sai"}',
      }),
      from,
    );
  const form = '/vi/checks/khong-co/appeal';
  const api = '/api/v1/checks/khong-co/appeals';
  expect(await times(2, async () => (await send(api, office)).status)).toEqual([404, 404]);
  expect((await send(form, office)).status).toBe(404);
  const fourth = await send(api, office);
  expect(fourth.status).toBe(429);
  expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(60);
  expect((await send(form, office)).status).toBe(429);
  expect((await send(api, '198.51.100.9')).status).toBe(404);
});

test('one client causes few letters to addresses that nobody confirmed, by form and by API together, and uses up nobody else’s', async () => {
  const desk = await deskServer({ limits: { ...limits, perClientPerMinute: 1000, lettersPerClientPerHour: 3 } });
  const send = (path: string, from: string, method = 'POST') =>
    desk.server.fetch(
      new Request(`http://x.example${path}`, {
        method,
        headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
        ...(method === 'POST' && { body: '{"email":"lan@hoi.example","consent":true}' }),
      }),
      from,
    );
  const none = `/api/v1/tickets/${'0'.repeat(32)}/contact`;
  const paths = ['/api/v1/checks/khong-co/subscriptions', none, '/en/checks/khong-co/subscribe'];
  for (const path of paths) expect((await send(path, office)).status).not.toBe(429);
  for (const path of [...paths, '/vi/tickets/x/contact', '/vi/rate/link']) {
    const refused = await send(path, office);
    expect([path, refused.status]).toEqual([path, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  }
  // Taking an address back is no letter, nor is reading; and whoever comes from elsewhere has their own.
  expect((await send(none, office, 'DELETE')).status).not.toBe(429);
  expect((await send('/en/checks/khong-co/subscribe', office, 'GET')).status).not.toBe(429);
  for (const path of paths) expect((await send(path, '198.51.100.9')).status).not.toBe(429);
});
