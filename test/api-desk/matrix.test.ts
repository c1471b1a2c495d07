// Who may what, tried: every operation of the document by every role, and everybody's private things by everybody else.
import { expect, test } from 'vitest';
import { may, type Right, type Role, rights, roles } from '../../src/core/rights.ts';
import type { Member } from '../../src/desk/index.ts';
import { publishedCase } from '../desk/deciding.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { teamServer } from '../desk/team-server.ts';
import { type Described, documentOf } from './document.ts';
import { bearerOf, headersOf, sender, unlimited } from './one-identity.ts';

const nothing = '00000000-0000-4000-8000-000000000000';
/** An address that names nothing that is there. */
const emptyAddress = ({ path }: Described): string =>
  path
    .replaceAll('{number}', '999999')
    .replaceAll('{sha256}', '0'.repeat(64))
    .replaceAll(/\{\w+\}/g, nothing);

const codeOf = async (desk: DeskServer, own: Readonly<Record<string, string>>, op: Described): Promise<string> => {
  const body = op.body === null ? undefined : '{"":0}';
  const response = await sender(desk, own)(op.method, emptyAddress(op), body);
  if (response.status < 300) {
    await response.body?.cancel();
    return 'done';
  }
  const { code, status } = (await response.json()) as { readonly code: string; readonly status: number };
  expect(status).toBe(response.status);
  return code;
};

const refusals = ['forbidden', 'signed-out', 'not-by-token', 'step-up-needed'];

test('ASVS 8.2.2: each role is refused exactly where the table of rights says no, by session and by token', async () => {
  const desk = await unlimited(true);
  const { operations } = await documentOf(desk.server);
  const guarded = operations.filter((op): op is Described & { right: Right } => op.right !== null);
  expect(guarded.length).toBeGreaterThan(70);
  expect(operations.filter(({ path, right }) => path.includes('/desk/') !== (right !== null))).toEqual([]);
  const used = new Set(guarded.map(({ right }) => right));
  expect(rights.filter((right) => !used.has(right))).toEqual([]);
  for (const role of roles) {
    const member = desk.team[role];
    const own = rights.filter((right) => may(role, right));
    const authorization = await bearerOf(desk, member, own);
    for (const op of guarded) {
      const allowed = may(role, op.right);
      const bySession = await codeOf(desk, headersOf(member), op);
      expect([role, op.name, refusals.includes(bySession)]).toEqual([role, op.name, !allowed]);
      const byToken = await codeOf(desk, { authorization }, op);
      const personal = op.security?.every((way) => Object.hasOwn(way, 'session')) === true;
      const expected = !allowed ? 'forbidden' : personal ? 'not-by-token' : bySession;
      expect([role, op.name, byToken]).toEqual([role, op.name, expected]);
    }
  }
});

test('ASVS 8.2.2, 8.2.3: a token opens only what it was made for, whatever its owner may', async () => {
  const desk = await unlimited(true);
  const { owner } = desk.team;
  const { operations } = await documentOf(desk.server);
  const guarded = operations.filter(({ right }) => right !== null);
  for (const right of new Set(guarded.map((op) => op.right as Right))) {
    const without = await bearerOf(
      desk,
      owner,
      rights.filter((one) => one !== right),
    );
    const only = await bearerOf(desk, owner, [right]);
    for (const op of guarded) {
      const [held, lacking] = [
        await codeOf(desk, { authorization: only }, op),
        await codeOf(desk, { authorization: without }, op),
      ];
      expect([op.name, held === 'forbidden', lacking === 'forbidden']).toEqual([
        op.name,
        op.right !== right,
        op.right === right,
      ]);
    }
    await Promise.all(
      (await desk.world.tokens.ofMine(owner.id, '2026-11-20' as never)).map(({ id }) =>
        desk.world.tokens.revoke(owner.id, id, '2026-11-20' as never),
      ),
    );
  }
});

