// Practice by API: one's own attempts, a step at a time, and what was decided once all is answered.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../base/ids.ts';
import { uiLangs } from '../../base/lang.ts';
import { type Check, textIn } from '../../core/check.ts';
import {
  checkables,
  compared,
  comparedDeclined,
  easiestFirst,
  longestShort,
  type PracticeAttempt,
  practiceSteps,
  practisedReasons,
  stepOf,
  subjectOf,
} from '../../core/practice.ts';
import { verdicts } from '../../core/verdict.ts';
import { answerPractice, beginPractice, forgetPractice } from '../../desk/index.ts';
import { privately } from '../door.ts';
import { harsh, harshOf, texts } from './desk/shapes.ts';
import { deskOperation, privateJson } from './desk-operation.ts';
import { day, idText } from './schemas.ts';

const steps = [...practiceSteps, 'explain'] as const;
const attemptShape = z
  .object({
    id: idText,
    check: idText.nullable(),
    case: idText.nullable().openapi({ description: 'A claim that was declined; then there is no check' }),
    lang: z.enum(uiLangs),
    begunOn: day,
    doneOn: day.nullable(),
    step: z.enum(steps).nullable().openapi({ description: 'What is answered next; null when all is' }),
    checkable: z.enum(checkables).nullable(),
    independent: z.array(z.int()).nullable().openapi({ description: 'Places in `evidence`, from 0' }),
    verdict: z.enum(verdicts).nullable(),
    short: z.string().nullable(),
  })
  .openapi('PracticeAttempt');

const tryShape = z
  .object({
    attempt: attemptShape,
    claim: z.string(),
    harsh,
    evidence: z.array(
      z.object({ title: z.string(), publisher: z.string(), url: z.string().nullable(), shows: z.string().nullable() }),
    ),
    comparison: z
      .object({
        checkable: z.object({ given: z.enum(checkables), same: z.boolean() }),
        sources: z.array(
          z.object({ taken: z.boolean(), interest: z.enum(['independent', 'party', 'ourselves']), same: z.boolean() }),
        ),
        verdict: z.object({
          given: z.enum(verdicts),
          decided: z.enum(verdicts),
          nearness: z.enum(['same', 'near', 'apart']),
        }),
      })
      .nullable()
      .openapi({ description: 'Null while a step is left, and for a declined claim' }),
    declined: z
      .object({
        given: z.enum(checkables),
        decided: z.enum(practisedReasons),
        same: z.boolean(),
        explain: texts,
        caseNumber: z.int(),
      })
      .nullable()
      .openapi({ description: 'Of a declined claim, once every step is answered' }),
  })
  .openapi('Practice');

const listShape = z
  .object({
    next: idText.nullable().openapi({ description: 'The check that would be begun; null when all were tried' }),
    left: z.int(),
    attempts: z.array(attemptShape),
  })
  .openapi('PracticeList');

const answerShape = z
  .strictObject({
    step: z.enum(steps),
    checkable: z.enum(checkables).optional(),
    independent: z.array(z.int().min(0)).max(100).optional(),
    verdict: z.enum(verdicts).optional(),
    short: z.string().max(longestShort).optional(),
  })
  .openapi('PracticeAnswer', {
    description:
      'What the step asks for: `checkable`, `independent`, `verdict` and `short`, or for `explain` the `short`',
  });

const id = z.object({ id: idText.openapi({ param: { name: 'id', in: 'path' } }) });
const lang = z.enum(uiLangs).default('vi');

export const practiceListOperation = deskOperation({
  method: 'get',
  path: '/desk/practice',
  summary: 'List one’s own practice',
  detail: 'Nobody else’s is ever listed.',
  right: 'desk.see',
  query: z.strictObject({ lang }),
  replies: { 200: { description: 'Attempts, the newest first', schema: listShape } },
  problems: [],
  answer: async (door, { query }, { member }) => {
    const { practice } = door.options.world;
    const [candidates, mine] = await Promise.all([practice.candidates(), practice.ofMine(member.id)]);
    const left = easiestFirst(candidates, new Set(mine.map(subjectOf)), query.lang);
    return privateJson({ next: left[0]?.subject ?? null, left: left.length, attempts: mine.map(attemptOf) });
  },
});

export const practiceBeginOperation = deskOperation({
  method: 'post',
  path: '/desk/practice',
  summary: 'Begin a practice',
  detail:
    'With a check or a declined case of one’s choice, or the easiest not tried yet. One that is not finished goes on.',
  right: 'desk.see',
  body: { json: z.strictObject({ of: idText.optional(), lang }) },
  replies: { 201: { description: 'Begun', schema: tryShape } },
  problems: ['not-found', 'practice-none-left'],
  answer: async (door, { json }, { member }) => {
    const of = (json.of ?? null) as Id | null;
    const begun = await beginPractice(door.options.world, { actor: member, lang: json.lang, of });
    return begun.ok ? shown(door, member.id, begun.value, 201) : begun.error;
  },
});

