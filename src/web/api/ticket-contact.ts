// An address for the answer to a ticket, by API: left by consent, told as it is held, and taken back wherever that is.
import { z } from '@hono/zod-openapi';
import { uiLangs } from '../../base/lang.ts';
import { parseAddressWish } from '../../core/contact.ts';
import { confirmAddress, ticketHash, withdrawContact } from '../../desk/index.ts';
import { sendAddressLetter } from '../address-letter.ts';
import { privately } from '../door.ts';
import { letterLang } from '../letter-lang.ts';
import { ownPath } from '../pages/addresses.ts';
import { isTicketToken } from '../ticket-view.ts';
import { refused } from './desk-operation.ts';
import { jsonReply, operation } from './operation.ts';
import { secretPlace, ticketToken } from './schemas.ts';

const done = (): Response => new Response(null, { status: 204, headers: privately });

export const leaveContactOperation = operation({
  method: 'post',
  path: '/tickets/{token}/contact',
  summary: 'Leave an address for the answer',
  detail:
    'One letter goes there and asks whether it is theirs; nothing is kept until its link was followed and confirmed, within two days. Then it takes the place of one left before, is sealed, used for mail about this ticket alone and destroyed; with `corrections` it is kept to tell corrections of the answer. The reply is the same whatever becomes of the letter: two go to one mailbox in a day. What broke a rule stands in `reason`.',
  params: ticketToken,
  body: {
    json: z
      .strictObject({
        email: z.string().max(254),
        consent: z.literal(true).openapi({ description: 'Whoever it belongs to agrees to mail about this ticket' }),
        corrections: z.boolean().default(false).openapi({ description: 'A consent of its own' }),
        lang: z
          .enum(uiLangs)
          .optional()
          .openapi({ description: 'Of the letters; left out, the language in which the question was asked' }),
      })
      .openapi('ContactGiven'),
  },
  replies: { 202: { description: 'A letter asks whether the address is theirs' } },
  problems: ['not-found', 'mail-off', 'invalid-input'],
  answer: async (door, { asked, params, json }) => {
    const { world } = door.options;
    if (!isTicketToken(params.token)) return { code: 'not-found' };
    const ticket = await world.contacts.ofTicket(ticketHash(world.keyed, params.token));
    if (ticket === undefined) return { code: 'not-found' };
    if (door.options.mails === false) return { code: 'mail-off' };
    const wish = parseAddressWish(json);
    if (!wish.ok) return refused(wish.error);
    const of = { ticket: params.token, corrections: json.corrections };
    const lang = letterLang(door, asked, json.lang, ticket.lang);
    return sendAddressLetter(door, lang, { ...wish.value, of }, '')
      ? new Response(null, { status: 202, headers: privately })
      : { code: 'rate-limited', retryAfter: 60 };
  },
});

export const confirmAddressOperation = operation({
  method: 'post',
  path: '/addresses/confirm',
  summary: 'Confirm that an address is theirs',
  detail:
    'With the code of the letter that went there: only now the address is kept, for what was wished. Safe to repeat, on the day of the letter and the next.',
  body: { json: z.strictObject({ code: z.string().max(2000) }).openapi('AddressCode') },
  replies: { 200: { description: 'Kept: where it is read and ended', schema: secretPlace } },
  problems: ['invalid-input'],
  answer: async (door, { asked, json }) => {
    const confirmed = await confirmAddress(door.options.world, json.code);
    if (!confirmed.ok) return refused(confirmed.error);
    const { page, secret: id, lang } = confirmed.value;
    const url = `${door.options.organisation.origin}${ownPath(letterLang(door, asked, lang), page, id)}`;
    return jsonReply(asked, { id, url }, { headers: privately });
  },
});

export const withdrawContactOperation = operation({
  method: 'delete',
  path: '/tickets/{token}/contact',
  summary: 'Take the address back',
  detail: 'Also where it is kept to tell corrections. What was asked stays asked.',
  params: ticketToken,
  replies: { 204: { description: 'Forgotten' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const gone =
      isTicketToken(params.token) && (await withdrawContact(door.options.world, { ticket: params.token })).ok;
    return gone ? done() : { code: 'not-found' };
  },
});
