// Oneself, by API: who one is and what one may, one's own sessions and tokens. Nobody else's is ever read or changed here.
import { z } from '@hono/zod-openapi';
import { dayOf } from '../../../base/clock.ts';
import type { Id } from '../../../base/ids.ts';
import { uiLangs } from '../../../base/lang.ts';
import { tokenDays, tokenLimits } from '../../../core/access-token.ts';
import { type Right, rights, roles } from '../../../core/rights.ts';
import { describeOneself, makeToken, revokeToken } from '../../../desk/index.ts';
import { cookiesOf } from '../../desk/sign-in-routes.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { day, idText } from '../schemas.ts';
import { listOf, moment, pathId } from './shapes.ts';

const right = z.enum(rights as readonly [Right, ...Right[]]);
const me = z
  .object({
    id: idText,
    name: z.string(),
    role: z.enum(roles),
    lang: z.enum(uiLangs),
    by: z.enum(['token', 'session']),
    rights: listOf(right).openapi({ description: 'What this request may; of a token no more than it was made with' }),
  })
  .openapi('Oneself');
const params = z.object({ id: pathId() });

export const meOperation = deskOperation({
  method: 'get',
  path: '/desk/me',
  summary: 'Read who one is',
  detail: 'And what this request may.',
  right: 'desk.see',
  replies: { 200: { description: 'Oneself', schema: me } },
  problems: [],
  answer: async (_door, _request, { member, rights: may, by }) => told(me, { ...member, rights: may, by }),
});

export const describeOperation = deskOperation({
  method: 'post',
  path: '/desk/me',
  summary: 'Change one’s own name and language',
  detail:
    'As colleagues read it, and the language letters come in. A name looks like that of no colleague and holds no address, ' +
    'no four digits in a row and nothing that nobody sees. The rule that was broken stands in `reason`.',
  right: 'desk.see',
  by: 'person',
  body: { json: z.strictObject({ name: z.string().max(100), lang: z.enum(uiLangs) }).openapi('OneselfGiven') },
  replies: { 204: { description: 'Changed' } },
  problems: [],
  answer: async (door, { json }, { member }) => {
    const described = await describeOneself(door.options.world, member, json);
    return described.ok ? done() : refused(described.error);
  },
});

const sessions = z
  .object({
    sessions: listOf(
      z.object({
        id: idText,
        since: day,
        until: moment,
        here: z.boolean().openapi({ description: 'The one of this request' }),
      }),
    ),
  })
  .openapi('Sessions');

export const sessionsOperation = deskOperation({
  method: 'get',
  path: '/desk/me/sessions',
  summary: 'List one’s own sessions',
  detail: 'Without address or browser: neither is kept.',
  right: 'desk.see',
  by: 'person',
  replies: { 200: { description: 'All of them', schema: sessions } },
  problems: [],
  answer: async (door, { asked }) =>
    told(sessions, { sessions: await door.options.world.signIn.sessions(cookiesOf(asked)) }),
});

export const endSessionOperation = deskOperation({
  method: 'delete',
  path: '/desk/me/sessions/{id}',
  summary: 'End a session of one’s own',
  detail: 'At once.',
  right: 'desk.see',
  by: 'person',
  params,
  replies: { 204: { description: 'Ended' } },
  problems: ['not-found'],
  answer: async (door, { asked, params }) =>
    (await door.options.world.signIn.endSession(cookiesOf(asked), params.id as Id)) ? done() : { code: 'not-found' },
});

const token = z
  .object({
    id: idText,
    name: z.string(),
    rights: listOf(right),
    madeOn: day,
    expiresOn: day,
    lastUsedOn: day.nullable(),
  })
  .openapi('Token');
const tokens = z.object({ tokens: listOf(token) }).openapi('Tokens');
const madeToken = z
  .object({ token, text: z.string().openapi({ description: 'What goes after `Bearer`; told this once' }) })
  .openapi('TokenMade');

export const tokensOperation = deskOperation({
  method: 'get',
  path: '/desk/me/tokens',
  summary: 'List one’s own tokens',
  detail: 'Those that work, without their texts.',
  right: 'desk.see',
  by: 'person',
  replies: { 200: { description: 'All of them', schema: tokens } },
  problems: [],
  answer: async (door, _request, { member }) => {
    const { world } = door.options;
    return told(tokens, { tokens: await world.tokens.ofMine(member.id, dayOf(world.now())) });
  },
});

export const makeTokenOperation = deskOperation({
  method: 'post',
  path: '/desk/me/tokens',
  summary: 'Make a token',
  detail: 'For some of one’s own rights. Sent again, it makes another one.',
  right: 'desk.see',
  by: 'proven',
  body: {
    json: z
      .strictObject({
        name: z.string().max(tokenLimits.name),
        rights: z.array(right).min(1).max(rights.length),
        days: z.union(tokenDays.map((n) => z.literal(n))),
      })
      .openapi('TokenGiven'),
  },
  remembers: true,
  replies: { 201: { description: 'The token', schema: madeToken } },
  problems: ['not-now'],
  answer: async (door, { json }, { member }) => {
    const { world, randomToken } = door.options;
    const made = await makeToken(world, { ...json, actor: member, secret: randomToken() + randomToken() });
    return made.ok ? told(madeToken, made.value, 201) : refused(made.error);
  },
});

export const revokeTokenOperation = deskOperation({
  method: 'delete',
  path: '/desk/me/tokens/{id}',
  summary: 'Revoke a token of one’s own',
  detail: 'From this moment it does nothing.',
  right: 'desk.see',
  by: 'person',
  params,
  replies: { 204: { description: 'Revoked' } },
  problems: ['not-found'],
  answer: async (door, { params }, { member }) => {
    const revoked = await revokeToken(door.options.world, { actor: member, token: params.id as Id });
    return revoked.ok ? done() : refused(revoked.error);
  },
});
