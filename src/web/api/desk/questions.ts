// Asking those who asked, by API. Only a person does it: a program speaks to nobody.
import { z } from '@hono/zod-openapi';
import { mostQuestionsAnHour } from '../../../core/case.ts';
import { questionKeys } from '../../../core/question.ts';
import { askBack, undoAskBack } from '../../../desk/index.ts';
import { done, refused } from '../desk-operation.ts';
import { caseOperation, made, madeReply, ofCase } from './shapes.ts';

export const askBackOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/question',
  summary: 'Ask those who asked',
  detail:
    'One public template, once for each case; cases that were joined to it count too. ' +
    `${mostQuestionsAnHour} cases in an hour and account, questions taken back too.`,
  right: 'case.work',
  by: 'person',
  params: ofCase,
  body: { json: z.strictObject({ template: z.enum(questionKeys) }).openapi('QuestionGiven') },
  replies: { 201: { description: 'Asked', schema: made } },
  problems: ['case-not-open', 'question-asked-before', 'question-nobody-asked', 'rate-limited'],
  answer: async (door, { json }, { member }, { id }) => {
    const asked = await askBack(door.options.world, member, id, json.template);
    return asked.ok ? madeReply(asked.value) : refused(asked.error);
  },
});

export const undoAskBackOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/question/undo',
  summary: 'Take the question to those who asked back',
  detail: 'As long as nobody has replied. Another one may be asked then.',
  right: 'case.work',
  by: 'person',
  params: ofCase,
  replies: { 204: { description: 'Taken back' } },
  problems: ['case-not-open', 'question-replied'],
  answer: async (door, _request, { member }, { id }) => {
    const undone = await undoAskBack(door.options.world, member, id);
    return undone.ok ? done() : refused(undone.error);
  },
});
