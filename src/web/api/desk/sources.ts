// Other publishers by API: whose checks were imported, and whose may answer by themselves.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { optSource } from '../../../desk/index.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { idText } from '../schemas.ts';
import { listOf, pathId } from './shapes.ts';

const list = z
  .object({
    sources: listOf(
      z
        .object({
          id: idText,
          name: z.string(),
          site: z.string(),
          licence: z.string().nullable(),
          answers: z.boolean().openapi({ description: 'Whether its checks answer by themselves' }),
          checks: z.int().openapi({ description: 'How many of its checks are held here' }),
        })
        .openapi('DeskSource'),
    ),
  })
  .openapi('DeskSources');

export const sourcesOperation = deskOperation({
  method: 'get',
  path: '/desk/sources',
  summary: 'List other publishers',
  detail: 'Whose checks were imported, and whether they answer by themselves.',
  right: 'sources.manage',
  replies: { 200: { description: 'All of them', schema: list } },
  problems: [],
  answer: async (door) => told(list, { sources: await door.options.world.checks.sources() }),
});

export const optSourceOperation = deskOperation({
  method: 'post',
  path: '/desk/sources/{id}/answers',
  summary: 'Let another publisher’s checks answer by themselves, or no longer',
  detail: 'From now on, for every asker. Its checks are found either way, and named as theirs.',
  right: 'sources.manage',
  by: 'proven',
  params: z.object({ id: pathId() }),
  body: { json: z.strictObject({ answers: z.boolean() }).openapi('SourceOpted') },
  replies: { 204: { description: 'So it is' } },
  problems: ['not-found'],
  answer: async (door, { params, json }) => {
    const opted = await optSource(door.options.world, params.id as Id, json.answers);
    return opted.ok ? done() : refused(opted.error);
  },
});
