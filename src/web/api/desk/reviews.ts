// The second person, by API: only somebody who signed in and has just shown the second factor, never a program.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import type { ReviewOutcome } from '../../../core/decision.ts';
import { reviewSubmission } from '../../../desk/index.ts';
import { publishNow, versionsOf } from '../../desk/review-routes.ts';
import type { Door } from '../../door.ts';
import type { Problem } from '../../problem.ts';
import type { Caller } from '../caller.ts';
import { reviewDecision } from '../decision.ts';
import { deskOperation, refused } from '../desk-operation.ts';
import { pathId } from './shapes.ts';
import { submissionReply, submissionShape } from './submissions.ts';

const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({ description: '`contentHash` of what was read' });
const read = z.array(z.string().max(20)).max(20).default([]).openapi({
  description: 'The languages that were read; a yes takes all that a check has',
});
const params = z.object({ id: pathId() });
const problems = ['not-found', 'not-now', 'let-in-lately', 'first-without-right', 'reviewed-own'] as const;
const replies = { 200: { description: 'The submission after it', schema: submissionShape } };

const outcomeOf = { agree: 'approved', changes: 'changes', refuse: 'rejected' } as const;

type Decided = {
  readonly outcome: ReviewOutcome;
  readonly contentHash: string;
  readonly reason: string;
  readonly remarks: readonly { readonly passage: string; readonly text: string }[];
  readonly read: readonly string[];
};

const decide = async (door: Door, id: Id, { member }: Caller, given: Decided): Promise<Response | Problem> => {
  const { world } = door.options;
  const submission = await world.decisions.submission(id);
  if (submission === undefined) return { code: 'not-found' };
  const agreeing = given.outcome === 'approved' || given.outcome === 'overridden';
  const unread = versionsOf(submission).some((version) => !given.read.includes(version)) ? 'read' : undefined;
  const decided = await reviewSubmission(world, member, id, { ...given, unread });
  if (!decided.ok) return refused(decided.error);
  if (agreeing) await publishNow(door);
  if (agreeing) door.cache.clear();
  return submissionReply(door, id);
};

export const reviewOperation = deskOperation({
  method: 'post',
  path: '/desk/submissions/{id}/reviews',
  summary: 'Review a submission',
  detail: 'A yes, changes, or a no, of exactly what was read; never by whoever has words in it.',
  right: 'submission.review',
  by: 'proven',
  params,
  body: {
    json: z
      .strictObject({
        decision: reviewDecision,
        contentHash: hash,
        reason: z.string().max(2000).default(''),
        remarks: z
          .array(z.strictObject({ passage: z.string().max(100), text: z.string().max(2000) }))
          .max(50)
          .default([]),
        read,
      })
      .openapi('ReviewGiven'),
  },
  replies,
  problems,
  answer: (door, { params, json: { decision, ...json } }, who) =>
    decide(door, params.id as Id, who, { ...json, outcome: outcomeOf[decision] }),
});

export const overrideOperation = deskOperation({
  method: 'post',
  path: '/desk/submissions/{id}/override',
  summary: 'Decide over a no',
  detail: 'By an editor who neither wrote nor reviewed it, with a reason that is published.',
  right: 'submission.override',
  by: 'proven',
  params,
  body: {
    json: z.strictObject({ contentHash: hash, reason: z.string().max(2000), read }).openapi('OverrideGiven'),
  },
  replies,
  problems,
  answer: (door, { params, json }, who) =>
    decide(door, params.id as Id, who, { ...json, outcome: 'overridden', remarks: [] }),
});
