// The public log by API: its lines as the journal shows them, and each leaf with its proof. Whoever verifies reads the tiles instead.
import { z } from '@hono/zod-openapi';
import { dayOf } from '../../base/clock.ts';
import { leafKinds } from '../../core/leaf.ts';
import { proveLeaf, readLog, witnessFaults } from '../../desk/index.ts';
import { leafPagePath } from '../pages/addresses.ts';
import { ledTo } from '../pages/log-says.ts';
import { viewOf } from '../pages/view.ts';
import { listOf } from './desk/shapes.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day } from './schemas.ts';

const rowSays = ['holds', 'differs', 'unknown'] as const;

const leaf = z
  .object({
    number: z.int(),
    kind: z.enum(leafKinds),
    on: day,
    entry: z.string().openapi({ description: 'The very text that was hashed: canonical JSON (RFC 8785)' }),
    url: z.string().nullable().openapi({ description: 'The page that it leads to' }),
    supersedes: z.int().nullable().openapi({ description: 'The number of the leaf that it follows' }),
    row: z.enum(rowSays).openapi({
      description:
        'Whether the rows that pages are drawn from still say what the leaf tells; `unknown` where nothing can be compared',
    }),
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
    'Newest first. To verify it, read `/log/checkpoint` and the tiles (c2sp.org/tlog-tiles); the proof of a leaf is at `/log/proof/{number}`, of a check also at `/log/proof/{id}`.',
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

const hex = z.string().regex(/^[0-9a-f]+$/);

const provenLeaf = z
  .object({
    leaf: z.int().openapi({ description: 'Its number' }),
    kind: z.enum(leafKinds),
    on: day,
    entry: z.string().openapi({ description: 'The very text that was hashed: canonical JSON (RFC 8785)' }),
    url: z.string().openapi({ description: 'Its page' }),
    about: z.string().nullable().openapi({ description: 'The page that it leads to' }),
    supersedes: z.int().nullable().openapi({ description: 'The number of the leaf that it follows' }),
    says: z
      .enum(rowSays)
      .openapi({ description: 'Whether the rows that pages are drawn from still say what it tells' }),
    texts: z
      .record(
        z.string(),
        z.object({
          text: z.string().nullable(),
          salt: hex.nullable(),
          as: z.enum(['holds', 'differs', 'gone', 'erased', 'later', 'closed']),
        }),
      )
      .openapi({
        description:
          'By the names of its hashes: SHA-256 of the salt’s bytes and the text in UTF-8. Null where a text was erased, is not public, or is kept no more',
      }),
    size: z.int(),
    root: z.string(),
    inclusion: listOf(z.string()).openapi({ description: 'From the leaf to the root (RFC 9162)' }),
    checkpoint: z.string().openapi({ description: 'The signed note that the proof leads to' }),
    proof: z
      .string()
      .openapi({ description: 'The same as a file that is verified without a network (c2sp.org/tlog-proof@v1)' }),
    keys: listOf(z.string()).openapi({ description: 'Verifier keys, the first one naming the log' }),
    witnessKeys: listOf(z.string()),
    witnesses: listOf(witness).openapi({ description: 'Outside witnesses that have signed this checkpoint as well' }),
  })
  .openapi('ProvenLeaf', { description: 'One leaf of the public log, with its proof' });

export const leafOperation = operation({
  method: 'get',
  path: '/log/leaves/{number}',
  summary: 'Read one leaf of the public log, with its proof',
  detail:
    'Leads from the leaf to the signed checkpoint, and opens the hashes of those of its texts that everybody may read. To keep it, or to verify it with other tools, take `/log/proof/{number}`.',
  params: z.object({
    number: z
      .string()
      .regex(/^(0|[1-9]\d{0,14})$/)
      .openapi({ param: { name: 'number', in: 'path' }, description: 'Of the leaf' }),
  }),
  replies: { 200: { description: 'The leaf', schema: provenLeaf } },
  problems: ['not-found', 'log-away'],
  answer: async (door, { asked, params }) => {
    const { organisation, world } = door.options;
    const proven = await proveLeaf(world, Number(params.number));
    if (!proven.ok) return { code: proven.error.code === 'log-damaged' ? 'log-away' : 'not-found' };
    const lang = door.langOf(asked);
    const view = viewOf({ lang, organisation, path: '/log', assets: {}, today: dayOf(world.now()) });
    const { leaf, kind, on, entry, supersedes, says, texts, size, root, inclusion, checkpoint, ...more } = proven.value;
    const told = {
      ...{ leaf, kind, on, entry, supersedes, says, texts, size, root, inclusion, checkpoint },
      url: organisation.origin + leafPagePath(lang, leaf),
      about: more.led === null ? null : organisation.origin + ledTo(view, more.led),
      proof: more.file,
      keys: more.vkeys,
      witnessKeys: more.witnesses,
      witnesses: more.cosigned,
    };
    return jsonReply(asked, told, { headers: revalidated });
  },
});
