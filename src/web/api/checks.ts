// Checks by API: the list, with the filters of the page, and one by id or slug.
import { z } from '@hono/zod-openapi';
import { type Day, parseDay } from '../../base/clock.ts';
import { parseId } from '../../base/ids.ts';
import { verdicts } from '../../core/verdict.ts';
import { findCheck } from '../from-memory.ts';
import { cardsBeside, listChecks } from '../listing.ts';
import { base, jsonReply, operation, revalidated } from './operation.ts';
import { checkListReply, langTag, wholeCheck } from './schemas.ts';
import { summaryOf, tellerOf, wholeOf } from './summaries.ts';

const realDay = z
  .string()
  .refine((text) => parseDay(text) !== undefined)
  .transform((text) => text as Day)
  .openapi({ type: 'string', format: 'date' });

const listQuery = z.strictObject({
  q: z.string().trim().max(500).optional().openapi({ description: 'Words to search for; best first' }),
  verdict: z
    .array(z.enum(verdicts))
    .max(verdicts.length)
    .optional()
    .openapi({ description: 'May stand several times' }),
  topic: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
  lang: langTag.optional().openapi({ description: 'Checks that have a version in this language' }),
  from: realDay.optional(),
  to: realDay.optional(),
  source: z.enum(['ours', 'others']).optional(),
  after: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .optional()
    .openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const listOperation = operation({
  method: 'get',
  path: '/checks',
  summary: 'List checks',
  detail: 'Newest first, or best first with `q`. The next page stands in `next` and in the Link header.',
  query: listQuery,
  replies: { 200: { description: 'A page of checks', schema: checkListReply } },
  problems: [],
  answer: async (door, { asked, query }) => {
    const { q, verdict, topic, lang, from, to, source, after, limit } = query;
    const filter = {
      verdicts: verdict ?? [],
      topic: topic ?? null,
      lang: lang ?? null,
      from: from ?? null,
      to: to ?? null,
      source: source ?? null,
    };
    const listing = await listChecks(door.options.world, q ?? '', filter, { after: after ?? null, limit });
    const teller = tellerOf(door.options, door.langOf(asked));
    const reply = {
      checks: listing.cards.map((c) => summaryOf(teller, c)),
      total: listing.total,
      next: listing.next,
      fromMemory: listing.fromMemory,
    };
    return jsonReply(asked, reply, {
      headers: { ...revalidated, ...linkTo(door.options.organisation.origin, asked.req.url, listing.next) },
    });
  },
});

/** RFC 8288: where the next page is, as an absolute address under our origin. */
const linkTo = (origin: string, address: string, next: string | null): Readonly<Record<string, string>> => {
  if (next === null) return {};
  const search = new URL(address).searchParams;
  search.set('after', next);
  return { link: `<${origin}${base}/checks?${search}>; rel="next"` };
};

export const checkOperation = operation({
  method: 'get',
  path: '/checks/{key}',
  summary: 'Read one check',
  detail: 'By its id or the slug of its address, in every language it has.',
  params: z.object({
    key: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,100}$/)
      .openapi({ param: { name: 'key', in: 'path' }, description: 'Id or slug' }),
  }),
  replies: { 200: { description: 'The check', schema: wholeCheck } },
  problems: ['not-found'],
  answer: async (door, { asked, params }) => {
    const id = parseId(params.key);
    const lang = door.langOf(asked);
    const found = await findCheck(door.options.world, id ? { id } : { slug: params.key }, lang);
    if (found === undefined) return { code: 'not-found' };
    const beside = await cardsBeside(door.options.world, found.check);
    const origin = found.fromMemory ? undefined : await door.options.world.reads.origin(found.check.id);
    return jsonReply(asked, wholeOf(tellerOf(door.options, lang), found, beside, origin), {
      headers: found.fromMemory ? {} : revalidated,
    });
  },
});
