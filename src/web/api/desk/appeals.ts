// Appeals by API, as the team sees them. An answer is public at once, so only a person gives it.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { appealKinds, appealLimits, appealOutcomes, appealReasons } from '../../../core/appeal.ts';
import { agreeToAnswer, answerAppeal, type DeskAppeal, lookAtAppeal, settleAppeal } from '../../../desk/index.ts';
import { deskOperation, refused, told } from '../desk-operation.ts';
import { day, idText } from '../schemas.ts';
import { givenId, givenTexts, harsh, harshOf, listOf, pathId, texts, textsOf } from './shapes.ts';

const appeal = z
  .object({
    id: idText,
    about: z.object({
      kind: z.enum(appealKinds).openapi({ description: '`case`: what was declined' }),
      slug: z.string().nullable(),
      caseNumber: z.int().nullable(),
      titles: texts,
    }),
    openedOn: day,
    dueOn: day,
    reason: z.enum(appealReasons),
    text: z.string().openapi({ description: 'Masked' }),
    harsh,
    links: listOf(z.string()),
    lang: z.string(),
    contact: z.boolean().openapi({ description: 'Whether an address waits for the answer' }),
    tookPart: listOf(idText).openapi({ description: 'Who wrote or reviewed it; none of them may answer' }),
    needsSomebody: z.boolean().openapi({ description: 'Nobody of the team may answer it now' }),
    byTwo: z.boolean().openapi({
      description:
        'The team has nobody who had no part in it: one puts an answer forward, another agrees, and the public is told',
    }),
    letIn: z.boolean().openapi({
      description:
        'It was answered by one who let one of those with a part in it into the team lately, or was let in by them',
    }),
    holds: z.boolean().openapi({ description: 'Whether it holds the automatic answer of its check while it waits' }),
    holdsUntil: day
      .nullable()
      .openapi({ description: 'On this day that ends, unless somebody looks and finds a ground' }),
    joined: z.int().openapi({ description: 'How many asked the same after it, and are answered with it' }),
    lookedBy: idText.nullable().openapi({ description: 'Who looked whether it has a ground' }),
    lookedAgainBy: idText.nullable().openapi({ description: 'Who looked once more; what they found counts since' }),
    foundGround: z.boolean().nullable().openapi({
      description:
        'What whoever looked last found. True while `holds` is false: as many checks are held as may be, so it was kept and holds nothing',
    }),
    consequence: z
      .object({
        state: z.enum(['waits', 'changed', 'settled']),
        on: day.optional(),
        because: texts.optional(),
        letIn: z.boolean().optional(),
      })
      .nullable()
      .openapi({
        description: 'Of a check that was appealed against rightly: what came of it; until then it answers nobody',
      }),
    answeredBy: idText.nullable(),
    agreedWith: idText.nullable().openapi({ description: 'Who put the answer forward that `answeredBy` agreed to' }),
    proposed: z
      .object({ id: idText, outcome: z.enum(appealOutcomes), reasons: texts, by: idText, on: day })
      .nullable()
      .openapi({ description: 'An answer that waits for another person of the team to agree' }),
    answer: z.object({ outcome: z.enum(appealOutcomes), reasons: texts, on: day }).nullable(),
  })
  .openapi('DeskAppeal');
const list = z.object({ appeals: listOf(appeal) }).openapi('DeskAppeals');
const most = 500;
const flagged = (one: DeskAppeal) => ({ ...one, harsh: harshOf(one.text) });
const params = z.object({ id: pathId() });

export const deskAppealsOperation = deskOperation({
  method: 'get',
  path: '/desk/appeals',
  summary: 'List appeals',
  detail: 'Open ones by deadline, then answered ones, latest first.',
  right: 'appeal.answer',
  replies: { 200: { description: 'All of them', schema: list } },
  problems: [],
  answer: async (door) => told(list, { appeals: (await door.options.world.appeals.list(most)).map(flagged) }),
});

export const deskAppealOperation = deskOperation({
  method: 'get',
  path: '/desk/appeals/{id}',
  summary: 'Read an appeal',
  detail: 'With who may not answer it.',
  right: 'appeal.answer',
  params,
  replies: { 200: { description: 'The appeal', schema: appeal } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const found = await door.options.world.appeals.appeal(params.id as Id);
    return found === undefined ? { code: 'not-found' } : told(appeal, flagged(found));
  },
});

