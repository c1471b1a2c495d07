// The public log by API: its lines as the journal shows them. Whoever verifies reads the tiles instead.
import { z } from '@hono/zod-openapi';
import { dayOf } from '../../base/clock.ts';
import { leafKinds } from '../../core/leaf.ts';
import { readLog, witnessFaults } from '../../desk/index.ts';
import { ledTo } from '../pages/log-says.ts';
import { viewOf } from '../pages/view.ts';
import { listOf } from './desk/shapes.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day } from './schemas.ts';

const leaf = z
  .object({
    number: z.int(),
    kind: z.enum(leafKinds),
    on: day,
    entry: z.string().openapi({ description: 'The very text that was hashed: canonical JSON (RFC 8785)' }),
    url: z.string().nullable().openapi({ description: 'The page that it leads to' }),
    supersedes: z.int().nullable().openapi({ description: 'The number of the leaf that it follows' }),
  })
  .openapi('Leaf', { description: 'One leaf of the public log' });

const witness = z
  .object({
    name: z.string().openapi({ description: 'Of its key' }),
    organisation: z.string(),
    country: z.string().openapi({ description: 'ISO 3166-1 alpha-2' }),
  })
  .openapi('CosignedBy');

const unsigned = witness
  .extend({
    problem: z
      .enum(witnessFaults)
      .nullable()
      .openapi({ description: 'Why it did not sign when it was asked last; null where it did, or was not asked yet' }),
    since: z.iso.datetime().nullable().openapi({ description: 'Since when it has not signed' }),
  })
  .openapi('NotSignedBy');

const journal = z
  .object({
    leaves: listOf(leaf),
    older: z.int().nullable().openapi({ description: 'Give it as `below` for the next page' }),
    size: z.int().openapi({ description: 'Of the signed checkpoint' }),
    root: z.string().nullable(),
    keys: listOf(z.string()).openapi({ description: 'Verifier keys, the first one naming the log' }),
    witnessKeys: listOf(z.string()).openapi({ description: 'Verifier keys of all witnesses that are asked' }),
    witnesses: listOf(witness).openapi({ description: 'Outside witnesses that have signed this checkpoint as well' }),
    unsigned: listOf(unsigned).openapi({ description: 'Named as witnesses, and not below this checkpoint' }),
    fault: z.string().nullable().openapi({ description: 'Why nothing is signed just now' }),
  })
  .openapi('Journal');

export const logOperation = operation({
  method: 'get',
  path: '/log',
  summary: 'Read the public log',
  detail:
    'Newest first. To verify it, read `/log/checkpoint` and the tiles (c2sp.org/tlog-tiles); the proof of a check is at `/log/proof/{id}`.',
  query: z.strictObject({
    kind: z.enum(leafKinds).optional(),
    below: z.coerce.number().int().min(0).optional().openapi({ description: '`older` of the page before' }),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  replies: { 200: { description: 'A page of the log', schema: journal } },
  problems: [],
  answer: async (door, { asked, query: { kind = null, below = null, limit } }) => {
    const { organisation, world } = door.options;
    const { lines, kind: _asked, ...head } = await readLog(world, { kind, below, limit });
    const view = viewOf({
      lang: door.langOf(asked),
      organisation,
      path: '/log',
      assets: {},
      today: dayOf(world.now()),
    });
    const leaves = lines.map(({ page, ...line }) => ({
      ...line,
      url: page === null ? null : organisation.origin + ledTo(view, page),
    }));
    const unsigned = head.unsigned.map((one) => ({ ...one, since: one.since?.toISOString() ?? null }));
    return jsonReply(asked, { leaves, ...head, unsigned }, { headers: revalidated });
  },
});
