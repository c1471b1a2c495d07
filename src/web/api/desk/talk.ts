// What is said on a case, by API: remarks and tasks, who was asked for a reply, and whom the matter concerns.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { uiLangs } from '../../../base/lang.ts';
import { draftFields } from '../../../core/draft.ts';
import {
  addTask,
  asksByLetter,
  declareInterest,
  finishTask,
  noteReply,
  remark,
  removeTask,
  settleRemark,
} from '../../../desk/index.ts';
import { done, refused } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { caseOperation, givenDay, givenId, givenTexts, inCase, made, madeReply, ofCase, textsOf } from './shapes.ts';

export const remarkOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/remarks',
  summary: 'Say something on a case',
  detail: '`@Name` tells somebody of the team. `about` names a field of the draft.',
  right: 'case.discuss',
  params: ofCase,
  body: {
    json: z
      .strictObject({
        text: z.string().max(5000),
        about: z.strictObject({ lang: z.enum(uiLangs), field: z.enum(draftFields) }).optional(),
      })
      .openapi('RemarkGiven'),
  },
  replies: { 201: { description: 'Said', schema: made } },
  problems: ['case-not-open'],
  answer: async (door, { json }, { member }, { id }) => {
    const said = await remark(door.options.world, member, id, { text: json.text, passage: json.about ?? null });
    return said.ok ? madeReply(said.value) : refused(said.error);
  },
});

const settling = (again: boolean): Operation =>
  caseOperation({
    method: 'post',
    path: `/desk/cases/{number}/remarks/{id}/${again ? 'reopen' : 'settle'}`,
    summary: again ? 'Take back that a remark is settled' : 'Mark a remark as settled',
    detail: again ? 'What it asked for is to be done after all.' : 'What it asked for is done.',
    right: 'case.discuss',
    params: inCase,
    replies: { 204: { description: again ? 'Open again' : 'Settled' } },
    problems: ['case-not-open'],
    answer: async (door, { params }, { member }, head) => {
      const settled = await settleRemark(door.options.world, member, head.id, { id: params.id as Id, again });
      return settled.ok ? done() : refused(settled.error);
    },
  });

export const remarkSettlings: readonly Operation[] = [settling(false), settling(true)];

export const addTaskOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/tasks',
  summary: 'Add a task',
  detail: 'For somebody of the team, or for whoever takes it.',
  right: 'case.work',
  params: ofCase,
  body: {
    json: z
      .strictObject({ text: z.string().max(500), assignedTo: givenId.nullable().default(null) })
      .openapi('TaskGiven'),
  },
  replies: { 201: { description: 'Added', schema: made } },
  problems: ['case-not-open'],
  answer: async (door, { json }, { member }, { id }) => {
    const added = await addTask(door.options.world, member, id, json);
    return added.ok ? madeReply(added.value) : refused(added.error);
  },
});

export const finishTaskOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/tasks/{id}/finish',
  summary: 'Finish a task',
  detail: 'With `again`, it is to be done after all.',
  right: 'case.discuss',
  params: inCase,
  body: { json: z.strictObject({ again: z.boolean().default(false) }).openapi('FinishGiven') },
  replies: { 204: { description: 'Noted' } },
  problems: ['case-not-open'],
  answer: async (door, { params, json }, { member }, head) => {
    const task = { id: params.id as Id, again: json.again };
    const finished = await finishTask(door.options.world, member, head.id, task);
    return finished.ok ? done() : refused(finished.error);
  },
});

const removalOfTask = (back: boolean): Operation =>
  caseOperation({
    method: back ? 'post' : 'delete',
    path: `/desk/cases/{number}/tasks/{id}${back ? '/restore' : ''}`,
    summary: back ? 'Bring a task back' : 'Take a task off a case',
    detail: back ? 'As it was.' : 'It can be brought back.',
    right: 'case.work',
    params: inCase,
    replies: { 204: { description: back ? 'Back' : 'Taken off' } },
    problems: ['case-not-open'],
    answer: async (door, { params }, { member }, head) => {
      const removed = await removeTask(door.options.world, member, head.id, { id: params.id as Id, back });
      return removed.ok ? done() : refused(removed.error);
    },
  });

export const taskRemovals: readonly Operation[] = [removalOfTask(false), removalOfTask(true)];

export const askReplyOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/replies',
  summary: 'Note who was asked for a reply',
  detail:
    'A public figure or body, how they were asked, and by when they may answer. It is published. With `email` our letter asks them too: only while the case is open, at most five times a case, and only for a person who has shown the second factor within ten minutes (`step-up-needed`); a token is refused (`not-by-token`).',
  right: 'case.work',
  params: ofCase,
  body: {
    json: z
      .strictObject({
        asked: z.string().max(300),
        way: z.string().max(300),
        askedOn: givenDay.optional(),
        dueOn: givenDay.optional(),
        email: z.string().max(254).optional().openapi({
          description: 'Asks them by our letter too, which takes `dueOn` and an agreed wording; kept sealed',
        }),
        lang: z.enum(uiLangs).optional().openapi({ description: 'Of the letter' }),
      })
      .openapi('ReplyAsked'),
  },
  replies: { 201: { description: 'Noted', schema: made } },
  problems: ['case-not-open', 'not-now', 'not-by-token', 'step-up-needed'],
  answer: async (door, { asked, json }, { member, by, proven }, { id }) => {
    if (asksByLetter(json.email) && !proven) return { code: by === 'token' ? 'not-by-token' : 'step-up-needed' };
    const lang = json.lang ?? door.langOf(asked);
    const noted = await noteReply(door.options.world, member, id, { step: 'asked', ...json, lang });
    return noted.ok ? madeReply(noted.value) : refused(noted.error);
  },
});

export const noteReplyOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/replies/{id}/said',
  summary: 'Note what they replied',
  detail: 'In each language in which it will be published.',
  right: 'case.work',
  params: inCase,
  body: { json: z.strictObject({ said: givenTexts(4000), on: givenDay.optional() }).openapi('ReplySaid') },
  replies: { 204: { description: 'Noted' } },
  problems: ['case-not-open'],
  answer: async (door, { params, json }, { member }, head) => {
    const typed = { step: 'said', reply: params.id as Id, said: textsOf(json.said), on: json.on } as const;
    const noted = await noteReply(door.options.world, member, head.id, typed);
    return noted.ok ? done() : refused(noted.error);
  },
});

export const interestOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/interest',
  summary: 'Declare one’s own interest',
  detail: 'Everybody who works on a case says whether the matter concerns them, and speaks for themselves alone.',
  right: 'case.discuss',
  params: ofCase,
  body: {
    json: z.strictObject({ concerned: z.boolean(), explain: z.string().max(500).optional() }).openapi('InterestGiven'),
  },
  replies: { 204: { description: 'Declared' } },
  problems: ['case-not-open'],
  answer: async (door, { json }, { member }, { id }) => {
    const declared = await declareInterest(door.options.world, member, id, json);
    return declared.ok ? done() : refused(declared.error);
  },
});
