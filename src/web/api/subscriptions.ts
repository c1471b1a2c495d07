// Hearing of corrections of a check, by API and without an account: asked for, read and ended by the secret that was told.
import { z } from '@hono/zod-openapi';
import { uiLangs } from '../../base/lang.ts';
import { textIn } from '../../core/check.ts';
import { parseAddressWish } from '../../core/contact.ts';
import { lookupOf, unsubscribe } from '../../desk/index.ts';
import { sendAddressLetter } from '../address-letter.ts';
import { privately } from '../door.ts';
import { letterLang } from '../letter-lang.ts';
import { checkPath } from '../pages/addresses.ts';
import { done, refused } from './desk-operation.ts';
import { jsonReply, operation } from './operation.ts';
import { day, ownSecret } from './schemas.ts';

const subscription = z
  .object({ check: z.string(), url: z.string(), since: day, endedOn: day.nullable() })
  .openapi('Subscription');

export const subscribeOperation = operation({
  method: 'post',
  path: '/checks/{key}/subscriptions',
  summary: 'Ask to hear of corrections of a check',
  detail:
    'One letter goes there and asks whether it is theirs; nothing is kept until its link was followed and confirmed (`/addresses/confirm`), within two days. Then it is sealed, used for mail about corrections of this check alone, and forgotten when it ends. Of our own checks, where mail can be sent. The reply is the same whatever becomes of the letter. What broke a rule stands in `reason`.',
  params: z.object({
    key: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,100}$/)
      .openapi({ param: { name: 'key', in: 'path' }, description: 'The slug of the check’s address' }),
  }),
  body: {
    json: z
      .strictObject({
        email: z.string().max(254),
        consent: z.literal(true).openapi({ description: 'Whoever it belongs to agrees to mail about corrections' }),
        lang: z
          .enum(uiLangs)
          .optional()
          .openapi({ description: 'Of the letters; left out, as `Accept-Language` says' }),
      })
      .openapi('SubscriptionGiven'),
  },
  replies: { 202: { description: 'A letter asks whether the address is theirs' } },
  problems: ['not-found', 'mail-off', 'invalid-input'],
  answer: async (door, { asked, params, json }) => {
    const { world, mails } = door.options;
    const check = await world.reads.check(params.key);
    if (check === undefined || check.source !== null || check.withdrawn !== undefined) return { code: 'not-found' };
    if (mails === false) return { code: 'mail-off' };
    const wish = parseAddressWish(json);
    if (!wish.ok) return refused(wish.error);
    const lang = letterLang(door, asked, json.lang);
    const { text } = textIn(check.texts, lang);
    return sendAddressLetter(door, lang, { ...wish.value, of: { check: check.id } }, text.title || text.claim)
      ? new Response(null, { status: 202, headers: privately })
      : { code: 'rate-limited', retryAfter: 60 };
  },
});

export const subscriptionOperation = operation({
  method: 'get',
  path: '/subscriptions/{secret}',
  summary: 'Read a subscription of one’s own',
  detail: 'By the secret that was told when it began.',
  params: ownSecret,
  replies: { 200: { description: 'The subscription', schema: subscription } },
  problems: ['not-found'],
  answer: async (door, { asked, params }) => {
    const { world, organisation } = door.options;
    const found = await world.contacts.subscription(lookupOf(world.keyed, 'subscription', params.secret));
    if (found === undefined) return { code: 'not-found' };
    const url = `${organisation.origin}${checkPath(door.langOf(asked), found.slug)}`;
    const told = { check: found.slug, url, since: found.since, endedOn: found.endedOn };
    return jsonReply(asked, told, { headers: privately });
  },
});

export const unsubscribeOperation = operation({
  method: 'delete',
  path: '/subscriptions/{secret}',
  summary: 'End a subscription',
  detail: 'The address is forgotten at once.',
  params: ownSecret,
  replies: { 204: { description: 'Ended' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const ended = await unsubscribe(door.options.world, params.secret);
    return ended.ok ? done() : { code: 'not-found' };
  },
});
