// Other publishers by API: whose checks were imported, whose may answer by themselves, and who agreed to that.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { takenFor } from '../../../core/publisher-name.ts';
import { askOptIn, decideOptIn, type OptIn, optSourceOut } from '../../../desk/index.ts';
import { told as asTold, decision } from '../decision.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { jsonReply, operation, revalidated } from '../operation.ts';
import { day, idText } from '../schemas.ts';
import { listOf, pathId } from './shapes.ts';

const askedFor = z
  .object({
    id: idText,
    reason: z.string(),
    askedBy: idText.nullable().openapi({ description: 'null: whoever runs the machine' }),
    askedOn: day,
  })
  .openapi('OptInAsked');

const list = z
  .object({
    sources: listOf(
      z
        .object({
          id: idText,
          name: z.string(),
          site: z.string(),
          licence: z.string().nullable(),
          answers: z.boolean().openapi({ description: 'Whether its checks answer by themselves' }),
          checks: z.int().openapi({ description: 'How many of its checks are held here' }),
          readsLike: listOf(z.object({ name: z.string(), site: z.string() })).openapi({
            description:
              'Others that answer by themselves and whose names differ only by accents or look-alike letters',
          }),
          asked: askedFor.nullable().openapi({ description: 'That it may answer waits for a second person' }),
        })
        .openapi('DeskSource'),
    ),
  })
  .openapi('DeskSources');

const shown = 300;

export const sourcesOperation = deskOperation({
  method: 'get',
  path: '/desk/sources',
  summary: 'List other publishers',
  detail: 'Whose checks were imported, whether they answer by themselves, and for which of them that waits for a yes.',
  right: 'sources.manage',
  replies: { 200: { description: 'All of them', schema: list } },
  problems: [],
  answer: async (door) => {
    const { checks, optIns } = door.options.world;
    const [sources, asked] = await Promise.all([checks.sources(), optIns.list(shown)]);
    const waiting = asked.filter(({ state }) => state === 'waiting');
    return told(list, {
      sources: sources.map((one) => ({
        ...one,
        readsLike: takenFor(
          one,
          sources.filter(({ answers }) => answers),
        ).map(({ name, site }) => ({ name, site })),
        asked: waiting.find(({ source }) => source === one.id) ?? null,
      })),
    });
  },
});

export const optSourceOperation = deskOperation({
  method: 'post',
  path: '/desk/sources/{id}/answers',
  summary: 'Ask that another publisher’s checks answer by themselves, or stop them',
  detail:
    'Asked for by one with a `reason` that everybody may read, it waits until somebody else agrees; until then nothing answers. ' +
    'Stopping is one person’s act, at once. Its checks are found either way, and named as theirs.',
  right: 'sources.manage',
  by: 'proven',
  params: z.object({ id: pathId() }),
  body: {
    json: z.strictObject({ answers: z.boolean(), reason: z.string().max(2000).default('') }).openapi('SourceOpted'),
  },
  replies: { 204: { description: 'Asked for, or stopped' } },
  problems: ['not-found', 'opt-in-reason', 'opt-in-waiting', 'source-answers'],
  answer: async (door, { params, json }, { member }) => {
    const { world } = door.options;
    const source = params.id as Id;
    const opted = json.answers
      ? await askOptIn(world, member, { source, reason: json.reason })
      : await optSourceOut(world, member, source);
    return opted.ok ? done() : refused(opted.error);
  },
});

const params = z.object({ id: pathId() });

export const decideOptInOperation = deskOperation({
  method: 'post',
  path: '/desk/opt-ins/{id}/decision',
  summary: 'Agree that another publisher’s checks answer by themselves, or refuse it',
  detail: 'Agreed to, they answer at once, for every asker. Nobody agrees to what they asked for.',
  right: 'sources.manage',
  by: 'proven',
  params,
  body: { json: z.strictObject({ decision }).openapi('OptInDecision') },
  replies: { 204: { description: 'Decided' } },
  problems: ['not-found', 'opt-in-own', 'let-in-lately', 'first-without-right', 'opt-in-settled'],
  answer: async (door, { params, json }, { member }) => {
    const as = json.decision === 'agree' ? 'agreed' : 'declined';
    const decided = await decideOptIn(door.options.world, member, params.id as Id, as);
    return decided.ok ? done() : refused(decided.error);
  },
});

export const takeBackOptInOperation = deskOperation({
  method: 'delete',
  path: '/desk/opt-ins/{id}',
  summary: 'Take back that a publisher’s checks should answer',
  detail: 'By whoever asked, as long as nobody decided.',
  right: 'sources.manage',
  params,
  replies: { 204: { description: 'Taken back' } },
  problems: ['not-found', 'opt-in-settled'],
  answer: async (door, { params }, { member }) => {
    const taken = await decideOptIn(door.options.world, member, params.id as Id, 'withdrawn');
    return taken.ok ? done() : refused(taken.error);
  },
});

const publicOptIn = z
  .object({
    publisher: z.string(),
    site: z.string(),
    reason: z.string().openapi({ description: 'Why it should answer; empty where it was set on the machine itself' }),
    state: z.enum(['waiting', 'agreed', 'refused', 'withdrawn']),
    onMachine: z.boolean().openapi({ description: 'Set by whoever runs the machine, without a second person' }),
    letIn: z.boolean().openapi({
      description:
        'The two who agreed came into the team through each other or through the same person, less than seven days before',
    }),
    askedOn: day,
    settledOn: day.nullable(),
    endedOn: day.nullable().openapi({ description: 'Since when its checks answer no more' }),
  })
  .openapi('OptIn');

export const sourceLogOperation = operation({
  method: 'get',
  path: '/source-log',
  summary: 'List whose checks answer by themselves, and since when',
  detail: 'Every wish that another publisher’s checks answer by themselves, what became of it and why, without names.',
  replies: {
    200: { description: 'What waits first, then the newest', schema: z.object({ optIns: listOf(publicOptIn) }) },
  },
  problems: [],
  answer: async (door, { asked }) => {
    const optIns = await door.options.world.optIns.list(shown);
    return jsonReply(asked, { optIns: optIns.map(publicOf) }, { headers: revalidated });
  },
});

const publicOf = ({ name, site, reason, state, onMachine, letIn, askedOn, settledOn, endedOn }: OptIn) =>
  publicOptIn.parse({
    publisher: name,
    site,
    reason,
    state: asTold(state),
    onMachine,
    letIn,
    askedOn,
    settledOn,
    endedOn,
  });
