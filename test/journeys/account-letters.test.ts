// What becomes of an account is told to whoever holds it, at the address they had, and the address goes with the account.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Mail, removeMember, replyToAskers, sendOutbox } from '../../src/desk/index.ts';
import { authenticator } from '../desk/authenticator.ts';
import { password, type TeamServer, teamServer, type Visitor } from '../desk/team-server.ts';
import { origin } from '../in-memory/server.ts';

type Letter = Parameters<Mail['send']>[0];

/** Hands over whatever waits, and gives it. */
const sentBy = async ({ world }: TeamServer): Promise<readonly Letter[]> => {
  const letters: Letter[] = [];
  const mail: Mail = {
    send: async (letter) => {
      letters.push(letter);
      return { ok: true, value: null };
    },
  };
  await replyToAskers(world);
  await sendOutbox({ ...world, mail });
  return letters;
};

const subjects = async (at: TeamServer): Promise<readonly string[]> =>
  (await sentBy(at)).map(({ to, subject }) => `${to}: ${subject.replace('Tòa soạn Thử: ', '')}`);

const idOf = async ({ world }: TeamServer, email: string) =>
  (await world.team.members()).find((one) => one.email === email)!.id;

const addsPasskey = async (who: Visitor): Promise<void> => {
  const options = await (await who.go('/vi/desk/account/passkeys/options', {})).json();
  await who.go('/vi/desk/account/passkeys', { passkey: authenticator(origin).make(options) });
};

test('a new way in, a role, a password, a second step, a passkey: each is told once, to its holder alone', async () => {
  const at = await teamServer();
  const an = await at.joined('owner', 'an@example.org');
  const binh = await at.joined('checker', 'binh@example.org');
  expect(await subjects(at)).toEqual([]);
  const id = await idOf(at, 'binh@example.org');
  await an.go(`/vi/desk/team/${id}/role`, { role: 'reviewer' });
  expect(await subjects(at)).toEqual(['binh@example.org: vai trò của bạn đã đổi']);
  await an.go(`/vi/desk/team/${id}/renew`, {});
  expect(await subjects(at)).toEqual(['binh@example.org: có người tạo đường vào mới cho tài khoản của bạn']);
  await addsPasskey(binh);
  const [passkey] = await at.world.signIn.passkeys.of(id);
  await binh.go(`/vi/desk/account/passkeys/${passkey?.id}/remove`, {});
  expect([...(await subjects(at))].sort()).toEqual([
    'binh@example.org: một passkey đã bị xóa',
    'binh@example.org: một passkey đã được thêm',
  ]);
  const next = 'chín con chim đậu cành';
  await binh.go('/vi/desk/account/password', { current: password, password: next, again: next });
  await binh.go('/vi/desk/account/recovery-codes', { password: next });
  expect([...(await subjects(at))].sort()).toEqual([
    'binh@example.org: bước xác thực thứ hai đã đổi',
    'binh@example.org: mật khẩu của bạn đã đổi',
  ]);
  await binh.go('/vi/desk/account/second-factor', { password: next });
  expect(await subjects(at)).toEqual(['binh@example.org: bước xác thực thứ hai đã đổi']);
  const again = at.visitor();
  await again.go('/vi/sign-in', { email: 'an@example.org', password });
  await again.go('/vi/sign-in/code', { code: an.recovery[0] ?? '', kind: 'recovery' });
  expect(await subjects(at)).toEqual(['an@example.org: có người vào bằng mã dự phòng']);
  expect(await subjects(at)).toEqual([]);
});

test('the same may happen again on the same day, and is told again', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  await at.joined('checker', 'binh@example.org');
  const id = await idOf(at, 'binh@example.org');
  for (const role of ['reviewer', 'editor', 'editor', 'checker'] as const)
    await at.world.team.changeRole(id, { role, by: id }, at.world.now());
  expect(await subjects(at)).toHaveLength(3);
});

