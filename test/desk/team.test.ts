// Letting in and out: by owners alone, told to everybody without names, and at once.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Role, roles } from '../../src/core/rights.ts';
import { changeRole, inviteMember, removeMember, withdrawInvitation } from '../../src/desk/index.ts';
import { deskServer } from './desk-server.ts';
import { fieldsIn, password, teamServer } from './team-server.ts';
import { totp } from './totp.ts';

const linkIn = (page: string): string =>
  /data-link[^>]*>[^<]*?(\/(?:vi|en)\/join\?code=[0-9a-f]+)</.exec(page)?.[1] ?? '';
const codeIn = (link: string): string => link.split('code=')[1] ?? '';

test('an owner invites, and who follows the link has the role it was made for; the letter holds the same link', async () => {
  const { joined, visitor, letters } = await teamServer();
  const owner = await joined('owner', 'an@example.org');
  const page = await owner.page('/vi/desk/team/invitations', { role: 'reviewer', email: 'binh@example.org' });
  const link = linkIn(page);
  expect(letters()[0]).toMatchObject({ to: 'binh@example.org' });
  expect(letters()[0]?.text).toContain(link);
  expect(await owner.page('/vi/desk/mailbox')).toContain(link);
  // The page that comes next does not show it again.
  expect(await owner.page('/vi/desk/team')).not.toContain(codeIn(link));
  const other = visitor();
  expect(await other.page(link)).toContain('người duyệt');
  const form = { code: codeIn(link), name: 'Bình', email: 'binh@example.org', password };
  expect((await other.go('/vi/join', { ...form, email: 'an@example.org' })).status).toBe(422);
  expect((await other.go('/vi/join', form)).headers.get('location')).toBe('/vi/second-factor');
  expect(await owner.page('/vi/desk/team')).toContain('Bình');
});

test('ASVS 7.4.2: removing somebody ends every session of theirs at once, and can be undone from the next page', async () => {
  const { world, joined, visitor, database } = await teamServer();
  const owner = await joined('owner', 'an@example.org');
  const checker = await joined('checker', 'binh@example.org');
  expect((await checker.go('/vi/desk/team')).status).toBe(200);
  const gone = (await world.team.members()).find((one) => one.email === 'binh@example.org');
  if (gone === undefined) throw new Error('nobody to remove');
  const reply = await owner.go(`/vi/desk/team/${gone.id}/remove`, {});
  expect(reply.headers.get('location')).toBe(`/vi/desk/team?removed=${gone.id}`);
  expect((await checker.go('/vi/desk/team')).status).toBe(303);
  expect(await database.all(sql`select id from sign_in_sessions where staff_id = ${gone.id}`)).toEqual([]);
  expect((await visitor().go('/vi/sign-in', { email: 'binh@example.org', password })).status).toBe(422);
  const after = await owner.page(`/vi/desk/team?removed=${gone.id}`);
  expect(after).toContain(`/vi/desk/team/${gone.id}/renew`);
  const link = linkIn(await owner.page(`/vi/desk/team/${gone.id}/renew`, {}));
  const form = { code: codeIn(link), name: 'Bình', email: 'binh@example.org', password };
  expect((await visitor().go('/vi/join', form)).status).toBe(303);
  expect(await world.team.member(gone.id)).toMatchObject({
    state: 'active',
    role: 'checker',
    email: 'binh@example.org',
  });
});

test('the last owner cannot go, be removed or be given another role: not by a form, not by SQL', async () => {
  const { world, joined, database } = await teamServer();
  const owner = await joined('owner', 'an@example.org');
  const [me] = await world.team.members();
  if (me === undefined) throw new Error('nobody there');
  expect((await owner.go(`/vi/desk/team/${me.id}/remove`, {})).status).toBe(422);
  expect((await owner.go(`/vi/desk/team/${me.id}/role`, { role: 'editor' })).status).toBe(422);
  expect(await owner.page('/vi/desk/account/leave', {})).toContain('người phụ trách cuối cùng');
  await expect(database.all(sql`update staff set role = 'editor' where id = ${me.id}`)).rejects.toThrow(
    'last_owner_stays',
  );
  await expect(database.all(sql`delete from staff where id = ${me.id}`)).rejects.toThrow('last_owner_stays');
  expect((await world.team.member(me.id))?.role).toBe('owner');
});

test('of two owners who remove each other at the same moment one stays', async () => {
  const { world, joined } = await teamServer();
  await joined('owner', 'an@example.org');
  await joined('owner', 'binh@example.org');
  const [one, two] = await world.team.members();
  if (one === undefined || two === undefined) throw new Error('two owners expected');
  const done = await Promise.all([removeMember(world, one, two.id), removeMember(world, two, one.id)]);
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await world.team.hasOwner()).toBe(true);
});

