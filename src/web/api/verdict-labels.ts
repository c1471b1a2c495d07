// What verdicts are called here, by API: read by anybody, renamed by two.
import { z } from '@hono/zod-openapi';
import type { uiLangs } from '../../base/lang.ts';
import { scaleValue, verdicts } from '../../core/verdict.ts';
import { labelSince, longestLabel } from '../../core/verdict-labels.ts';
import { renameVerdicts } from '../../desk/index.ts';
import { translate } from '../locale.ts';
import { labelOf, standardLabel } from '../pages/verdict-words.ts';
import { listOf, made, madeReply } from './desk/shapes.ts';
import { deskOperation, refused } from './desk-operation.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day } from './schemas.ts';

const word = z.object({
  label: z.string().openapi({ description: 'What it is called here' }),
  standard: z.string().openapi({ description: 'Its standard name' }),
  means: z.string(),
  since: day.nullable().openapi({ description: 'Since when it goes by this label; null: from the beginning' }),
});
const glossary = z
  .object({
    verdicts: listOf(
      z.object({
        verdict: z.enum(verdicts),
        value: z.int().nullable().openapi({ description: 'Its place on the scale, 1 to 6; null off the scale' }),
        words: z.object({ vi: word, en: word }),
      }),
    ),
  })
  .openapi('VerdictWords');

export const verdictsOperation = operation({
  method: 'get',
  path: '/verdicts',
  summary: 'Read the scale of verdicts',
  detail:
    'Every verdict in its order, with what it is called here and everywhere. The order is the same on every instance.',
  replies: { 200: { description: 'The scale', schema: glossary } },
  problems: [],
  answer: async (door, { asked }) => {
    const sets = await door.options.world.labels.published();
    const inUse = sets[0]?.labels ?? {};
    const wordsOf = (verdict: (typeof verdicts)[number], lang: (typeof uiLangs)[number]) => ({
      label: labelOf(inUse, lang, verdict),
      standard: standardLabel(lang, verdict),
      means: translate(lang)(`verdict.${verdict}.means`),
      since: labelSince(sets, lang, verdict),
    });
    const all = verdicts.map((verdict) => ({
      verdict,
      value: scaleValue(verdict) ?? null,
      words: { vi: wordsOf(verdict, 'vi'), en: wordsOf(verdict, 'en') },
    }));
    return jsonReply(asked, { verdicts: all }, { headers: revalidated });
  },
});

const label = z.string().max(longestLabel).optional();
const renamed = z.strictObject(
  Object.fromEntries(verdicts.map((verdict) => [verdict, label])) as Record<(typeof verdicts)[number], typeof label>,
);

export const renameVerdictsOperation = deskOperation({
  method: 'post',
  path: '/desk/verdicts',
  summary: 'Propose what verdicts are called',
  detail:
    'Every renamed label at once; one left out goes by its standard name. Public once somebody else agreed. The rule that was broken stands in `reason`.',
  right: 'templates.edit',
  by: 'proven',
  body: { json: z.strictObject({ vi: renamed.optional(), en: renamed.optional() }).openapi('VerdictLabelsGiven') },
  replies: { 201: { description: 'Handed in; its id', schema: made } },
  problems: ['invalid-input', 'not-now'],
  answer: async (door, { json }, { member }) => {
    const { vi, en } = json;
    const given = { ...(vi ? { vi } : {}), ...(en ? { en } : {}) };
    const done = await renameVerdicts(door.options.world, member, given, standardLabel);
    return done.ok ? madeReply({ id: done.value }) : refused(done.error);
  },
});
