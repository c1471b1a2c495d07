// How people ask, by API: words that askers share are decided on, ways of asking taken away and brought back, answers held back or let go.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import {
  bringBackAlias,
  confirmAlias,
  holdAnswer,
  refuseAlias,
  releaseAnswer,
  removeAlias,
} from '../../../desk/index.ts';
import { told as asTold, decision } from '../decision.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { day, idText } from '../schemas.ts';
import { harsh, harshOf, listOf, pathId } from './shapes.ts';

const most = 500;
const states = ['learned', 'agreed', 'refused', 'dropped'] as const;

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
          agreed: z.object({ addedBy: idText, agreedBy: idText, on: day }).nullable().openapi({
            description:
              'Who wrote it, or said that it is this check, and who agreed; null where nobody did, or where it is from before there were two',
          }),
          putForward: z
            .object({ by: idText, on: day })
            .nullable()
            .openapi({ description: 'Of what askers share: who confirmed it first; another one has to, too' }),
          removedOn: day.nullable().openapi({ description: 'Taken away, and used no more' }),
        })
        .openapi('Alias'),
    ),
  })
  .openapi('Aliases');

export const aliasesOperation = deskOperation({
  method: 'get',
  path: '/desk/aliases',
  summary: 'List the ways of asking by which checks are found',
  detail:
    'What askers taught and what two of the team agreed to, the newest first, 500 at most; `state=learned` waits for a decision.',
  right: 'aliases.decide',
  query: z.object({ state: z.enum(states).optional() }),
  replies: { 200: { description: 'The ways of asking', schema: list } },
  problems: ['invalid-input'],
  answer: async (door, { query }) => {
    const { world } = door.options;
    const { aliases } = await world.aliases.list(most);
    const wanted = aliases.filter(({ state }) => query.state === undefined || asTold(state) === query.state);
    const cards = await world.cards.get([...new Set(wanted.map(({ check }) => check))]);
    return told(list, {
      aliases: wanted.map(({ key: _key, state, agreed, ...alias }) => ({
        ...alias,
        state: asTold(state),
        agreed: agreed && { addedBy: agreed.addedBy, agreedBy: agreed.confirmedBy, on: agreed.on },
        harsh: harshOf(alias.text),
        slug: cards.get(alias.check)?.slug ?? null,
      })),
    });
  },
});

const params = z.object({ id: pathId() });

export const decideAliasOperation = deskOperation({
  method: 'post',
  path: '/desk/aliases/{id}/decision',
  summary: 'Decide on words that askers share',
  detail:
    'Agreed to by two, the check may answer them by itself: the first yes waits in `putForward` and changes nothing. Refused, by one, it is not found by them. It can be decided anew.',
  right: 'aliases.decide',
  by: 'proven',
  params,
  body: { json: z.strictObject({ decision }).openapi('AliasDecision') },
  replies: { 204: { description: 'Decided' } },
  problems: ['not-found', 'alias-own', 'let-in-lately', 'first-without-right'],
  answer: async (door, { params, json }, { member }) => {
    const { world } = door.options;
    const alias = params.id as Id;
    const decided =
      json.decision === 'agree' ? await confirmAlias(world, member, alias) : await refuseAlias(world, alias);
    return decided.ok ? done() : refused(decided.error);
  },
});

export const removeAliasOperation = deskOperation({
  method: 'delete',
  path: '/desk/aliases/{id}',
  summary: 'Take away a way of asking that two agreed to',
  detail: 'It is used no more, and can be brought back. What askers share is refused instead.',
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

export const bringBackAliasOperation = deskOperation({
  method: 'post',
  path: '/desk/aliases/{id}/bring-back',
  summary: 'Bring back a way of asking that was taken away',
  detail: 'It is used again as two agreed to it.',
  right: 'aliases.decide',
  by: 'proven',
  params,
  replies: { 204: { description: 'In use again' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const back = await bringBackAlias(door.options.world, params.id as Id);
    return back.ok ? done() : refused(back.error);
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