export const answerAppealOperation = deskOperation({
  method: 'post',
  path: '/desk/appeals/{id}/answer',
  summary: 'Answer an appeal',
  detail:
    'In public, in every language of the instance, by somebody who neither wrote nor reviewed what it is about, nor has just come into the team through who did. ' +
    'Where the team has nobody else (`byTwo`), it is put forward and waits in `proposed` until another agrees; a later one takes its place. ' +
    'The reasons hold nothing that would be masked, such as a phone number or an account, and no web address but of this site or of a host among the check’s evidence (`reason`: `appeal-reasons-contact`).',
  right: 'appeal.answer',
  by: 'proven',
  params,
  body: {
    json: z
      .strictObject({ outcome: z.enum(appealOutcomes), reasons: givenTexts(appealLimits.answer) })
      .openapi('AppealAnswerGiven'),
  },
  replies: { 200: { description: 'The appeal after it', schema: appeal } },
  problems: ['not-found', 'not-now', 'appeal-own-work', 'let-in-lately'],
  answer: async (door, { params, json }, { member }) => {
    const { world, organisation } = door.options;
    const id = params.id as Id;
    const given = { appeal: id, outcome: json.outcome, reasons: textsOf(json.reasons) };
    const answered = await answerAppeal(world, member, given, organisation.languages, organisation.origin);
    if (!answered.ok) return refused(answered.error);
    const found = await world.appeals.appeal(id);
    return found === undefined ? { code: 'not-found' } : told(appeal, flagged(found));
  },
});

export const agreeToAnswerOperation = deskOperation({
  method: 'post',
  path: '/desk/appeals/{id}/agree',
  summary: 'Agree to the answer that somebody put forward',
  detail:
    'Where the team has nobody who had no part in what the appeal is about. `proposed` is the `id` of what was read. Nobody agrees to their own.',
  right: 'appeal.answer',
  by: 'proven',
  params,
  body: { json: z.strictObject({ proposed: givenId }).openapi('AppealAnswerAgreed') },
  replies: { 200: { description: 'The appeal after it', schema: appeal } },
  problems: ['not-found', 'not-now', 'appeal-own-work', 'appeal-own-answer', 'let-in-lately'],
  answer: async (door, { params, json }, { member }) => {
    const { world, organisation } = door.options;
    const id = params.id as Id;
    const given = { appeal: id, proposed: json.proposed as Id };
    const agreed = await agreeToAnswer(world, member, given, organisation.origin);
    if (!agreed.ok) return refused(agreed.error);
    const found = await world.appeals.appeal(id);
    return found === undefined ? { code: 'not-found' } : told(appeal, flagged(found));
  },
});

export const lookAtAppealOperation = deskOperation({
  method: 'post',
  path: '/desk/appeals/{id}/look',
  summary: 'Say whether an appeal has a ground',
  detail:
    'With a ground it holds the automatic answer of its check until it is answered, unless as many checks are held as may be (then `foundGround` is true and `holds` is false); ' +
    'without one it holds nothing from now on. Once by somebody who may answer it alone, and once more by another, who is not of one hand with the first; then that counts.',
  right: 'appeal.answer',
  by: 'proven',
  params,
  body: { json: z.strictObject({ ground: z.boolean() }).openapi('AppealLookGiven') },
  replies: { 200: { description: 'The appeal after it', schema: appeal } },
  problems: ['not-found', 'not-now', 'appeal-own-work', 'let-in-lately'],
  answer: async (door, { params, json }, { member }) => {
    const { world } = door.options;
    const id = params.id as Id;
    const looked = await lookAtAppeal(world, member, { appeal: id, ground: json.ground });
    if (!looked.ok) return refused(looked.error);
    const found = await world.appeals.appeal(id);
    return found === undefined ? { code: 'not-found' } : told(appeal, flagged(found));
  },
});

export const settleAppealOperation = deskOperation({
  method: 'post',
  path: '/desk/appeals/{id}/settle',
  summary: 'Say why nothing changes',
  detail:
    'Of an appeal that was upheld, in public and in every language of the instance, by an editor who neither wrote nor reviewed what it is about. The check answers by itself again. What `because` may hold is what the reasons of an answer may.',
  right: 'appeal.settle',
  by: 'proven',
  params,
  body: { json: z.strictObject({ because: givenTexts(appealLimits.answer) }).openapi('AppealSettlingGiven') },
  replies: { 200: { description: 'The appeal after it', schema: appeal } },
  problems: ['not-found', 'not-now', 'appeal-own-work', 'let-in-lately'],
  answer: async (door, { params, json }, { member }) => {
    const { world, organisation } = door.options;
    const id = params.id as Id;
    const given = { appeal: id, because: textsOf(json.because) };
    const settled = await settleAppeal(world, member, given, organisation.languages, organisation.origin);
    if (!settled.ok) return refused(settled.error);
    const found = await world.appeals.appeal(id);
    return found === undefined ? { code: 'not-found' } : told(appeal, flagged(found));
  },
});
