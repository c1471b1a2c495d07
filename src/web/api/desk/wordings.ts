// The wording of a claim by API: proposed by anybody of the team, approved by somebody else.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { longestWording } from '../../../core/wording.ts';
import { wordingQuestions } from '../../../core/wording-asks.ts';
import { approveWording, proposeWording } from '../../../desk/index.ts';
import { decision } from '../decision.ts';
import { done, refused } from '../desk-operation.ts';
import { caseOperation, givenTexts, inCase, made, madeReply, ofCase, textsOf } from './shapes.ts';

const part = z.string().max(longestWording);
const saidBy = z.strictObject({ name: part, role: part, place: part });

export const proposeWordingOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/wordings',
  summary: 'Propose how the claim is worded',
  detail:
    'One positive sentence that stands by itself, in each language. `saidBy` only for a public figure or body, with role and place. ' +
    'What is broken of the rules stands in `reason`.',
  right: 'wording.propose',
  params: ofCase,
  body: {
    json: z
      .strictObject({
        wording: givenTexts(longestWording),
        saidBy: z.strictObject({ vi: saidBy.optional(), en: saidBy.optional() }).optional(),
      })
      .openapi('WordingGiven'),
  },
  replies: { 201: { description: 'Proposed', schema: made } },
  problems: ['case-not-open', 'wording-opinion'],
  answer: async (door, { json }, { member }, { id }) => {
    const { vi, en } = json.saidBy ?? {};
    const said = { ...(vi ? { vi } : {}), ...(en ? { en } : {}) };
    const wording = { wording: textsOf(json.wording), saidBy: Object.keys(said).length === 0 ? null : said };
    const proposed = await proposeWording(door.options.world, member, id, wording);
    return proposed.ok ? madeReply(proposed.value) : refused(proposed.error);
  },
});

export const decideWordingOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/wordings/{id}/decision',
  summary: 'Agree to a wording, or refuse it',
  detail:
    'Nobody agrees to what they proposed. Where the sentence reads like a judgement of value, or as if it were about a private person (`asks` of the wording), whoever agrees says in `answers` that they looked; that is kept (`answered`).',
  right: 'wording.approve',
  by: 'proven',
  params: inCase,
  body: {
    json: z
      .strictObject({
        decision,
        answers: z.array(z.enum(wordingQuestions)).max(wordingQuestions.length).optional().openapi({
          description:
            'Questions of `asks` of the wording that you looked at; agreeing needs each of them. `judgement`: what it says can be looked up, and is no judgement of value. `person`: no private person can be recognised in it',
        }),
      })
      .openapi('WordingDecision'),
  },
  replies: { 204: { description: 'Decided' } },
  problems: [
    'case-not-open',
    'wording-opinion',
    'wording-own',
    'let-in-lately',
    'first-without-right',
    'wording-replaced',
  ],
  answer: async (door, { params, json }, { member }, head) => {
    const as = json.decision === 'agree' ? 'approved' : 'declined';
    const decided = { wording: params.id as Id, decision: as, answers: json.answers ?? [] } as const;
    const answer = await approveWording(door.options.world, member, head.id, decided);
    return answer.ok ? done() : refused(answer.error);
  },
});

export const takeBackWordingOperation = caseOperation({
  method: 'delete',
  path: '/desk/cases/{number}/wordings/{id}',
  summary: 'Take back a wording of one’s own',
  detail: 'As long as nobody decided on it.',
  right: 'wording.propose',
  params: inCase,
  replies: { 204: { description: 'Taken back' } },
  problems: ['case-not-open', 'wording-replaced'],
  answer: async (door, { params }, { member }, head) => {
    const { world } = door.options;
    const { wordings } = await world.caseWork.gathered(head.id);
    const own = wordings.find(({ id, proposedBy }) => id === params.id && proposedBy === member.id);
    if (own === undefined) return { code: 'not-found' };
    const answer = await approveWording(world, member, head.id, { wording: own.id, decision: 'declined' });
    return answer.ok ? done() : refused(answer.error);
  },
});
