// Handing in by API. Nothing becomes public by it: somebody else has to agree, who is not a program.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import type { Refusal, Result } from '../../../base/result.ts';
import { publicReasons } from '../../../core/case.ts';
import { correctionKinds } from '../../../core/check.ts';
import { pictureLimits } from '../../../core/picture.ts';
import type { Actor } from '../../../core/rights.ts';
import { verdicts } from '../../../core/verdict.ts';
import {
  correctCheckOf,
  mostRelated,
  mostTyped,
  submitDecision,
  submitWords,
  withdrawCheck,
} from '../../../desk/index.ts';
import type { WebWorld } from '../../options.ts';
import { topicNamed } from '../../pages/topic-words.ts';
import { refused } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { idText } from '../schemas.ts';
import { pictureTold, pictureTyped } from './case-pictures.ts';
import { evidenceGiven, evidenceTyped } from './gathering.ts';
import { caseOperation, givenDay, givenMoment, givenTexts, made, madeReply, ofCase, textsOf } from './shapes.ts';

type Kind = {
  readonly kind: 'check' | 'correction' | 'withdrawal' | 'closing' | 'note';
  readonly summary: string;
  readonly detail: string;
  readonly right: 'submission.submit' | 'case.close';
  readonly by: 'anyone' | 'proven';
};

/** One operation for each kind: they differ in what they take. */
const handIn = <B extends z.ZodType>(
  { kind, ...kindOf }: Kind,
  given: B,
  submit: (world: WebWorld, actor: Actor, number: number, given: z.output<B>) => Promise<Result<Id, Refusal>>,
): Operation =>
  caseOperation({
    ...kindOf,
    method: 'post',
    path: `/desk/cases/{number}/submissions/${kind}`,
    params: ofCase,
    body: { json: given },
    replies: { 201: { description: 'Handed in; its id', schema: made } },
    problems: ['case-not-open', 'not-now', 'wording-opinion'],
    answer: async (door, { json }, { member }, { number }) => {
      const submitted = await submit(door.options.world, member, number, json as z.output<B>);
      return submitted.ok ? madeReply({ id: submitted.value }) : refused(submitted.error);
    },
  });

const beside = 'Checks that stand beside it, by slug, address or id, or the number of a case';

const pictureGiven = pictureTold.extend({ file: z.string().regex(/^[0-9a-f]{64}$/) }).openapi('PictureGiven');

const picturesTyped = (given: readonly z.output<typeof pictureGiven>[]) =>
  given.map(({ file, ...told }) => ({ file, ...pictureTyped(told) }));

const checkGiven = z
  .strictObject({
    verdict: z.enum(verdicts),
    asOf: givenDay,
    reviewBy: givenDay.openapi({ description: 'The day by which it is looked at again' }),
    slug: z.string().max(80),
    topics: z.array(z.string().max(60)).min(1).max(20).openapi({
      description:
        'Those of `GET /topics`, by word or by name in either language; another name makes a new one, and readers see it as written. A hyphenated word that is none of them is refused (`topic-unknown`), with those there are',
    }),
    appearances: z.array(z.string().max(2048)).max(20).default([]),
    related: z.array(z.string().max(2048)).max(mostRelated).default([]).openapi({ description: beside }),
    pictures: z.array(pictureGiven).max(pictureLimits.pictures).default([]).openapi({
      description: 'Of the pictures of the case, those the check is about',
    }),
    publishAt: givenMoment,
  })
  .openapi('CheckGiven');

const checkText = z.strictObject({
  title: z.string().max(20_000),
  claim: z.string().max(20_000),
  short: z.string().max(20_000),
  known: z.string().max(20_000),
  how: z.string().max(20_000),
  reply: z.string().max(20_000),
});

