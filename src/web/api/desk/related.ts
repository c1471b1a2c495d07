// Which checks may stand beside the one of a case, as its form offers them.
import { z } from '@hono/zod-openapi';
import { offeredTo } from '../../offered-checks.ts';
import { told } from '../desk-operation.ts';
import { checkSummary } from '../schemas.ts';
import { summaryOf, tellerOf } from '../summaries.ts';
import { caseOperation, listOf, ofCase } from './shapes.ts';

const reply = z.object({ checks: listOf(checkSummary) }).openapi('RelatedOffered');

export const relatedOperation = caseOperation({
  method: 'get',
  path: '/desk/cases/{number}/related',
  summary: 'Find checks to stand beside one',
  detail:
    'Those that stand beside the check of the case already, then what the search finds clearly near its claim, less so of the same topic. None where nothing is.',
  right: 'desk.see',
  params: ofCase,
  replies: { 200: { description: 'To choose from', schema: reply } },
  problems: [],
  answer: async (door, { asked, params }) => {
    const { world } = door.options;
    const of = await world.decisions.caseByNumber(Number(params.number));
    if (of === undefined) return { code: 'not-found' };
    const teller = tellerOf(door.options, door.langOf(asked));
    return told(reply, { checks: (await offeredTo(world, of)).map((card) => summaryOf(teller, card)) });
  },
});
