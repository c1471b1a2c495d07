// How people ask, by API: words that askers share are decided on, wordings added and taken away, answers held back or let go.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { uiLangs } from '../../../base/lang.ts';
import { aliasLimits } from '../../../core/alias.ts';
import { addAlias, decideAlias, holdAnswer, releaseAnswer, removeAlias } from '../../../desk/index.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { day, idText } from '../schemas.ts';
import { harsh, harshOf, listOf, pathId } from './shapes.ts';

const most = 500;
const states = ['learned', 'confirmed', 'refused', 'dropped'] as const;

const list = z
  .object({
    aliases: listOf(
      z
        .object({
          id: idText,
          check: idText,
          slug: z.string().nullable().openapi({ description: 'Of the check it leads to' }),
          kind: z
            .enum(['asked', 'alias'])
            .openapi({ description: '`asked`: words askers share, never shown in public' }),
          lang: z.string(),
          text: z.string(),
          harsh,
          state: z
            .enum(states)
            .openapi({ description: '`learned` waits for a decision, and only suggests until then' }),
          yes: z.int(),
          no: z.int(),
        })
        .openapi('Alias'),
    ),
  })
  .openapi('Aliases');

export const aliasesOperation = deskOperation({
  method: 'get',
  path: '/desk/aliases',
  summary: 'List the wordings under which checks are found',
  detail:
    'What askers taught and what was added here, the newest first, 500 at most; `state=learned` waits for a decision.',
  right: 'aliases.decide',
  query: z.object({ state: z.enum(states).optional() }),
  replies: { 200: { description: 'The wordings', schema: list } },
  problems: ['invalid-input'],
  answer: async (door, { query }) => {
    const { world } = door.options;
    const { aliases } = await world.aliases.list(most);
    const wanted = aliases.filter(({ state }) => query.state === undefined || state === query.state);
    const cards = await world.cards.get([...new Set(wanted.map(({ check }) => check))]);
    return told(list, {
      aliases: wanted.map(({ key: _key, ...alias }) => ({
        ...alias,
        harsh: harshOf(alias.text),
        slug: cards.get(alias.check)?.slug ?? null,
      })),
    });
  },
});

export const addAliasOperation = deskOperation({
  method: 'post',
  path: '/desk/aliases',
  summary: 'Add a wording to a check',
  detail:
    'It stands on the public page of the check. Nothing that names a person, a number of one, a handle or an address; ' +
    'what is broken of the rules stands in `reason`.',
  right: 'aliases.decide',
  by: 'person',
  body: {
    json: z
      .strictObject({
        check: z.string().max(200).openapi({ description: 'The slug of the check' }),
        lang: z.enum(uiLangs),
        text: z.string().max(aliasLimits.characters * 2),
      })
      .openapi('AliasGiven'),
  },
  replies: { 204: { description: 'Added' } },
  problems: ['not-found', 'invalid-input'],
  answer: async (door, { json }) => {
    const { world } = door.options;
    const found = await world.reads.check(json.check);
    if (found === undefined) return { code: 'not-found', field: 'check' };
    const added = await addAlias(world, { check: found.id, lang: json.lang, text: json.text });
    return added.ok ? done() : refused(added.error);
  },
});

const params = z.object({ id: pathId() });

export const decideAliasOperation = deskOperation({
  method: 'post',
  path: '/desk/aliases/{id}/decision',
  summary: 'Decide on words that askers share',
  detail: 'Confirmed, the check may answer them by itself; refused, it is not found by them. It can be decided anew.',
  right: 'aliases.decide',
  by: 'person',
  params,
  body: { json: z.strictObject({ decision: z.enum(['confirmed', 'refused']) }).openapi('AliasDecision') },
  replies: { 204: { description: 'Decided' } },
  problems: ['not-found'],
  answer: async (door, { params, json }) => {
    const decided = await decideAlias(door.options.world, params.id as Id, json.decision);
    return decided.ok ? done() : refused(decided.error);
  },
});

export const removeAliasOperation = deskOperation({
  method: 'delete',
  path: '/desk/aliases/{id}',
  summary: 'Take away a wording that was added',
  detail: 'What askers share is refused instead.',
  right: 'aliases.decide',
  by: 'person',
  params,
  replies: { 204: { description: 'Taken away' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const removed = await removeAlias(door.options.world, params.id as Id);
    return removed.ok ? done() : refused(removed.error);
  },
});

const withheld = z
  .object({
    answers: listOf(
      z
        .object({
          check: idText,
          claim: idText,
          slug: z.string().nullable(),
          held: z.boolean().openapi({ description: 'False: askers propose it, and nothing has changed yet' }),
          yes: z.int(),
          no: z.int(),
          since: day,
        })
        .openapi('WithheldAnswer'),
    ),
  })
  .openapi('WithheldAnswers');

export const withheldOperation = deskOperation({
  method: 'get',
  path: '/desk/withheld-answers',
  summary: 'List answers that askers dispute',
  detail: 'Proposed for holding back, or held back: the check is then only suggested for that claim. 500 at most.',
  right: 'aliases.decide',
  replies: { 200: { description: 'The newest first', schema: withheld } },
  problems: [],
  answer: async (door) => {
    const { world } = door.options;
    const { withheld: answers } = await world.aliases.list(most);
    const cards = await world.cards.get([...new Set(answers.map(({ check }) => check))]);
    return told(withheld, {
      answers: answers.map((answer) => ({ ...answer, slug: cards.get(answer.check)?.slug ?? null })),
    });
  },
});

const settle = (how: 'hold' | 'release', { summary, detail }: { readonly summary: string; readonly detail: string }) =>
  deskOperation({
    method: 'post',
    path: `/desk/withheld-answers/{check}/{claim}/${how}`,
    summary,
    detail,
    right: 'aliases.decide',
    by: 'person',
    params: z.object({ check: pathId('check'), claim: pathId('claim') }),
    replies: { 204: { description: 'So it is' } },
    problems: ['not-found'],
    answer: async (door, { params }) => {
      const answer = { check: params.check as Id, claim: params.claim as Id };
      const settled = await (how === 'hold' ? holdAnswer : releaseAnswer)(door.options.world, answer);
      return settled.ok ? done() : refused(settled.error);
    },
  });

export const withheldChanges: readonly Operation[] = [
  settle('hold', {
    summary: 'Hold back an answer that askers dispute',
    detail: 'The check is only suggested for that claim from now on.',
  }),
  settle('release', {
    summary: 'Let an answer go',
    detail: 'Dismisses what askers proposed, or ends the holding back; the check answers that claim by itself again.',
  }),
];
