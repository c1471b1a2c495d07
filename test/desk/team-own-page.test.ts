// One's own page: password, second factor, recovery codes, sessions; each only one's own.
import { expect, test } from 'vitest';
import { password, secretIn, teamServer } from './team-server.ts';
import { totp } from './totp.ts';

const fresh = 'năm cái cây ở đầu làng';

test('a new password ends every other session, and the old one no longer lets in', async () => {
  const { joined, visitor } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  const two = visitor();
  await two.go('/vi/sign-in', { email: 'an@example.org', password });
  await two.go('/vi/sign-in/code', { code: one.recovery[0] ?? '', kind: 'recovery' });
  expect((await two.go('/vi/desk/account')).status).toBe(200);
  const form = { current: password, password: fresh, again: fresh };
  expect((await one.go('/vi/desk/account/password', { ...form, again: password })).status).toBe(422);
  expect((await one.go('/vi/desk/account/password', { ...form, current: 'không phải mật khẩu' })).status).toBe(422);
  const done = await one.go('/vi/desk/account/password', form);
  expect(done.headers.get('location')).toBe('/vi/desk/account?done=password');
  expect((await two.go('/vi/desk/account')).status).toBe(303);
  expect((await one.go('/vi/desk/account')).status).toBe(200);
  expect((await visitor().go('/vi/sign-in', { email: 'an@example.org', password })).status).toBe(422);
  expect((await visitor().go('/vi/sign-in', { email: 'an@example.org', password: fresh })).status).toBe(303);
});

test('sessions are listed by day; one of them is ended, and nobody ends those of others', async () => {
  const { joined, visitor, world } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  const other = await joined('checker', 'binh@example.org');
  const two = visitor();
  await two.go('/vi/sign-in', { email: 'an@example.org', password });
  await two.go('/vi/sign-in/code', { code: one.recovery[0] ?? '', kind: 'recovery' });
  const ids = [...(await one.page('/vi/desk/account')).matchAll(/sessions\/([0-9a-f-]{36})\/end/g)].map(
    ([, id = '']) => id,
  );
  expect(ids).toHaveLength(1);
  expect((await other.go(`/vi/desk/account/sessions/${ids[0]}/end`, {})).status).toBe(404);
  expect((await two.go('/vi/desk/account')).status).toBe(200);
  expect((await one.go(`/vi/desk/account/sessions/${ids[0]}/end`, {})).status).toBe(303);
  expect((await two.go('/vi/desk/account')).status).toBe(303);
  expect(await world.team.members()).toHaveLength(2);
});

test('recovery codes are made anew with the password, and the earlier ones no longer work', async () => {
  const { joined, visitor } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  expect((await one.go('/vi/desk/account/recovery-codes', { password: 'không phải mật khẩu' })).status).toBe(422);
  const shown = await one.page('/vi/desk/account/recovery-codes', { password });
  const codes = [...shown.matchAll(/<li><code>([^<]+)</g)].map(([, code = '']) => code);
  expect(codes).toHaveLength(10);
  const enter = async (code: string) => {
    const guest = visitor();
    await guest.go('/vi/sign-in', { email: 'an@example.org', password });
    return (await guest.go('/vi/sign-in/code', { code, kind: 'recovery' })).status;
  };
  expect(await enter(one.recovery[0] ?? '')).toBe(422);
  expect(await enter(codes[0] ?? '')).toBe(303);
});

test('on a new phone the second factor is set up anew, and the desk is closed until then', async () => {
  const { joined } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  const reply = await one.go('/vi/desk/account/second-factor', { password });
  expect(reply.headers.get('location')).toBe('/vi/second-factor');
  expect((await one.go('/vi/desk/account')).status).toBe(303);
  const secret = secretIn(await one.page('/vi/second-factor'));
  expect(secret).not.toBe(one.secret);
  expect((await one.go('/vi/second-factor', { code: totp(one.secret) })).status).toBe(422);
  expect((await one.go('/vi/second-factor', { code: totp(secret) })).status).toBe(200);
  expect((await one.go('/vi/desk/account')).status).toBe(200);
});

test('name and language are one’s own to change; signing out closes the desk', async () => {
  const { joined } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  expect((await one.go('/vi/desk/account', { name: '  ', lang: 'vi' })).status).toBe(422);
  await one.go('/vi/desk/account', { name: 'Trần  An', lang: 'en' });
  expect((await one.go('/vi/desk/account', { name: 'Trần An', lang: 'en' })).status).toBe(303);
  expect(await one.page('/vi/desk/team')).toContain('Trần An');
  expect((await one.go('/vi/sign-out', {})).headers.get('location')).toBe('/vi/sign-in');
  expect((await one.go('/vi/desk/account')).status).toBe(303);
});

test('nobody takes the name of a colleague by its look, on their page or by a link; the link still works', async () => {
  const { joined, visitor, world, linkFor } = await teamServer();
  const one = await joined('owner', 'an@example.org');
  const other = await joined('checker', 'binh@example.org');
  await one.go('/vi/desk/account', { name: 'Trần Văn Kiểm', lang: 'vi' });
  for (const name of ['TRAN VAN KIEM', 'Trần Văn Kiểm', 'Trаn Vаn Kiеm']) {
    const said = await other.go('/vi/desk/account', { name, lang: 'vi' });
    expect([said.status, (await said.text()).includes('mang tên trông giống như vậy')]).toEqual([422, true]);
  }
  for (const name of ['An 0912345678', 'bia-dat.example'])
    expect((await other.go('/vi/desk/account', { name, lang: 'vi' })).status).toBe(422);
  const code = await linkFor('reviewer');
  const come = (name: string) => visitor().go('/vi/join', { code, name, email: 'chi@example.org', password });
  expect(await (await come('Tran Van Kiêm')).text()).toContain('mang tên trông giống như vậy');
  expect((await come('Trần Thị Kiểm')).status).toBe(303);
  expect((await world.team.members()).map(({ name }) => name).sort()).toEqual([
    ...['Người binh', 'Trần Thị Kiểm', 'Trần Văn Kiểm'],
  ]);
});
