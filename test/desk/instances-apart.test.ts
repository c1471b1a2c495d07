// Two instances beside each other in one process, under one address and one key: each has its own database, and nothing else is shared.
import { expect, test } from 'vitest';
import { bearerOf } from '../api-desk/one-identity.ts';
import { origin } from '../in-memory/server.ts';
import { deskServer } from './desk-server.ts';
import { teamServer } from './team-server.ts';

const text = 'Trạm xe buýt ở phố tôi sẽ dời sang bờ hồ vào tháng sau';

test('ASVS 8.4.1: a session, a token and a ticket of one instance are nothing to another, though address and key are the same', async () => {
  const [one, other] = [await teamServer(), await teamServer()];
  const inside = await one.joined('owner', 'chu@toasoan.example');
  expect((await inside.go('/api/v1/desk/me')).status).toBe(200);
  const cookie = inside.cookies();
  expect(cookie).not.toBe('');
  const stranger = other.visitor({ cookie });
  expect((await stranger.go('/api/v1/desk/me')).status).toBe(401);

  const [here, there] = [await deskServer(), await deskServer()];
  const authorization = await bearerOf(here, here.team.owner, ['desk.see']);
  const ask = (desk: typeof here, path: string, init: RequestInit = {}) =>
    desk.server.fetch(new Request(`${origin}${path}`, init));
  const withToken = { headers: { authorization } };
  expect((await ask(here, '/api/v1/desk/cases', withToken)).status).toBe(200);
  expect((await ask(there, '/api/v1/desk/cases', withToken)).status).toBe(401);
  // Nor does whom the one knows exist in the other.
  expect((await there.as(here.team.owner, 'GET', '/api/v1/desk/me')).status).toBe(401);

  const sent = await ask(here, '/api/v1/tips', {
    ...{ method: 'POST', body: JSON.stringify({ text }), headers: { 'content-type': 'application/json' } },
  });
  const { ticket } = (await sent.json()) as { ticket: { id: string } };
  expect((await ask(here, `/api/v1/tickets/${ticket.id}`)).status).toBe(200);
  expect((await ask(there, `/api/v1/tickets/${ticket.id}`)).status).toBe(404);
  expect((await ask(there, `/api/v1/tickets/${ticket.id}`, { method: 'DELETE' })).status).toBe(404);
  expect((await ask(here, `/api/v1/tickets/${ticket.id}`)).status).toBe(200);
});
