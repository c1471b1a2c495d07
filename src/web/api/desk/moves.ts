// Joining, parting and ending cases by API, and taking each of these back.
import { z } from '@hono/zod-openapi';
import { dayOf } from '../../../base/clock.ts';
import type { Id } from '../../../base/ids.ts';
import { closings, closingWeighs, longestSpamWords, mostMovesAnHour, spamReasons } from '../../../core/case.ts';
import {
  type ClosingAsked,
  closeCase,
  decideClosing,
  mergeCases,
  mostMerged,
  reopenCase,
  splitCase,
  takeUpDeclined,
  undoMove,
} from '../../../desk/index.ts';
import type { Door } from '../../door.ts';
import { decision } from '../decision.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { day, idText } from '../schemas.ts';
import { caseOperation, givenId, listOf, moment, momentOrNull, ofCase, pathId } from './shapes.ts';

const number = z.int().min(1).max(999_999_999);
const moves = z
  .object({ moves: listOf(idText).openapi({ description: 'By which it can be undone' }) })
  .openapi('Merged');

export const mergeOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/merge',
  summary: 'Join cases to this one',
  detail:
    'What they ask becomes part of this case, and they end as its duplicates. Joining and parting together: ' +
    `${mostMovesAnHour} cases in an hour and account, undone ones too.`,
  right: 'case.work',
  params: ofCase,
  body: { json: z.strictObject({ from: z.array(number).min(1).max(mostMerged) }).openapi('MergeGiven') },
  replies: { 200: { description: 'Joined', schema: moves } },
  problems: ['case-ended', 'case-under-review', 'rate-limited'],
  answer: async (door, { json }, { member }, { id }) => {
    const found = await Promise.all([...new Set(json.from)].map((n) => idOf(door, n)));
    const from = found.filter((one) => one !== undefined && one !== id);
    if (from.length < found.length) return { code: 'invalid-input', field: 'from' };
    const merged = await mergeCases(door.options.world, member, { from: from as Id[], into: id });
    return merged.ok ? told(moves, { moves: merged.value }) : refused(merged.error);
  },
});

const idOf = async (door: Door, wanted: number): Promise<Id | undefined> =>
  (await door.options.world.caseWork.byNumber(wanted))?.id;

const split = z.object({ number: z.int(), move: idText }).openapi('Split');

export const splitOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/split',
  summary: 'Part groups off into a new case',
  detail: 'Some group has to stay. `move` is what undoes it. It counts with joining, within the same hour.',
  right: 'case.work',
  params: ofCase,
  body: { json: z.strictObject({ groups: z.array(givenId).min(1).max(1000) }).openapi('SplitGiven') },
  replies: { 201: { description: 'Parted', schema: split } },
  problems: ['case-ended', 'case-under-review', 'rate-limited', 'split-leaves-nothing'],
  answer: async (door, { json }, { member }, { id }) => {
    const parted = await splitCase(door.options.world, member, { of: id, groups: json.groups });
    return parted.ok ? told(split, parted.value, 201) : refused(parted.error);
  },
});

export const undoMoveOperation = deskOperation({
  method: 'post',
  path: '/desk/moves/{id}/undo',
  summary: 'Undo a joining or a parting',
  detail: 'As long as everything is where it was put.',
  right: 'case.work',
  params: z.object({ id: pathId() }),
  replies: { 204: { description: 'Undone' } },
  problems: ['not-found', 'move-outdated'],
  answer: async (door, { params }, { member }) => {
    const undone = await undoMove(door.options.world, member, params.id as Id);
    return undone.ok ? done() : refused(undone.error);
  },
});

export const closingShape = z
  .object({
    id: idText,
    number: z.int(),
    check: z.string().openapi({ description: 'The slug of the check that is to answer whoever asked' }),
    asked: z.int().openapi({ description: 'How often the case was asked' }),
    askedBy: idText,
    askedAt: moment,
    agreeing: z
      .object({
        may: listOf(idText),
        from: day.nullable().openapi({ description: 'Where nobody may: the day from which on somebody may' }),
      })
      .openapi({ description: 'Who of the team may agree now' }),
    aloneAt: momentOrNull.openapi({ description: 'When it ends by itself, where nobody else could agree' }),
  })
  .openapi('ClosingAsked');

const closingOf = ({ check, agreeing: { may, from }, ...one }: ClosingAsked): z.input<typeof closingShape> => ({
  ...one,
  ...{ check: check.slug, agreeing: { may, from } },
});