const correctionGiven = z
  .strictObject({
    kind: z.enum(correctionKinds),
    verdict: z.enum(verdicts),
    asOf: givenDay,
    reviewBy: givenDay,
    explain: givenTexts(2000),
    related: z
      .array(z.string().max(2048))
      .max(mostRelated)
      .optional()
      .openapi({ description: `${beside}; left out: as they are` }),
    evidence: z
      .strictObject({
        remove: z.array(z.int().min(0).max(999)).max(100).default([]).openapi({
          description: 'Places in `evidence` of the check, from 0, of sources that do not stand any more',
        }),
        take: z.array(idText).max(100).default([]).openapi({
          description: 'Ids of evidence that was gathered on the case and does not stand in the check',
        }),
        add: z.array(evidenceGiven).max(mostTyped).default([]).openapi({ description: 'New; noted on the case, too' }),
      })
      .optional()
      .openapi({ description: 'Left out: as it is. What was taken off stays in `corrections`' }),
    replies: z.boolean().default(false).openapi({
      description: 'Publish what those concerned were asked and answered since',
    }),
    pictures: z.array(pictureGiven).max(pictureLimits.pictures).optional().openapi({
      description:
        'All that it is about, as they will stand: those that stand, and others of the case. Left out: as they are. What changed stays in `corrections`',
    }),
    texts: z.strictObject({ vi: checkText.optional(), en: checkText.optional() }).openapi({
      description: 'Every version as it will stand, whole',
    }),
  })
  .openapi('CorrectionGiven');

const words = givenTexts(2000);

const submitting = { right: 'submission.submit', by: 'anyone' } as const;

export const handInOperations: readonly Operation[] = [
  handIn(
    {
      ...submitting,
      kind: 'check',
      summary: 'Hand in a case for its verdict',
      detail: 'The draft, wording and evidence as they stand, with the verdict. What is missing stands in `reason`.',
    },
    checkGiven,
    (world, actor, number, given) =>
      submitDecision(world, actor, number, {
        ...given,
        topics: given.topics.map(topicNamed),
        publishAt: given.publishAt ?? '',
        pictures: picturesTyped(given.pictures),
      }),
  ),
  handIn(
    {
      ...submitting,
      kind: 'correction',
      summary: 'Propose a change of a published check',
      detail: 'Minor, update (facts changed) or correction (we erred); told in public once somebody else agreed.',
    },
    correctionGiven,
    (world, actor, number, { texts, explain, related, evidence, pictures, ...given }) => {
      const { vi, en } = texts;
      const versions = { ...(vi ? { vi } : {}), ...(en ? { en } : {}) };
      return correctCheckOf(world, actor, number, {
        ...given,
        ...(related === undefined ? {} : { related }),
        ...(pictures === undefined ? {} : { pictures: picturesTyped(pictures) }),
        ...(evidence === undefined ? {} : { evidence: { ...evidence, add: evidence.add.map(evidenceTyped) } }),
        explain: textsOf(explain),
        texts: versions,
      });
    },
  ),
  handIn(
    {
      kind: 'withdrawal',
      right: 'submission.submit',
      by: 'proven',
      summary: 'Propose to withdraw a published check',
      detail: 'Its page stays, with the reason, once somebody else agreed.',
    },
    z.strictObject({ because: words }).openapi('WithdrawalGiven'),
    (world, actor, number, { because }) => withdrawCheck(world, actor, number, textsOf(because)),
  ),
  handIn(
    {
      kind: 'closing',
      right: 'case.close',
      by: 'anyone',
      summary: 'Propose to decline a claim in public',
      detail: 'Why it cannot be checked; on the public page of declined claims once somebody else agreed.',
    },
    z.strictObject({ reason: z.enum(publicReasons), claim: words, explain: words }).openapi('ClosingGiven'),
    (world, actor, number, given) =>
      submitWords(world, actor, number, {
        kind: 'closing',
        reason: given.reason,
        claim: textsOf(given.claim),
        explain: textsOf(given.explain),
      }),
  ),
  handIn(
    {
      ...submitting,
      kind: 'note',
      summary: 'Hand in a note of what is known so far',
      detail: 'Without a verdict, and public once somebody else agreed.',
    },
    z.strictObject({ claim: words, known: words, unknown: words, nextOn: givenDay.optional() }).openapi('NoteGiven'),
    (world, actor, number, given) =>
      submitWords(world, actor, number, {
        kind: 'note',
        claim: textsOf(given.claim),
        known: textsOf(given.known),
        unknown: textsOf(given.unknown),
        nextOn: given.nextOn ?? '',
      }),
  ),
];