export const practiceReadOperation = deskOperation({
  method: 'get',
  path: '/desk/practice/{id}',
  summary: 'Read one practice',
  detail: 'Blind until every step is answered.',
  right: 'desk.see',
  params: id,
  replies: { 200: { description: 'The practice', schema: tryShape } },
  problems: ['not-found'],
  answer: (door, { params }, { member }) => shown(door, member.id, params.id as Id, 200),
});

export const practiceAnswerOperation = deskOperation({
  method: 'post',
  path: '/desk/practice/{id}/answers',
  summary: 'Answer the next step of a practice',
  detail: 'Steps come in their order, and what was answered stays.',
  right: 'desk.see',
  params: id,
  body: { json: answerShape },
  replies: { 200: { description: 'The practice after it', schema: tryShape } },
  problems: ['not-found', 'practice-out-of-order'],
  answer: async (door, { params, json }, { member }) => {
    const done = await answerPractice(door.options.world, { actor: member, attempt: params.id as Id, given: json });
    return done.ok ? shown(door, member.id, params.id as Id, 200) : done.error;
  },
});

export const practiceForgetOperation = deskOperation({
  method: 'delete',
  path: '/desk/practice/{id}',
  summary: 'Delete a practice of one’s own',
  detail: 'Nothing of it is kept. Safe to repeat.',
  right: 'desk.see',
  params: id,
  replies: { 204: { description: 'Gone' } },
  problems: [],
  answer: async (door, { params }, { member }) => {
    const gone = await forgetPractice(door.options.world, { actor: member, attempt: params.id as Id });
    return gone.ok ? new Response(null, { status: 204, headers: privately }) : gone.error;
  },
});

const attemptOf = (attempt: PracticeAttempt): z.infer<typeof attemptShape> => ({
  ...attempt,
  independent: attempt.independent === null ? null : [...attempt.independent],
  step: stepOf(attempt) ?? null,
});

const shown = async (
  door: Parameters<Parameters<typeof deskOperation>[0]['answer']>[0],
  staff: Id,
  wanted: Id,
  status: number,
) => {
  const { world } = door.options;
  const attempt = await world.practice.attempt(staff, wanted);
  const whole = attempt && (attempt.case === null ? await ofCheck(world, attempt) : await ofDeclined(world, attempt));
  if (attempt === undefined || whole === undefined) return { code: 'not-found' } as const;
  return privateJson({ attempt: attemptOf(attempt), ...whole }, status);
};

type Whole = Omit<z.infer<typeof tryShape>, 'attempt'>;
type PracticeWorld = Parameters<Parameters<typeof deskOperation>[0]['answer']>[0]['options']['world'];

const ofCheck = async ({ reads }: PracticeWorld, attempt: PracticeAttempt): Promise<Whole | undefined> => {
  const check = attempt.check === null ? undefined : await reads.checkById(attempt.check);
  if (check === undefined) return undefined;
  const comparison = compared(attempt, check);
  return {
    // How much there is to weigh would tell, before the first step, that there is something.
    ...blind(check, attempt.lang, attempt.checkable !== null),
    comparison: comparison === undefined ? null : { ...comparison, sources: [...comparison.sources] },
    declined: null,
  };
};

const ofDeclined = async ({ practice }: PracticeWorld, attempt: PracticeAttempt): Promise<Whole | undefined> => {
  const declined = attempt.case === null ? undefined : await practice.declined(attempt.case);
  if (declined === undefined) return undefined;
  const comparison = comparedDeclined(attempt, declined.reason);
  const claim = textIn(declined.claim, attempt.lang).text;
  const { explain, caseNumber } = declined;
  return {
    claim,
    harsh: harshOf(claim),
    evidence: [],
    comparison: null,
    declined: comparison === undefined ? null : { ...comparison, explain: { ...explain }, caseNumber },
  };
};

/** Neither title, nor conclusion, nor what was made of the evidence. */
const blind = (check: Check, lang: string, weighs: boolean): Pick<Whole, 'claim' | 'harsh' | 'evidence'> => {
  const { claim } = textIn(check.texts, lang).text;
  const evidence = check.evidence.map(({ title, publisher, url, shows }) => ({
    title,
    publisher,
    url,
    shows: Object.keys(shows).length === 0 ? null : textIn(shows, lang).text,
  }));
  return { claim, harsh: harshOf(claim), evidence: weighs ? evidence : [] };
};
