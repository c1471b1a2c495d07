// What was handed in, by API: the lists of the review page, and one submission with what would become public.
import { z } from '@hono/zod-openapi';
import { addDays, dayOf } from '../../../base/clock.ts';
import type { Id } from '../../../base/ids.ts';
import { appealKinds, appealWordKinds } from '../../../core/appeal.ts';
import { submissionKinds } from '../../../core/decision.ts';
import { may } from '../../../core/rights.ts';
import { type Submission, type SubmissionLine, withdrawSubmission } from '../../../desk/index.ts';
import { notToReview } from '../../desk/not-for-you.ts';
import type { Door } from '../../door.ts';
import { told as asTold } from '../decision.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { day, idText } from '../schemas.ts';
import { listOf, moment, momentOrNull, pathId, texts } from './shapes.ts';

const kind = z.enum(submissionKinds);
const ofCase = z.int().nullable().openapi({ description: 'Null for what belongs to no case' });
const state = z.enum(['waiting', 'agreed', 'changes', 'refused', 'withdrawn', 'published']);
const outcome = z.enum(['agreed', 'changes', 'refused', 'overridden']);

const line = z
  .object({
    id: idText,
    kind,
    state,
    caseNumber: ofCase,
    titles: texts,
    submittedBy: idText,
    writers: listOf(idText).openapi({ description: 'None of them may decide on it' }),
    submittedAt: moment,
    publishAt: momentOrNull,
  })
  .openapi('SubmissionLine');

const due = z.object({
  slug: z.string(),
  titles: texts,
  caseNumber: z.int(),
  reviewBy: day.nullable(),
  appeals: z.int().openapi({ description: 'Open ones' }),
  held: z.boolean().openapi({
    description: 'An appeal holds it: it answers nobody by itself; otherwise it goes on answering meanwhile',
  }),
  upheld: z.int().openapi({ description: 'Appeals that were upheld, and of which nothing came yet' }),
  replies: z.int().openapi({ description: 'Answers of those concerned that came since and are not public yet' }),
  behind: listOf(z.string()).openapi({ description: 'Languages whose version was not brought up to date' }),
});

const forYou = z.boolean().openapi({
  description:
    'Whether you may agree to it now: it is not yours, you hold the right, so does still whoever put it forward, and you two are not of one hand',
});

const lists = z
  .object({
    waiting: listOf(line.extend({ forYou }).openapi('WaitingSubmission')).openapi({
      description: 'For a yes, or for its time; oldest first',
    }),
    wordings: listOf(
      z.object({ id: idText, caseNumber: z.int(), wording: texts, proposedBy: idText, proposedOn: day, forYou }),
    ).openapi({ description: 'How the claims of open cases are to be worded, waiting for a yes; oldest first' }),
    appealAnswers: listOf(
      z.object({
        appeal: idText,
        kind: z.enum(appealKinds),
        titles: texts,
        dueOn: day,
        says: z.enum(appealWordKinds),
        proposedBy: idText,
        proposedOn: day,
        forYou,
      }),
    ).openapi({
      description:
        'Answers to appeals, other wordings of them, and reasons why nothing changes, that one put forward, waiting for a yes at `/desk/appeals/{id}/agree`; none for who may not answer appeals',
    }),
    decided: listOf(line).openapi({ description: 'The last thirty' }),
    due: listOf(due).openapi({ description: 'Checks of ours to be looked at again' }),
    declined: listOf(
      z.object({
        caseNumber: z.int(),
        appeal: idText,
        outcome: z.enum(['upheld', 'partly']),
        answeredOn: day,
        claim: texts,
      }),
    ).openapi({ description: 'Declined claims to be taken up again: an appeal against that was upheld' }),
    notes: listOf(z.object({ caseNumber: z.int(), claim: texts, nextOn: day.nullable() })).openapi({
      description: 'Notes that promised to say more by a day that has passed',
    }),
  })
  .openapi('Submissions');

/** As the page does: checks are listed for another look this many days before their day. */
const soonDays = 14;
const most = { decided: 30, due: 200 } as const;

