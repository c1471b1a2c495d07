// A check as kind messages to send back to whoever sent the claim, by API: one for each form of address.
import { z } from '@hono/zod-openapi';
import { uiLangs } from '../../base/lang.ts';
import { kindForms, kindGroups } from '../../core/kind-reply.ts';
import { findCheck } from '../from-memory.ts';
import { kindMessage } from '../kind-messages.ts';
import { listOf } from './desk/shapes.ts';
import { jsonReply, operation, revalidated } from './operation.ts';

const replies = z
  .object({
    lang: z.enum(uiLangs),
    replies: listOf(
      z.object({
        form: z.string().openapi({ description: 'Its name in the address of the page: `?to=`' }),
        group: z.enum(kindGroups),
        self: z.string().openapi({ description: 'How the writer calls themselves; empty where the form has no word' }),
        you: z.string(),
        text: z.string().openapi({ description: 'Plain, its link on a line of its own at the end' }),
      }),
    ),
  })
  .openapi('KindReplies');

export const kindRepliesOperation = operation({
  method: 'get',
  path: '/checks/{key}/kind-replies',
  summary: 'Read the kind replies of a check',
  detail:
    'A message to send back to a family chat, in each form of address of the language. It never says a word about whoever sent the claim.',
  params: z.object({
    key: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,100}$/)
      .openapi({ param: { name: 'key', in: 'path' }, description: 'The slug of the check’s address' }),
  }),
  query: z.strictObject({ lang: z.enum(uiLangs).optional() }),
  replies: { 200: { description: 'One for each form of address', schema: replies } },
  problems: ['not-found'],
  answer: async (door, { asked, params, query }) => {
    const lang = query.lang ?? door.langOf(asked);
    const found = await findCheck(door.options.world, { slug: params.key }, lang);
    if (found === undefined) return { code: 'not-found' };
    const told = kindForms(lang).map((form) => {
      const { name, group, self, you } = form;
      return { form: name, group, self, you, text: kindMessage(door, lang, found.card, form) };
    });
    return jsonReply(asked, { lang, replies: told }, { headers: revalidated });
  },
});
