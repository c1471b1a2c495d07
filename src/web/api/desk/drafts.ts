// Drafts by API: one field at a time, over the state it was read in; what two people typed at once is never lost.
import { z } from '@hono/zod-openapi';
import { uiLangs } from '../../../base/lang.ts';
import { draftFields, longestField } from '../../../core/draft.ts';
import { saveDraft, settleDraft } from '../../../desk/index.ts';
import { done, refused, told } from '../desk-operation.ts';
import { caseOperation, ofCase } from './shapes.ts';

const state = z.int().min(0).max(2_000_000_000);
const saved = z
  .object({
    as: z.enum(['kept', 'current', 'conflict']).openapi({
      description: '`kept`: it stood there already. `conflict`: it waits beside what somebody else typed',
    }),
    n: z.int().openapi({ description: 'The state by which it is kept' }),
    handedIn: z.boolean().openapi({
      description:
        'The case is with a second person: what was handed in stands, and this is used only if it comes back to be changed',
    }),
  })
  .openapi('SavedField');

export const saveDraftOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/drafts',
  summary: 'Save one field of the draft',
  detail: 'Over the state `base`, 0 for an empty field. Where that does not stand any more, both texts are kept.',
  right: 'case.work',
  params: ofCase,
  body: {
    json: z
      .strictObject({
        lang: z.enum(uiLangs),
        field: z.enum(draftFields),
        text: z.string().max(longestField),
        base: state,
      })
      .openapi('DraftGiven'),
  },
  replies: { 200: { description: 'Saved', schema: saved } },
  problems: ['case-not-open'],
  answer: async (door, { json }, { member }, { id, state: stands }) => {
    const kept = await saveDraft(door.options.world, member, id, json);
    return kept.ok ? told(saved, { ...kept.value, handedIn: stands !== 'open' }) : refused(kept.error);
  },
});

export const settleDraftOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/drafts/settle',
  summary: 'Settle two texts of one field',
  detail: 'Says what stands from now on in place of the one that stands and the one that waits. Both stay on record.',
  right: 'case.work',
  params: ofCase,
  body: {
    json: z
      .strictObject({
        lang: z.enum(uiLangs),
        field: z.enum(draftFields),
        standing: state,
        waiting: state,
        text: z.string().max(longestField),
      })
      .openapi('SettleGiven'),
  },
  replies: { 204: { description: 'Settled' } },
  problems: ['case-not-open', 'draft-moved'],
  answer: async (door, { json }, { member }, { id }) => {
    const settled = await settleDraft(door.options.world, member, id, json);
    return settled.ok ? done() : refused(settled.error);
  },
});
