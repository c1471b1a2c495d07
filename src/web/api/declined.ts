// What was declined, by API: with the public reason, and what was asked to be looked at again.
import { z } from '@hono/zod-openapi';
import { dayOf } from '../../base/clock.ts';
import { publicReasons } from '../../core/case.ts';
import { inLanguage } from '../pages/addresses.ts';
import { appeal, publicly } from './appeals.ts';
import { listOf, texts } from './desk/shapes.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day } from './schemas.ts';

const most = 500;
const declined = z
  .object({
    number: z.int().openapi({ description: 'Of its case: `/declined/{number}/appeals` asks to look again' }),
    url: z.string(),
    on: day,
    reason: z.enum(publicReasons),
    claim: texts,
    explain: texts,
    appeals: listOf(appeal),
  })
  .openapi('Declined');

export const declinedOperation = operation({
  method: 'get',
  path: '/declined',
  summary: 'List what was declined',
  detail: `Claims that two people declined to check, with the public reason of each, the latest ${most} first; and the appeals against that. What an appeal says is told with its answer.`,
  replies: { 200: { description: 'What was declined', schema: z.object({ declined: listOf(declined) }) } },
  problems: [],
  answer: async (door, { asked }) => {
    const { world, organisation } = door.options;
    const [all, appeals] = await Promise.all([world.decisions.declined(most), world.appeals.ofDeclined(most)]);
    const page = `${organisation.origin}${inLanguage(door.langOf(asked), '/declined')}`;
    const today = dayOf(world.now());
    const told = all.map(({ caseNumber: number, on, reason, claim, explain }) => ({
      ...{ number, url: `${page}#case-${number}`, on, reason, claim, explain },
      appeals: appeals.flatMap((one) => (one.caseNumber === number ? [publicly(one.appeal, today)] : [])),
    }));
    return jsonReply(asked, { declined: told }, { headers: revalidated });
  },
});
