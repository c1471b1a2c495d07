import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rightsOf } from '../../src/core/access-token.ts';
import { roles } from '../../src/core/rights.ts';
import { makeToken, memberByToken } from '../../src/desk/index.ts';
import { deskServer } from './desk-server.ts';

const at = '/vi/desk/account/tokens';
const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const secret = 'ab'.repeat(32);
const bearer = (text: string) => `Bearer ${text}`;

test('a token is shown once, kept as a hash, and says the day of its last use', async () => {
  const desk = await deskServer();
  const { checker } = desk.team;
  const given = form({ name: 'Bảng tính', 'desk.see': 'yes', 'case.work': 'yes', days: '30' });
  const page = await (await desk.as(checker, 'POST', at, given)).text();
  const text = /sangto_[0-9a-f]{64}/.exec(page)?.[0] ?? '';
  expect(text).not.toBe('');
  expect(await (await desk.as(checker, 'GET', at)).text()).not.toContain(text);
  const [row] = await desk.database.all<Record<string, unknown>>(sql`select * from access_tokens`);
  expect(JSON.stringify(row)).not.toContain(text.slice(7));

  const who = await memberByToken(desk.world, bearer(text));
  expect(who).toMatchObject({ member: { id: checker.id }, provenUntil: null, rights: ['desk.see', 'case.work'] });
  const [mine] = await desk.world.tokens.ofMine(checker.id, '2026-11-20' as never);
  expect(mine?.lastUsedOn).toBe('2026-11-20');
  expect(await (await desk.as(checker, 'GET', at)).text()).toContain('dùng lần cuối ngày');
});

test('what is revoked, run out, mistyped, or of somebody who left, opens nothing', async () => {
  const desk = await deskServer();
  const { checker, editor } = desk.team;
  const make = async (actor: typeof checker, n: string) => {
    const made = await makeToken(desk.world, { actor, name: 'x', rights: ['desk.see'], days: 7, secret: n.repeat(64) });
    if (!made.ok) throw new Error(made.error.code);
    return made.value;
  };
  const [one, two, three] = [await make(checker, 'a'), await make(checker, 'b'), await make(editor, 'c')];
  expect(await memberByToken(desk.world, bearer(two.text))).toBeDefined();
  expect((await desk.as(editor, 'POST', `${at}/${one.token.id}/revoke`, form({}))).status).toBe(404);
  expect((await desk.as(checker, 'POST', `${at}/${one.token.id}/revoke`, form({}))).status).toBe(303);
  await desk.world.team.remove(editor.id, { address: null, by: desk.team.owner.id }, desk.world.now());
  for (const text of [one.text, three.text, `${two.text.slice(0, -1)}0`, 'sangto_', ''])
    expect(await memberByToken(desk.world, bearer(text)), text).toBeUndefined();
  expect(await memberByToken(desk.world, two.text)).toBeUndefined();
  expect(await memberByToken(desk.world, null)).toBeUndefined();
  desk.setClock('2026-11-27T00:00:00Z');
  expect(await memberByToken(desk.world, bearer(two.text))).toBeUndefined();
});

test('nobody gives away more than they hold, and a token holds no more than its owner does by now', async () => {
  const desk = await deskServer();
  for (const role of roles) {
    const actor = desk.team[role];
    const beyond = ['desk.see', 'team.manage'];
    const made = await makeToken(desk.world, { actor, name: 'x', rights: beyond, days: 7, secret });
    expect(made.ok, role).toBe(role === 'owner');
  }
  const { reviewer } = desk.team;
  const all = rightsOf('reviewer');
  const made = await makeToken(desk.world, {
    actor: reviewer,
    name: 'x',
    rights: all,
    days: 7,
    secret: 'cd'.repeat(32),
  });
  if (!made.ok) throw new Error(made.error.code);
  expect((await memberByToken(desk.world, bearer(made.value.text)))?.rights).toEqual(all);
  await desk.world.team.changeRole(reviewer.id, { role: 'trainee', by: desk.team.owner.id }, desk.world.now());
  expect((await memberByToken(desk.world, bearer(made.value.text)))?.rights).toEqual(rightsOf('trainee'));
});

test('a token is made only by who has just shown the second factor', async () => {
  const desk = await deskServer({}, () => null);
  const given = form({ name: 'x', 'desk.see': 'yes', days: '7' });
  const sent = await desk.as(desk.team.owner, 'POST', at, given);
  expect(await sent.text()).toContain('name="code"');
  expect(await desk.database.all(sql`select id from access_tokens`)).toEqual([]);
});

test('what is missing in the form is named, and the choice is kept', async () => {
  const desk = await deskServer();
  const { checker } = desk.team;
  const nameless = await desk.as(checker, 'POST', at, form({ name: ' ', 'case.open': 'yes', days: '7' }));
  expect(nameless.status).toBe(422);
  expect(await nameless.text()).toContain('mã cần một cái tên');
  expect(await (await desk.as(checker, 'POST', at, form({ name: 'x', days: '7' }))).text()).toContain(
    'ít nhất một quyền',
  );
  const beyond = await desk.as(
    checker,
    'POST',
    at,
    form({ name: 'x', 'desk.see': 'yes', 'team.manage': 'yes', days: '7' }),
  );
  expect(await beyond.text()).toContain('không thể có quyền mà bạn không có');
});

test('there is an end to how many one has', async () => {
  const desk = await deskServer();
  const { checker } = desk.team;
  const made = await Promise.all(
    Array.from({ length: 25 }, (_, i) => {
      const own = i.toString(16).padStart(64, '0');
      return makeToken(desk.world, { actor: checker, name: `${i}`, rights: ['desk.see'], days: 7, secret: own });
    }),
  );
  expect(made.filter(({ ok }) => ok)).toHaveLength(20);
});
