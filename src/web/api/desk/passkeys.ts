// One's own passkeys, by API: what a page does for whoever signed in. A token neither sees nor adds one.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import type { Holder } from '../../../desk/index.ts';
import type { Caller } from '../caller.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { day, idText } from '../schemas.ts';
import { listOf, pathId } from './shapes.ts';

const passkey = z.object({ id: idText, addedOn: day, usedOn: day.nullable() }).openapi('Passkey');
const passkeys = z.object({ passkeys: listOf(passkey) }).openapi('Passkeys');
const options = z
  .record(z.string(), z.unknown())
  .openapi('PasskeyOptions', { description: 'For `PublicKeyCredential.parseCreationOptionsFromJSON`' });
const base64Url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);
const answer = z
  .strictObject({
    id: base64Url(1364),
    clientDataJSON: base64Url(8000),
    attestationObject: base64Url(40_000),
  })
  .openapi('PasskeyGiven', { description: 'What the browser made, each in base64url' });
const own = { right: 'desk.see', by: 'proven' } as const;

export const passkeysOperation = deskOperation({
  right: 'desk.see',
  by: 'person',
  method: 'get',
  path: '/desk/me/passkeys',
  summary: 'List one’s own passkeys',
  detail: 'By the day they were added; of what kind the machine is, is not kept.',
  replies: { 200: { description: 'All of them', schema: passkeys } },
  problems: [],
  answer: async (door, _request, { member }) =>
    told(passkeys, { passkeys: await door.options.world.signIn.passkeys.of(member.id) }),
});

export const passkeyOptionsOperation = deskOperation({
  ...own,
  method: 'post',
  path: '/desk/me/passkeys/options',
  summary: 'Ask for what a new passkey is made from',
  detail: 'Good for five minutes, for this session, and for one try.',
  remembers: true,
  replies: { 200: { description: 'Options of WebAuthn', schema: options } },
  problems: ['not-now'],
  answer: async (door, _request, who) => {
    const asked = await door.options.world.signIn.passkeys.toAdd(holderOf(who));
    return asked.ok ? told(options, asked.value) : refused(asked.error);
  },
});

export const addPasskeyOperation = deskOperation({
  ...own,
  method: 'post',
  path: '/desk/me/passkeys',
  summary: 'Add a passkey',
  detail: 'Ten at most. From then on it signs in by itself.',
  body: { json: answer },
  remembers: true,
  replies: { 201: { description: 'Added', schema: passkey } },
  problems: ['not-now'],
  answer: async (door, { json }, who) => {
    const added = await door.options.world.signIn.passkeys.add(holderOf(who), json);
    return added.ok ? told(passkey, added.value, 201) : refused(added.error);
  },
});

export const removePasskeyOperation = deskOperation({
  ...own,
  method: 'delete',
  path: '/desk/me/passkeys/{id}',
  summary: 'Remove a passkey of one’s own',
  detail: 'Ends every other session of one’s own as well.',
  params: z.object({ id: pathId() }),
  replies: { 204: { description: 'Removed' } },
  problems: ['not-found'],
  answer: async (door, { params }, who) =>
    (await door.options.world.signIn.passkeys.remove(holderOf(who), params.id as Id)) ? done() : { code: 'not-found' },
});

const holderOf = ({ member, session }: Caller): Holder => ({ member, session: session ?? '' });
