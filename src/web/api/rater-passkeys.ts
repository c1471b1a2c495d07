// Passkeys of raters by API: options, a new key, and taking all of them away.
import { z } from '@hono/zod-openapi';
import { addRaterPasskey, raterChallenge } from '../../desk/index.ts';
import { slowed } from '../desk/slowed.ts';
import { privately } from '../door.ts';
import { raterOf } from '../rater-door.ts';
import { jsonReply, operation } from './operation.ts';

const text = z
  .string()
  .max(8000)
  .regex(/^[A-Za-z0-9_-]*$/)
  .openapi({ description: 'In base64url' });

/** What a passkey signed. */
export const passkeyGiven = z
  .strictObject({
    id: text,
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: text.default(''),
  })
  .openapi('RaterPasskeyShown');

const options = z
  .record(z.string(), z.unknown())
  .openapi('RaterPasskeyOptions', { description: 'Options in the JSON form of WebAuthn level 3' });

const bearing = 'Bears `Authorization: Bearer rater.SESSION`, or the cookie of our own pages.';

export const raterPasskeyOptionsOperation = operation({
  method: 'post',
  path: '/raters/passkey-options',
  summary: 'Ask for what a rater’s passkey is to sign',
  detail: `To come in (\`enter\`), or to add one (\`add\`, by a rater). Answered once, within five minutes. ${bearing}`,
  body: { json: z.strictObject({ to: z.enum(['enter', 'add']) }) },
  replies: { 200: { description: 'Options for the browser', schema: options } },
  problems: ['signed-out', 'not-now', 'rate-limited'],
  answer: async (door, { asked, json }) => {
    const { world } = door.options;
    const wait = slowed(door, 'passkey of a rater', 'ask');
    if (wait > 0) return { code: 'rate-limited', retryAfter: wait };
    const here = json.to === 'add' ? await raterOf(door, asked) : undefined;
    if (json.to === 'add' && here === undefined) return { code: 'signed-out' };
    const made =
      here === undefined
        ? await world.raterPasskeys.toEnter(raterChallenge(world, 'enter'))
        : await world.raterPasskeys.toAdd(raterChallenge(world, `add ${here.rater.id}`));
    if (!made.ok) return { code: 'not-now', reason: made.error.code };
    return jsonReply(asked, made.value, { headers: privately });
  },
});

export const addRaterPasskeyOperation = operation({
  method: 'post',
  path: '/raters/passkeys',
  summary: 'Add a passkey by which a rater comes back',
  detail: `Three at most. A passkey admits nobody: whoever has one came in by a letter first. ${bearing}`,
  body: {
    json: z
      .strictObject({ passkey: z.strictObject({ id: text, clientDataJSON: text, attestationObject: text }) })
      .openapi('RaterPasskeyMade'),
  },
  replies: { 204: { description: 'Kept' } },
  problems: ['signed-out', 'invalid-input', 'not-now'],
  answer: async (door, { asked, json }) => {
    const here = await raterOf(door, asked);
    if (here === undefined) return { code: 'signed-out' };
    const added = await addRaterPasskey(door.options.world, here, json.passkey);
    if (added.ok) return new Response(null, { status: 204, headers: privately });
    const { code } = added.error;
    return code === 'passkey-wrong'
      ? { code: 'invalid-input', field: 'passkey', reason: code }
      : { code: 'not-now', reason: code };
  },
});

export const dropRaterPasskeysOperation = operation({
  method: 'delete',
  path: '/raters/passkeys',
  summary: 'Take away all passkeys of a rater',
  detail: `The letter opens the door as before. ${bearing}`,
  replies: { 204: { description: 'None is left' } },
  problems: ['signed-out'],
  answer: async (door, { asked }) => {
    const here = await raterOf(door, asked);
    if (here === undefined) return { code: 'signed-out' };
    await door.options.world.raters.dropPasskeys(here.rater.id);
    return new Response(null, { status: 204, headers: privately });
  },
});
