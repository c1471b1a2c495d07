// Templates by API: read by anybody, changed by who may.
import { z } from '@hono/zod-openapi';
import { uiLangs } from '../../base/lang.ts';
import { blanksIn, outgoing, type TemplateText, templateKeys, templatesInUse } from '../../core/template.ts';
import { changeTemplate } from '../../desk/index.ts';
import { deskOperation, privateJson } from './desk-operation.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day } from './schemas.ts';

const templateShape = z
  .object({
    key: z.enum(templateKeys),
    lang: z.enum(uiLangs),
    n: z.int().openapi({ description: '0: as shipped. Counts every change' }),
    text: z.string().openapi({ description: 'With its blanks, `[[…]]`' }),
    outgoing: z.string().openapi({ description: 'As it is sent: lines with blanks left out' }),
    blanks: z.array(z.string()),
    changedOn: day.nullable(),
  })
  .openapi('Template');

export const templatesOperation = operation({
  method: 'get',
  path: '/templates',
  summary: 'List the short answers in use',
  detail: 'Every text the team sends beside its checks, in every language.',
  replies: { 200: { description: 'All of them', schema: z.object({ templates: z.array(templateShape) }) } },
  problems: [],
  answer: async (door, { asked }) => {
    const inUse = templatesInUse(await door.options.world.templates.current());
    return jsonReply(asked, { templates: inUse.map(templateOf) }, { headers: revalidated });
  },
});

export const changeTemplateOperation = deskOperation({
  method: 'post',
  path: '/desk/templates',
  summary: 'Change a short answer',
  detail: 'In use at once; the text before stays public. `base` is the `n` of the text it was written over.',
  right: 'templates.edit',
  by: 'proven',
  body: {
    json: z
      .strictObject({
        key: z.enum(templateKeys),
        lang: z.enum(uiLangs),
        text: z.string().max(10_000),
        base: z.int().min(0).max(1_000_000),
      })
      .openapi('TemplateGiven'),
  },
  replies: { 200: { description: 'In use now', schema: templateShape } },
  problems: ['invalid-input', 'template-changed'],
  answer: async (door, { json }, { member }) => {
    const { world } = door.options;
    const done = await changeTemplate(world, { ...json, actor: member });
    if (!done.ok) {
      const { code } = done.error;
      return code === 'forbidden' || code === 'template-changed' ? { code } : { code: 'invalid-input', field: 'text' };
    }
    const inUse = templatesInUse(await world.templates.current());
    const text = inUse.find(({ key, lang }) => key === json.key && lang === json.lang);
    return text === undefined ? { code: 'not-found' } : privateJson(templateOf(text));
  },
});

const templateOf = ({ key, lang, n, text, changedOn }: TemplateText): z.infer<typeof templateShape> => ({
  key,
  lang,
  n,
  text,
  outgoing: outgoing(text),
  blanks: [...blanksIn(text)],
  changedOn,
});