test('letters say what to do, in the language of their reader, and nothing that anybody typed', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  const binh = await at.joined('checker', 'binh@example.org');
  await binh.go('/vi/desk/account', { name: 'Bình <b>', lang: 'en' });
  await addsPasskey(binh);
  const [letter] = await sentBy(at);
  expect(letter?.subject).toBe('Tòa soạn Thử: a passkey was added');
  expect(letter?.text).toContain('https://kiemchung.example/en/desk/account');
  expect(letter?.text).toContain('tell an owner of the team at once');
  expect(letter?.text).not.toContain('Bình');
});

test('whoever is removed is told once, and then their address is nowhere', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  await at.joined('checker', 'binh@example.org');
  const [an, binh] = [await idOf(at, 'an@example.org'), await idOf(at, 'binh@example.org')];
  // A letter that still waits has no address any more.
  await at.world.team.changeRole(binh, { role: 'reviewer', by: binh }, at.world.now());
  await removeMember(at.world, { id: an, role: 'owner' }, binh);
  const held = async (): Promise<readonly unknown[]> =>
    at.database.all(sql`select sealed from contacts where sealed is not null`);
  expect(await held()).toHaveLength(1);
  expect(await subjects(at)).toEqual(['binh@example.org: bạn không còn trong nhóm kiểm chứng']);
  expect(await held()).toEqual([]);
  const rows = await at.database.all<{ template: string; state: string }>(
    sql`select template, state from outbox where kind = 'account' order by template`,
  );
  expect(rows).toEqual([
    { template: 'account-removed', state: 'sent' },
    { template: 'account-role', state: 'failed' },
  ]);
  for (const table of ['staff', 'contacts', 'outbox', 'events', 'invitations'])
    expect(JSON.stringify(await at.database.all(sql.raw(`select * from ${table}`)))).not.toContain('binh@');
});

test('after a week without a mail server the letters are let go, and so is the last address', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  await at.joined('checker', 'binh@example.org');
  await at.joined('checker', 'chi@example.org');
  const [an, binh, chi] = await Promise.all(['an', 'binh', 'chi'].map((name) => idOf(at, `${name}@example.org`)));
  await at.world.team.changeRole(chi!, { role: 'reviewer', by: chi! }, at.world.now());
  await removeMember(at.world, { id: an!, role: 'owner' }, binh!);
  at.setClock('2026-11-28T10:00:00Z');
  expect(await subjects(at)).toEqual([]);
  expect(await at.database.all(sql`select sealed from contacts where sealed is not null`)).toEqual([]);
  const states = await at.database.all<{ state: string }>(sql`select state from outbox where kind = 'account'`);
  expect(states.map(({ state }) => state)).toEqual(['failed', 'failed']);
});

test('by hand, too, nobody is told of an account who does not hold it', async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  await at.joined('checker', 'binh@example.org');
  const [an, binh] = [await idOf(at, 'an@example.org'), await idOf(at, 'binh@example.org')];
  await removeMember(at.world, { id: an, role: 'owner' }, binh);
  const put = (values: string): Promise<unknown> =>
    at.database.all(
      sql.raw(
        `insert into outbox (kind, staff_id, lang, template, occasion, queued_on) values (${values}, '2026-11-20')`,
      ),
    );
  const wrong: readonly [string, string][] = [
    [`'account', '${binh}', 'vi', 'account-role', gen_random_uuid()`, 'outbox_fits_the_account'],
    [`'account', '${an}', 'vi', 'account-removed', gen_random_uuid()`, 'outbox_fits_the_account'],
    [`'account', '${an}', 'vi', 'account-role', null`, 'outbox_occasions'],
    [`'account', '${an}', 'vi', 'ticket-closed', gen_random_uuid()`, 'outbox_tells_endings'],
    [`'account', '${an}', 'vi', 'account-gift', gen_random_uuid()`, 'outbox_template_of_kind'],
  ];
  for (const [values, constraint] of wrong)
    await expect(put(values), constraint).rejects.toMatchObject({ message: expect.stringContaining(constraint) });
  await put(`'account', '${an}', 'vi', 'account-role', gen_random_uuid()`);
  expect(await at.database.all(sql`select id from outbox where template = 'account-role'`)).toHaveLength(1);
});
