// What the last night forgot, by API: counts alone.
import { z } from '@hono/zod-openapi';
import { deskOperation, told } from '../desk-operation.ts';
import { day } from '../schemas.ts';

const count = z.int().min(0);
const last = z
  .object({
    day,
    report: z.object({
      contactsForgotten: count,
      subscriptionsEnded: count,
      requestsForgotten: count,
      titlesForgotten: count.openapi({ description: 'Of cases, made of what askers wrote' }),
      sealedAnew: count.openapi({ description: 'What is still needed, under a newer key' }),
      keysDestroyed: count.openapi({ description: 'What was sealed under them is noise, in copies too' }),
      filesErased: count,
      tablesRewritten: count,
    }),
  })
  .openapi('RetentionReport');
const reply = z.object({ last: last.nullable().openapi({ description: 'null: no night has passed yet' }) });

export const retentionOperation = deskOperation({
  method: 'get',
  path: '/desk/retention',
  summary: 'Read what the last night forgot',
  detail: 'Addresses, requests, titles, files and keys that were due: how many of each, and nothing of what they said.',
  right: 'data.answer',
  replies: { 200: { description: 'The latest report', schema: reply.openapi('LastRetention') } },
  problems: [],
  answer: async (door) => told(reply, { last: (await door.options.world.retention.lastReport()) ?? null }),
});