export const closeOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/close',
  summary: 'End a case without a verdict',
  detail:
    'For a reason that one person may give. A duplicate names the case it joins (`case`) or the check that answers it (`check`, by slug). ' +
    'Spam says why (`because`), for the history of the case alone. ' +
    'A check that would answer people who asked waits for somebody else’s yes, and nobody is written to before. After `private-person` ' +
    'its texts are on no page and in no reply; opening the case again within 20 hours brings them back. Both ask for the second factor, and so do `scam-victim`, `crisis` and ' +
    '`emergency`, which write a public template to whoever asked at once: 20 in an hour and account, and their addresses stay for ' +
    'the 24 hours in which the case can be opened again. ' +
    'What was handed in on the case and waits is taken back first; `private-person` takes it back itself. ' +
    'Declining in public takes two people and is handed in.',
  right: 'case.close',
  by: 'person',
  params: ofCase,
  body: {
    json: z
      .strictObject({
        as: z.enum(closings),
        case: number.optional(),
        check: z
          .string()
          .regex(/^[a-z0-9-]{1,80}$/)
          .optional(),
        because: z
          .enum(spamReasons)
          .optional()
          .openapi({ description: 'Of spam, which needs one; `other` takes `words`' }),
        words: z.string().max(longestSpamWords).optional(),
      })
      .openapi('CloseGiven'),
  },
  replies: {
    202: { description: 'It waits for somebody else’s yes', schema: closingShape },
    204: { description: 'Ended' },
  },
  problems: [
    'case-ended',
    'case-under-review',
    'closing-needs-two',
    'closing-waits',
    'duplicate-of-nothing',
    'rate-limited',
    'step-up-needed',
    'submission-sealing',
    'submission-waits',
  ],
  answer: async (door, { json }, { member, proven }, { id }) => {
    if (closingWeighs(json.as) && !proven) return { code: 'step-up-needed' };
    const { world } = door.options;
    const joinedTo = json.case === undefined ? undefined : await idOf(door, json.case);
    const check = json.check === undefined ? undefined : (await world.reads.check(json.check))?.id;
    if (json.case !== undefined && (joinedTo === undefined || joinedTo === id))
      return { code: 'invalid-input', field: 'case' };
    if (json.check !== undefined && check === undefined) return { code: 'invalid-input', field: 'check' };
    const { because, words } = json;
    const to = {
      ...(joinedTo && { joinedTo }),
      ...(check && { check }),
      ...(because && { because }),
      ...(words && { words }),
    };
    const closed = await closeCase(world, member, { of: id, as: json.as, proven, ...to });
    if (!closed.ok) return refused(closed.error);
    const asked = closed.value === 'waiting' ? await world.closings.of(id) : undefined;
    return asked === undefined ? done() : told(closingShape, closingOf(asked), 202);
  },
});

export const decideClosingOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/closing/decision',
  summary: 'Agree that a check ends a case, or refuse it',
  detail:
    'Agreed to, whoever asked is answered with the check. `closing` is the `id` of what was read. Nobody agrees to their own.',
  right: 'case.close',
  by: 'proven',
  params: ofCase,
  body: {
    json: z.strictObject({ closing: givenId, decision }).openapi('ClosingDecision'),
  },
  replies: { 204: { description: 'Decided' } },
  problems: [
    'case-ended',
    'closing-own',
    'first-without-right',
    'let-in-lately',
    'closing-settled',
    'submission-sealing',
    'submission-waits',
  ],
  answer: async (door, { json }, { member }, { id }) => {
    const as = json.decision === 'agree' ? 'agreed' : 'declined';
    const decided = await decideClosing(door.options.world, member, { of: id, closing: json.closing }, as);
    return decided.ok ? done() : refused(decided.error);
  },
});

export const takeBackClosingOperation = caseOperation({
  method: 'delete',
  path: '/desk/cases/{number}/closing',
  summary: 'Take back that a check should end a case',
  detail: 'By whoever asked for it, as long as nobody decided.',
  right: 'case.close',
  params: ofCase,
  replies: { 204: { description: 'Taken back' } },
  problems: ['case-ended', 'closing-settled'],
  answer: async (door, _request, { member }, { id }) => {
    const taken = await decideClosing(door.options.world, member, { of: id, closing: null }, 'withdrawn');
    return taken.ok ? done() : refused(taken.error);
  },
});

const closingList = z.object({ closings: listOf(closingShape) });
export const closingsOperation = deskOperation({
  method: 'get',
  path: '/desk/closings',
  summary: 'List cases that a check is to end',
  detail: 'What waits for a second person, the oldest first.',
  right: 'desk.see',
  replies: { 200: { description: 'All of them', schema: closingList } },
  problems: [],
  answer: async (door) => told(closingList, { closings: (await door.options.world.closings.waiting()).map(closingOf) }),
});

export const reopenOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/reopen',
  summary: 'Take an ending back',
  detail:
    'Until `undoUntil` of the case with everything as it was, later without the words of whoever asked; one about a private person ' +
    'only within its 20 hours. Not one that two people decided in public (see `…/take-up`), or one ' +
    'that joined the case to another.',
  right: 'case.close',
  params: ofCase,
  replies: { 204: { description: 'Open again' } },
  problems: ['case-stays-closed'],
  answer: async (door, _request, { member }, { id }) => {
    const opened = await reopenCase(door.options.world, member, id);
    return opened.ok ? done() : refused(opened.error);
  },
});

/** Case ids are for programs that are told of cases by webhook. */
export const caseNumberOperation = deskOperation({
  method: 'get',
  path: '/desk/cases/by-id/{id}',
  summary: 'Find the number of a case',
  detail: 'By the id that webhooks tell.',
  right: 'desk.see',
  params: z.object({ id: pathId() }),
  replies: { 200: { description: 'Its number', schema: z.object({ number: z.int() }).openapi('CaseNumber') } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const { world } = door.options;
    const found = await world.caseQueue.byId(params.id as Id, dayOf(world.now()));
    return found === undefined ? { code: 'not-found' } : told(z.object({ number: z.int() }), { number: found.number });
  },
});

export const takeUpOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/take-up',
  summary: 'Take up a declined case again',
  detail:
    'Once an appeal against its declining was upheld, wholly or partly: `declined` of `GET /desk/submissions` lists which wait. Not by ' +
    'whoever declined it, as long as somebody else may. The public log and the page of what was declined tell it.',
  right: 'submission.review',
  by: 'person',
  params: ofCase,
  replies: { 204: { description: 'Open again' } },
  problems: ['case-stays-closed', 'declined-own', 'let-in-lately'],
  answer: async (door, _request, { member }, { id }) => {
    const taken = await takeUpDeclined(door.options.world, member, id);
    return taken.ok ? done() : refused(taken.error);
  },
});
