// Coming in through the real doors: invitation, password, code; and nothing kept of where somebody sits.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inviteOwner } from '../../src/desk/index.ts';
import { password, secretIn, teamServer } from './team-server.ts';
import { totp } from './totp.ts';

test('the first owner follows the printed link, sets a password and a second factor, and is in', async () => {
  const { world, visitor } = await teamServer();
  expect(await world.team.hasOwner()).toBe(false);
  await inviteOwner(world, { code: 'một mã', email: null });
  const one = visitor();
  expect(await one.page('/vi/join?code=m%E1%BB%99t%20m%C3%A3')).toContain('người phụ trách');
  const joined = await one.go('/vi/join', { code: 'một mã', name: 'An', email: 'An@Example.org', password });
  expect([joined.status, joined.headers.get('location')]).toEqual([303, '/vi/second-factor']);
  // With the password alone the desk stays closed.
  expect((await one.go('/vi/desk/team')).headers.get('location')).toContain('/vi/sign-in');
  const page = await one.page('/vi/second-factor');
  expect(page).toContain('<svg class="qr"');
  const done = await one.go('/vi/second-factor', { code: totp(secretIn(page)), next: '/vi/desk/team' });
  const shown = await done.text();
  expect(shown.match(/<li><code>/g)).toHaveLength(10);
  expect(await one.page('/vi/desk/team')).toContain('(bạn)');
  expect(await world.team.hasOwner()).toBe(true);
  // The link is used up, whoever comes with it.
  expect(await visitor().page('/vi/join?code=m%E1%BB%99t%20m%C3%A3')).toContain('không dùng được nữa');
});

test('ASVS 6.3.3: signing in takes the password and a code, each checked by itself; a code counts once', async () => {
  const { joined, visitor } = await teamServer();
  const { secret, recovery, used } = await joined('owner', 'an@example.org');
  const two = visitor();
  const wrong = await two.go('/en/sign-in', { email: 'an@example.org', password: 'not the one at all' });
  expect([wrong.status, two.cookies()]).toEqual([422, '']);
  expect(await wrong.text()).toContain('do not match');
  const right = await two.go('/en/sign-in', { email: 'an@example.org', password, next: '/en/desk/team' });
  expect(right.headers.get('location')).toBe('/en/sign-in/code?next=%2Fen%2Fdesk%2Fteam');
  expect((await two.go('/en/desk/team')).status).toBe(303);
  expect((await two.go('/en/sign-in/code', { code: '000000', kind: 'app' })).status).toBe(422);
  expect((await two.go('/en/sign-in/code', { code: used, kind: 'app' })).status).toBe(422);
  const recovered = visitor();
  await recovered.go('/en/sign-in', { email: 'an@example.org', password });
  const code = recovery[0] ?? '';
  expect((await recovered.go('/en/sign-in/code', { code, kind: 'recovery' })).headers.get('location')).toBe('/en/desk');
  expect((await recovered.go('/en/desk/team')).status).toBe(200);
  const again = visitor();
  await again.go('/en/sign-in', { email: 'an@example.org', password });
  expect((await again.go('/en/sign-in/code', { code, kind: 'recovery' })).status).toBe(422);
  const later = visitor();
  await later.go('/en/sign-in', { email: 'an@example.org', password });
  expect((await later.go('/en/sign-in/code', { code: totp(secret, new Date(), 1), kind: 'app' })).status).toBe(303);
});

test('cookies belong to this host over https alone, and no script reads them (ASVS 3.3.1, 3.3.2, 3.3.3, 3.3.4)', async () => {
  const { joined, visitor } = await teamServer();
  await joined('owner', 'an@example.org');
  const reply = await visitor().go('/vi/sign-in', { email: 'an@example.org', password });
  const lines = reply.headers.getSetCookie();
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/^__Host-sangto\.[a-z_]+=/);
    expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(line).not.toMatch(/domain/i);
  }
});

test('no column of any table holds the address or the browser of somebody who signed in', async () => {
  const { database, joined, visitor } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  const marked = visitor({ 'user-agent': 'Kanarienvogel/7.7', 'x-forwarded-for': '198.51.100.23' });
  await marked.go('/vi/sign-in', { email: 'an@example.org', password });
  await marked.go('/vi/sign-in/code', { code: one.recovery[1] ?? '', kind: 'recovery' });
  expect((await marked.go('/vi/desk/account')).status).toBe(200);
  const tables = await database.all<{ name: string }>(
    sql`select table_schema || '.' || table_name as name from information_schema.tables where table_type = 'BASE TABLE'
      and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  expect(tables.map(({ name }) => name)).toContain('public.sign_in_sessions');
  const all: unknown[] = [];
  for (const { name } of tables) {
    const [schema = '', table = ''] = name.split('.');
    all.push(
      await database.all(sql`select to_jsonb(t) as row from ${sql.identifier(schema)}.${sql.identifier(table)} t`),
    );
  }
  const text = JSON.stringify(all);
  expect(text).toContain('an@example.org');
  for (const trace of ['203.0.113', '198.51.100', 'Kanarienvogel']) expect(text).not.toContain(trace);
  // Nor what would let somebody in who reads the tables.
  expect(text).not.toContain(one.secret);
  expect(text).not.toContain(password);
});

test('guessing is slowed by the name guessed at, without knowing where from (ASVS 6.3.1)', async () => {
  const { joined, visitor } = await teamServer();
  await joined('owner', 'an@example.org');
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1)
    statuses.push(
      (await visitor().go('/vi/sign-in', { email: 'AN@example.org', password: `đoán lần ${n} xem sao` })).status,
    );
  expect(statuses).toEqual([...Array(10).fill(422), 429, 429]);
  // Another name is not slowed by it.
  expect((await visitor().go('/vi/sign-in', { email: 'binh@example.org', password })).status).toBe(422);
});

test('a form of another site signs nobody in, and nobody is led to another site', async () => {
  const { joined, visitor } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  const foreign = visitor({ 'sec-fetch-site': 'cross-site' });
  expect((await foreign.go('/vi/sign-in', { email: 'an@example.org', password })).status).toBe(403);
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])
    expect((await one.go(`/vi/sign-in?next=${encodeURIComponent(next)}`)).headers.get('location')).toBe('/vi/desk');
});

test('passwords that are short, common, or tell who one is are refused, and the link stays good (ASVS 6.2.1, 6.2.4, 6.2.12)', async () => {
  const { world, visitor } = await teamServer();
  await inviteOwner(world, { code: 'mã', email: null });
  const one = visitor();
  const given = { code: 'mã', name: 'Nguyễn Bình', email: 'binhnguyen77@example.org' };
  for (const bad of ['ngắn quá', 'password123456', 'qwertyuiop12', 'abcabcabcabc', 'binhnguyen77!', 'Tòa soạn Thử 1']) {
    const reply = await one.go('/vi/join', { ...given, password: bad });
    expect([bad, reply.status]).toEqual([bad, 422]);
    expect(await reply.text()).not.toContain(`value="${bad}"`);
  }
  expect((await one.go('/vi/join', { ...given, password })).status).toBe(303);
});

test('while the database is away, everybody is told so and asked to come back: never that they are signed out, never 500', async () => {
  const { database, joined } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  await database.close();
  // The end of the test closes it once more.
  Object.assign(database.pool, { end: async () => undefined });
  for (const path of ['/vi/desk/team', '/vi/desk/account', '/vi/sign-in', '/operator'])
    expect([path, (await one.go(path)).status]).toEqual([path, 503]);
  const form = { email: 'an@example.org', password };
  expect((await one.go('/vi/sign-in', form)).status).toBe(503);
});
