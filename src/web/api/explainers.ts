// Background to many checks, by API: read by anybody; written, changed and withdrawn by two.

import { z } from '@hono/zod-openapi';
import { uiLangs } from '../../base/lang.ts';
import type { Refusal, Result } from '../../base/result.ts';
import { correctionKinds } from '../../core/check.ts';
import { explainerLimits, type PublicExplainer } from '../../core/explainer.ts';
import type { ExplainerLine } from '../../desk/index.ts';
import { submitExplainer, withdrawExplainer } from '../../desk/index.ts';
import { explainerPath } from '../pages/addresses.ts';
import { topicNamed } from '../pages/topic-words.ts';
import { givenMoment, givenTexts, listOf, made, madeReply, moment, texts, textsOf } from './desk/shapes.ts';
import { deskOperation, refused } from './desk-operation.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day, idText } from './schemas.ts';

const text = z.object({ title: z.string(), short: z.string(), body: z.string().openapi({ description: 'Markdown' }) });

const line = z
  .object({
    slug: z.string(),
    url: z.string(),
    topics: listOf(z.string()),
    texts: z.record(z.string(), text.omit({ body: true })),
    publishedOn: day,
    changed: moment,
    checks: z.int().openapi({ description: 'How many checks it is shown with' }),
  })
  .openapi('ExplainerLine');

const whole = line
  .omit({ texts: true, checks: true })
  .extend({
    texts: z.record(z.string(), text),
    checks: listOf(idText).openapi({ description: 'The checks with which it is shown' }),
    corrections: listOf(
      z.object({
        on: day,
        kind: z.enum(correctionKinds),
        explain: texts,
        before: z.record(z.string(), texts),
      }),
    ),
    withdrawn: z.object({ on: day, because: texts }).nullable(),
  })
  .openapi('Explainer', { description: 'Background, without a verdict' });

const slug = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .openapi({ param: { name: 'slug', in: 'path' }, description: 'The slug of its address' }),
});
const most = 500;

export const explainersOperation = operation({
  method: 'get',
  path: '/explainers',
  summary: 'List explainers',
  detail: 'Background to many checks, the newest change first. They give no verdict, and answer nobody by themselves.',
  replies: { 200: { description: 'Those not taken back', schema: z.object({ explainers: listOf(line) }) } },
  problems: [],
  answer: async (door, { asked }) => {
    const found = await door.options.world.explainers.list(most);
    const at = addressIn(door.options.organisation.origin, door.langOf(asked));
    return jsonReply(asked, { explainers: found.map((one) => lineOf(one, at)) }, { headers: revalidated });
  },
});

export const explainerOperation = operation({
  method: 'get',
  path: '/explainers/{slug}',
  summary: 'Read one explainer',
  detail: 'In every language it has, with every change and, where it was taken back, the reason.',
  params: slug,
  replies: { 200: { description: 'The explainer', schema: whole } },
  problems: ['not-found'],
  answer: async (door, { asked, params }) => {
    const found = await door.options.world.explainers.bySlug(params.slug);
    if (found === undefined) return { code: 'not-found' };
    const at = addressIn(door.options.organisation.origin, door.langOf(asked));
    return jsonReply(asked, wholeOf(found, at), { headers: revalidated });
  },
});

type At = (slug: string) => string;
const addressIn =
  (origin: string, lang: (typeof uiLangs)[number]): At =>
  (of) =>
    origin + explainerPath(lang, of);

const lineOf = ({ withdrawnOn: _none, changed, ...one }: ExplainerLine, at: At) => ({
  ...one,
  url: at(one.slug),
  changed: changed.toISOString(),
});

const wholeOf = ({ id: _internal, withdrawn, changed, ...one }: PublicExplainer, at: At) => ({
  ...one,
  url: at(one.slug),
  changed: changed.toISOString(),
  withdrawn: withdrawn ?? null,
});

const textGiven = z.strictObject({
  title: z.string().max(explainerLimits.title),
  short: z.string().max(explainerLimits.short),
  body: z.string().max(explainerLimits.body),
});
const given = {
  topics: z.array(z.string().max(60)).min(1).max(explainerLimits.topics),
  checks: z.array(z.string().max(2048)).max(explainerLimits.checks).openapi({
    description: 'By slug, address or id, or the number of a case. One that is left out is detached',
  }),
  texts: z.strictObject({ vi: textGiven.optional(), en: textGiven.optional() }),
  publishAt: givenMoment,
};

const handing = {
  method: 'post',
  right: 'submission.submit',
  replies: { 201: { description: 'Handed in; its id', schema: made } },
  problems: ['invalid-input', 'not-now'],
} as const;

const madeOr = (done: Result<Parameters<typeof madeReply>[0]['id'], Refusal>) =>
  done.ok ? madeReply({ id: done.value }) : refused(done.error);

type Versions = z.output<typeof given.texts>;
const versionsOf = (all: Versions) =>
  Object.fromEntries(uiLangs.flatMap((lang) => (all[lang] === undefined ? [] : [[lang, all[lang]]])));

export const writeExplainerOperation = deskOperation({
  ...handing,
  path: '/desk/explainers',
  summary: 'Hand in a new explainer',
  detail: 'Public once somebody else agreed. What is missing stands in `reason`.',
  body: { json: z.strictObject({ slug: z.string().max(80), ...given }).openapi('ExplainerGiven') },
  answer: async (door, { json }, { member }) =>
    madeOr(
      await submitExplainer(door.options.world, member, null, {
        ...json,
        topics: json.topics.map(topicNamed),
        publishAt: json.publishAt ?? '',
        texts: versionsOf(json.texts),
        kind: '',
        explain: {},
      }),
    ),
});

export const changeExplainerOperation = deskOperation({
  ...handing,
  path: '/desk/explainers/{slug}/changes',
  summary: 'Propose a change of a public explainer',
  detail:
    'Every version as it will stand, whole, and the checks it is attached to; told in public once somebody else agreed.',
  params: slug,
  problems: [...handing.problems, 'not-found'],
  body: {
    json: z
      .strictObject({ ...given, kind: z.enum(correctionKinds), explain: givenTexts(explainerLimits.explain) })
      .openapi('ExplainerChangeGiven'),
  },
  answer: async (door, { json, params }, { member }) =>
    madeOr(
      await submitExplainer(door.options.world, member, params.slug, {
        ...json,
        slug: params.slug,
        topics: json.topics.map(topicNamed),
        publishAt: json.publishAt ?? '',
        texts: versionsOf(json.texts),
        explain: textsOf(json.explain),
      }),
    ),
});

export const withdrawExplainerOperation = deskOperation({
  ...handing,
  by: 'proven',
  path: '/desk/explainers/{slug}/withdrawal',
  summary: 'Propose to withdraw an explainer',
  detail: 'Its page stays, with the reason, once somebody else agreed.',
  params: slug,
  problems: [...handing.problems, 'not-found'],
  body: {
    json: z.strictObject({ because: givenTexts(explainerLimits.explain) }).openapi('ExplainerWithdrawalGiven'),
  },
  answer: async (door, { json, params }, { member }) =>
    madeOr(await withdrawExplainer(door.options.world, member, params.slug, textsOf(json.because))),
});