export const submissionsOperation = deskOperation({
  method: 'get',
  path: '/desk/submissions',
  summary: 'List what was handed in',
  detail: 'What waits for another person’s yes, what was decided last, and which checks are due for another look.',
  right: 'desk.see',
  replies: { 200: { description: 'The lists', schema: lists } },
  problems: [],
  answer: async (door, _request, { member }) => {
    const { world } = door.options;
    const today = dayOf(world.now());
    const [waiting, wordings, answers, decided, due, notes, declined] = await Promise.all([
      world.decisions.waiting(),
      world.caseWork.wordingsWaiting(most.due),
      may(member.role, 'appeal.answer') ? world.appeals.answersWaiting(most.due) : [],
      world.decisions.decided(most.decided),
      world.decisions.due(addDays(today, soonDays), most.due),
      world.decisions.notesDue(today, most.due),
      world.declinedClaims.due(most.due),
    ]);
    const not = await notToReview(world, member, { waiting, wordings, answers, aliases: [], closings: [] });
    return told(lists, {
      waiting: waiting.map((one) => ({ ...lineOf(one), forYou: one.state === 'waiting' && !not.has(one.id) })),
      wordings: wordings.map(({ number, ...wording }) => ({
        ...wording,
        caseNumber: number,
        forYou: !not.has(wording.id),
      })),
      appealAnswers: answers.flatMap(({ id, about: { kind, titles }, dueOn, proposed }) =>
        proposed.map(({ id: words, kind: says, by, on }) => ({
          ...{ appeal: id, kind, titles, dueOn, says },
          ...{ proposedBy: by, proposedOn: on, forYou: !not.has(words) },
        })),
      ),
      decided: decided.map(lineOf),
      due,
      notes,
      declined,
    });
  },
});

const lineOf = (one: SubmissionLine) => ({ ...one, state: asTold(one.state) });

const whole = z
  .object({
    id: idText,
    kind,
    state,
    caseNumber: ofCase,
    caseTitle: z.string().nullable(),
    submittedBy: idText,
    writers: listOf(idText),
    submittedAt: moment,
    publishAt: momentOrNull,
    contentHash: z.string().openapi({ description: 'SHA-256 of `content` in canonical JSON: what is agreed to' }),
    content: z.record(z.string(), z.unknown()).openapi({ description: 'What would become public, whole' }),
    reviews: listOf(
      z.object({
        id: idText,
        outcome,
        reason: z.string().nullable(),
        remarks: listOf(z.object({ passage: z.string(), text: z.string() })),
        by: idText,
        at: moment,
        letIn: z.boolean().openapi({
          description:
            'The reviewer and a writer came into the team, or were given the right, through each other or the same person within a week',
        }),
      }),
    ),
    letIn: listOf(z.object({ member: idText, until: day, through: z.boolean() })).openapi({
      description:
        'Whom a writer let into the team this week or was let in by, also through others (`through`), or with whom: they ' +
        'decide on it only from `until` on, or where nobody else can; then a yes of theirs is told so in public',
    }),
  })
  .openapi('Submission');

const params = z.object({ id: pathId() });

export const submissionOperation = deskOperation({
  method: 'get',
  path: '/desk/submissions/{id}',
  summary: 'Read one submission',
  detail: 'Whole, as it would become public, with its reviews.',
  right: 'desk.see',
  params,
  replies: { 200: { description: 'The submission', schema: whole } },
  problems: ['not-found'],
  answer: (door, { params }) => submissionReply(door, params.id as Id),
});

/** A submission as it stands by now. */
export const submissionReply = async (door: Door, id: Id) => {
  const { world } = door.options;
  const found = await world.decisions.submission(id);
  if (found === undefined) return { code: 'not-found' } as const;
  const { close } = await world.team.hand(found.writers, world.now());
  return told(whole, { ...shown(found), letIn: close });
};
export const submissionShape = whole;

const shown = ({ content, state, reviews, ...rest }: Submission): Omit<z.input<typeof whole>, 'letIn'> => ({
  ...rest,
  state: asTold(state),
  reviews: reviews.map((one) => ({ ...one, outcome: asTold(one.outcome) })),
  content: { ...content },
});

export const takeBackOperation = deskOperation({
  method: 'delete',
  path: '/desk/submissions/{id}',
  summary: 'Take back what was handed in',
  detail: 'While it waits, by whoever handed it in alone: others ask for changes. It stays on record.',
  right: 'submission.submit',
  params,
  replies: { 204: { description: 'Taken back' } },
  problems: ['not-found', 'not-now'],
  answer: async (door, { params }, { member }) => {
    const taken = await withdrawSubmission(door.options.world, member, params.id as Id);
    return taken.ok ? done() : refused(taken.error);
  },
});