test('what changed is public: the day and the role, no name, no time', async () => {
  const { joined, world, database, visitor } = await teamServer();
  await joined('owner', 'an@example.org');
  await joined('reviewer', 'binh@example.org');
  const [an, binh] = await world.team.members();
  if (an === undefined || binh === undefined) throw new Error('two expected');
  await changeRole(world, an, { member: binh.id, role: 'editor' });
  await removeMember(world, an, binh.id);
  expect((await world.team.log(10)).map(({ change, role }) => `${change} ${role}`)).toEqual([
    'removed editor',
    'changed editor',
    'added reviewer',
    'added owner',
  ]);
  const page = await visitor().page('/en/team-log');
  expect(page).toContain('added, in the role of reviewer');
  expect(page).not.toContain('binh');
  expect(page).not.toContain(binh.name);
  const told = await database.all<{ at: unknown }>(sql`select at, data from events where type = 'team.changed'`);
  expect(told.every(({ at }) => at === null)).toBe(true);
  expect(JSON.stringify(told)).not.toContain(binh.id);
  expect(await visitor().page('/en/about')).toContain('/en/team-log');
});

test('what weighs asks for the second factor again once ten minutes have passed (ASVS 7.5.3)', async () => {
  const { joined, setClock, world } = await teamServer();
  const owner = await joined('owner', 'an@example.org');
  expect((await owner.go('/vi/desk/team/invitations', { role: 'checker', email: '' })).status).toBe(200);
  setClock(new Date(world.now().getTime() + 11 * 60_000).toISOString());
  const asked = await owner.page('/vi/desk/team/invitations', { role: 'reviewer', email: 'binh@example.org' });
  expect(fieldsIn(asked)).toEqual({ role: 'reviewer', email: 'binh@example.org' });
  expect(await world.team.invitations(world.now())).toHaveLength(1);
  expect((await owner.go('/vi/confirm', { code: '000000', next: '/vi/desk/team' })).status).toBe(422);
  const code = totp(owner.secret, new Date(), 1);
  expect((await owner.go('/vi/confirm', { code, next: '/vi/desk/team' })).headers.get('location')).toBe(
    '/vi/desk/team',
  );
  expect((await owner.go('/vi/desk/team/invitations', { role: 'checker', email: '' })).status).toBe(200);
});

test('only owners let in and out, whatever is sent (roles × actions)', async () => {
  const { team, as, world, database } = await deskServer();
  const before = await database.all(sql`select id, role, state from staff order by id`);
  for (const role of roles.filter((one) => one !== 'owner')) {
    const who = team[role];
    expect((await as(who, 'GET', '/vi/desk/team')).status).toBe(200);
    for (const [path, form] of [
      ['/vi/desk/team/invitations', { role: 'owner', email: '' }],
      [`/vi/desk/team/${team.owner.id}/role`, { role: 'trainee' }],
      [`/vi/desk/team/${who.id}/role`, { role: 'owner' }],
      [`/vi/desk/team/${team.checker.id}/remove`, {}],
      [`/vi/desk/team/${team.owner.id}/renew`, {}],
    ] as const)
      expect([role, path, (await as(who, 'POST', path, new URLSearchParams(form))).status]).toEqual([role, path, 403]);
    expect((await as(who, 'GET', '/vi/desk/mailbox')).status).toBe(403);
    const invited = { code: 'x', role: 'owner' as Role, member: null, letter: null };
    expect(await inviteMember(world, who, invited)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await withdrawInvitation(world, who, who.id)).toMatchObject({ error: { code: 'forbidden' } });
  }
  expect(await database.all(sql`select id, role, state from staff order by id`)).toEqual(before);
  expect(await database.all(sql`select id from invitations`)).toEqual([]);
});

test('the operator’s pages open to who holds the right, beside the printed link', async () => {
  const { team, as } = await deskServer();
  const statusOf = async (role: Role, path: string) => (await as(team[role], 'GET', path)).status;
  expect(await Promise.all(roles.map((role) => statusOf(role, '/operator/wordings')))).toEqual([
    403, 403, 200, 200, 200,
  ]);
  expect(await Promise.all(roles.map((role) => statusOf(role, '/operator')))).toEqual([403, 403, 303, 200, 200]);
  const posted = await as(
    team.reviewer,
    'POST',
    `/operator/sources/${team.owner.id}`,
    new URLSearchParams({ answers: '1' }),
  );
  expect(posted.status).toBe(403);
});

test('the row of the desk leads to the operator’s pages and stands around them, for whoever both are open to', async () => {
  const { team, as } = await deskServer();
  const pageOf = async (role: Role, path: string) => (await as(team[role], 'GET', path)).text();
  const door = 'href="/operator?lang=en"';
  expect(
    await Promise.all(roles.map(async (role) => (await pageOf(role, '/en/desk/practice')).includes(door))),
  ).toEqual([...[false, false, true, true, true]]);
  for (const path of ['/operator?lang=en', '/operator/wordings?lang=en']) {
    const page = await pageOf('owner', path);
    expect(page).toContain('href="/en/desk/reviews"');
    expect(page).toContain(`${door} aria-current="page"`);
  }
});