test('ASVS 3.5.1, 8.2.2: nobody without a sign-in, another site, or a session long proven does what weighs', async () => {
  const desk = await unlimited(false);
  const { owner } = desk.team;
  const { operations } = await documentOf(desk.server);
  const fromElsewhere = { 'x-test-member': owner.id, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  for (const op of operations.filter(({ right }) => right !== null)) {
    expect([op.name, await codeOf(desk, {}, op)]).toEqual([op.name, 'signed-out']);
    expect([op.name, await codeOf(desk, { authorization: 'Bearer x', ...headersOf(owner) }, op)]).toEqual([
      op.name,
      'signed-out',
    ]);
    expect([op.name, await codeOf(desk, fromElsewhere, op)]).toEqual([op.name, 'forbidden']);
    const code = await codeOf(desk, headersOf(owner), op);
    expect([op.name, code === 'step-up-needed']).toEqual([op.name, op.stepUp]);
  }
  const deciding = operations.filter(({ stepUp }) => stepUp).map(({ name }) => name);
  for (const path of ['submissions/{id}/reviews', 'submissions/{id}/override', 'cases/{number}/submissions/withdrawal'])
    expect(deciding).toContain(`POST /api/v1/desk/${path}`);
});

type Reply = { readonly status: number; readonly json: Readonly<Record<string, never>> };

const jsonBy =
  (desk: DeskServer, who: Member) =>
  async (method: string, path: string, body?: object): Promise<Reply> => {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const response = await sender(desk, headersOf(who))(method, `/api/v1/desk${path}`, sent);
    return { status: response.status, json: response.status === 204 ? {} : await response.json() };
  };

test('ASVS 8.2.2, 8.2.3: saved views, practice and tokens of others are neither read nor changed, by any role', async () => {
  const desk = await unlimited(true);
  await publishedCase(desk.world, desk.database, { writer: desk.team.checker, reviewer: desk.team.editor });
  for (const holder of roles) {
    const mine = jsonBy(desk, desk.team[holder]);
    const { views } = (await mine('POST', '/views', { name: 'Riêng', query: 'whose=mine' })).json as Record<
      string,
      { id: string }[]
    >;
    const { attempt } = (await mine('POST', '/practice', {})).json as Record<string, { id: string }>;
    const { token } = (await mine('POST', '/me/tokens', { name: 'Riêng', rights: ['desk.see'], days: 7 }))
      .json as Record<string, { id: string }>;
    const [view, practice, held] = [views?.[0]?.id ?? '', attempt?.id ?? '', token?.id ?? ''];
    expect([view, practice, held].every((id) => /^[0-9a-f-]{36}$/.test(id))).toBe(true);
    for (const other of roles.filter((role): role is Role => role !== holder)) {
      const theirs = jsonBy(desk, desk.team[other]);
      for (const path of ['/views', '/practice', '/me/tokens']) {
        const list = JSON.stringify((await theirs('GET', path)).json);
        for (const id of [view, practice, held])
          expect([holder, other, path, list.includes(id)]).toEqual([holder, other, path, false]);
      }
      expect((await theirs('DELETE', `/views/${view}`)).status).toBe(404);
      expect((await theirs('GET', `/practice/${practice}`)).status).toBe(404);
      expect(
        (await theirs('POST', `/practice/${practice}/answers`, { step: 'checkable', checkable: 'yes' })).status,
      ).toBe(404);
      await theirs('DELETE', `/practice/${practice}`);
      expect((await theirs('DELETE', `/me/tokens/${held}`)).status).toBe(404);
    }
    expect(JSON.stringify((await mine('GET', '/views')).json)).toContain(view);
    expect(JSON.stringify((await mine('GET', '/me/tokens')).json)).toContain(held);
    expect((await mine('GET', `/practice/${practice}`)).json).toMatchObject({
      attempt: { id: practice, checkable: null },
    });
  }
});

test('ASVS 8.2.2, 8.2.3: sessions of others are neither listed nor ended', async () => {
  const team = await teamServer();
  const owner = await team.joined('owner', 'chu@toasoan.example');
  const trainee = await team.joined('trainee', 'tap@toasoan.example');
  const sessionsOf = async (who: typeof owner): Promise<readonly string[]> => {
    const { sessions } = (await (await who.go('/api/v1/desk/me/sessions')).json()) as { sessions: { id: string }[] };
    return sessions.map(({ id }) => id);
  };
  const [ofOwner, ofTrainee] = [await sessionsOf(owner), await sessionsOf(trainee)];
  expect([ofOwner.length, ofTrainee.length]).toEqual([1, 1]);
  expect(ofOwner).not.toEqual(ofTrainee);
  const end = (who: typeof owner, id = '') => who.send('DELETE', `/api/v1/desk/me/sessions/${id}`);
  for (const [who, id] of [
    [owner, ofTrainee[0]],
    [trainee, ofOwner[0]],
  ] as const)
    expect((await end(who, id)).status).toBe(404);
  expect([await sessionsOf(owner), await sessionsOf(trainee)]).toEqual([ofOwner, ofTrainee]);
  expect((await end(trainee, ofTrainee[0])).status).toBe(204);
  expect((await trainee.go('/api/v1/desk/me/sessions')).status).toBe(401);
});
