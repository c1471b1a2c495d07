// Appeals by API, as the team sees them. What is said of one is public once a second person agrees, so only people say it.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { appealKinds, appealLimits, appealOutcomes, appealReasons, appealWordKinds } from '../../../core/appeal.ts';
import {
  agreeToAnswer,
  answerAppeal,
  correctAnswer,
  type DeskAppeal,
  lookAtAppeal,
  settleAppeal,
} from '../../../desk/index.ts';
import type { Door } from '../../door.ts';
import { deskOperation, refused, told } from '../desk-operation.ts';
import { day, idText } from '../schemas.ts';
import { givenId, givenTexts, harsh, harshOf, listOf, pathId, texts, textsOf } from './shapes.ts';

export const earlierWords = listOf(
  z.object({ reasons: texts, until: day, why: texts, letIn: z.boolean(), hadPart: z.int() }),
).openapi({ description: 'What the answer said before, the first wording first, with the reason for the next' });
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
    tookPart: listOf(idText).openapi({
      description: 'Who wrote or reviewed it; none of them answers while the team has somebody else',
    }),
    needsSomebody: z.boolean().openapi({ description: 'Nobody of the team may answer it now' }),
    byTwo: z.boolean().openapi({
      description: 'The team has nobody who had no part in it: two who had answer it, and the public is told',
    }),
    letIn: z.boolean().openapi({
      description:
        'Of an answer: the two who gave it, or one of them and one of those with a part in it, had let each other into the team lately',
    }),
    hadPart: z.int().openapi({ description: 'Of an answer: how many of the two who gave it had a part in it' }),
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
        hadPart: z.int().optional(),
      })
      .nullable()
      .openapi({
        description: 'Of a check that was appealed against rightly: what came of it; until then it answers nobody',
      }),
    answeredBy: idText.nullable(),
    agreedWith: idText.nullable().openapi({ description: 'Who put the answer forward that `answeredBy` agreed to' }),
    proposed: listOf(
      z.object({
        id: idText,
        kind: z.enum(appealWordKinds),
        outcome: z.enum(appealOutcomes).nullable().openapi({ description: 'Of an answer alone' }),
        reasons: texts,
        why: texts.nullable().openapi({ description: 'Of a correction: why it changes' }),
        by: idText,
        on: day,
        othersAgree: z.boolean().openapi({
          description: 'Somebody who had no part in what the appeal is about may agree, so who had one does not',
        }),
      }),
    ).openapi({ description: 'What waits for another person to agree: at most one of each kind' }),
    partWrites: z
      .object({ answer: z.boolean(), correction: z.boolean(), settling: z.boolean() })
      .openapi({ description: 'Whether who had a part in it may write, since the team has nobody else who could' }),
    answer: z.object({ outcome: z.enum(appealOutcomes), reasons: texts, on: day, earlier: earlierWords }).nullable(),
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

const whatTheyHold =
  'The words hold nothing that would be masked, such as a phone number or an account, and no web address but of this site or of a host among the check’s evidence (`reason`: `appeal-reasons-contact`).';
const byTwo =
  'It waits in `proposed` until another agrees; a later one of the same kind takes its place. Somebody writes it who neither wrote nor reviewed what the appeal is about, ' +
  'nor has just come into the team through who did; one of those only where the team has nobody else.';

const after = async (door: Door, id: Id) => {
  const found = await door.options.world.appeals.appeal(id);
  return found === undefined ? ({ code: 'not-found' } as const) : told(appeal, flagged(found));
};

export const answerAppealOperation = deskOperation({
  method: 'post',
  path: '/desk/appeals/{id}/answer',
  summary: 'Put an answer to an appeal forward',
  detail: `In every language of the instance. ${byTwo} ${whatTheyHold}`,
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
    const put = await answerAppeal(world, member, given, organisation.languages, organisation.origin);
    return put.ok ? after(door, id) : refused(put.error);
  },
});

export const correctAnswerOperation = deskOperation({
  method: 'post',
  path: '/desk/appeals/{id}/correct',
  summary: 'Put another wording of an answer forward',
  detail: `With the reason for it; the outcome stays, and what it said before stays to be read. ${byTwo} ${whatTheyHold}`,
  right: 'appeal.answer',
  by: 'proven',
  params,
  body: {
    json: z
      .strictObject({ reasons: givenTexts(appealLimits.answer), why: givenTexts(appealLimits.answer) })
      .openapi('AppealCorrectionGiven'),
  },
  replies: { 200: { description: 'The appeal after it', schema: appeal } },
  problems: ['not-found', 'not-now', 'appeal-own-work', 'let-in-lately'],
  answer: async (door, { params, json }, { member }) => {
    const { world, organisation } = door.options;
    const id = params.id as Id;
    const given = { appeal: id, reasons: textsOf(json.reasons), why: textsOf(json.why) };
    const put = await correctAnswer(world, member, given, organisation.languages, organisation.origin);
    return put.ok ? after(door, id) : refused(put.error);
  },
});

export const agreeToAnswerOperation = deskOperation({
  method: 'post',
  path: '/desk/appeals/{id}/agree',
  summary: 'Agree to what somebody put forward about an appeal',
  detail:
    'It is public then. `proposed` is the `id` of what was read. Nobody agrees to their own, nor to that of somebody who let them into the team lately; ' +
    'who wrote or reviewed what the appeal is about agrees only where nobody else may (`othersAgree`).',
  right: 'appeal.answer',
  by: 'proven',
  params,
  body: { json: z.strictObject({ proposed: givenId }).openapi('AppealAnswerAgreed') },
  replies: { 200: { description: 'The appeal after it', schema: appeal } },
  problems: ['not-found', 'not-now', 'appeal-own-work', 'appeal-own-answer', 'first-without-right', 'let-in-lately'],
  answer: async (door, { params, json }, { member }) => {
    const { world, organisation } = door.options;
    const id = params.id as Id;
    const given = { appeal: id, proposed: json.proposed as Id };
    const agreed = await agreeToAnswer(world, member, given, organisation.origin);
    return agreed.ok ? after(door, id) : refused(agreed.error);
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
    return looked.ok ? after(door, id) : refused(looked.error);
  },
});

export const settleAppealOperation = deskOperation({
  method: 'post',
  path: '/desk/appeals/{id}/settle',
  summary: 'Put forward why nothing changes',
  detail: `Of an appeal that was upheld, by an editor, in every language of the instance. Once another agrees, the check answers by itself again. ${byTwo} ${whatTheyHold}`,
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
    return settled.ok ? after(door, id) : refused(settled.error);
  },
});
