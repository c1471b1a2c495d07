// Two instances beside each other, as one machine may run them: what opens the one opens nothing at the other.
import { expect, test } from 'vitest';
import { parseTip } from '../../src/core/tip.ts';
import { makeToken, match, memberByToken, receive } from '../../src/desk/index.ts';
import { password, type TeamServer, teamServer } from '../desk/team-server.ts';

const email = 'an@example.org';

/** The cookies of a session of somebody who signs in anew, as a browser would send them. */
const session = async (at: TeamServer, recovery: string): Promise<string> => {
  const one = at.visitor();
  await one.go('/vi/sign-in', { email, password });
  const reply = await one.go('/vi/sign-in/code', { code: recovery, kind: 'recovery' });
  return reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
};

test('ASVS 8.4.1: sessions, tokens, links of invitation and tickets of one instance open nothing at another', async () => {
  const [here, there] = [await teamServer(), await teamServer()];
  const mine = await here.joined('owner', email);
  // The same person with the same password at both: even so one session is not the other.
  await there.joined('owner', email);
  const cookie = await session(here, mine.recovery[0] ?? '');
  expect((await here.visitor({ cookie }).go('/vi/desk/team')).status).toBe(200);
  const away = await there.visitor({ cookie }).go('/vi/desk/team');
  expect([away.status, away.headers.get('location')]).toEqual([303, expect.stringContaining('/vi/sign-in')]);

  const actor = (await here.world.team.members()).find((member) => member.email === email);
  if (actor === undefined) throw new Error('nobody joined');
  const secret = 'ab'.repeat(32);
  const token = await makeToken(here.world, { actor, name: 'x', rights: ['desk.see'], days: 7, secret });
  if (!token.ok) throw new Error(token.error.code);
  const authorization = `Bearer ${token.value.text}`;
  expect(await memberByToken(here.world, authorization)).toBeDefined();
  expect(await memberByToken(there.world, authorization)).toBeUndefined();
  expect((await here.visitor({ authorization }).go('/api/v1/desk/me')).status).toBe(200);
  expect((await there.visitor({ authorization }).go('/api/v1/desk/me')).status).toBe(401);

  const code = await here.linkFor('checker');
  expect(await here.visitor().page(`/vi/join?code=${code}`)).toContain('name="password"');
  expect(await there.visitor().page(`/vi/join?code=${code}`)).not.toContain('name="password"');

  const tip = parseTip({ text: 'Uống nước lá tía tô mỗi sáng thì khỏi hẳn bệnh gút', lang: 'vi' }, 'web');
  if (!tip.ok) throw new Error(tip.error.code);
  const received = await receive(here.world, await match(here.world, tip.value), null);
  if (!received.ok || received.value.ticket === null) throw new Error('no ticket was given');
  const ticket = `/vi/tickets/${received.value.ticket}`;
  expect((await here.visitor().go(ticket)).status).toBe(200);
  expect((await there.visitor().go(ticket)).status).toBe(404);
});
