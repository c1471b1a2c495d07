// What bodies from outside asked, by API: read by anybody, written down by one of the team, agreed to by another.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../base/ids.ts';
import { uiLangs } from '../../base/lang.ts';
import { longestRequestText, requesterKinds, requestOutcomes, requestWants } from '../../core/outside-request.ts';
import { decideOutsideRequest, type ToldRequest, writeOutsideRequest } from '../../desk/index.ts';
import { requestsPath } from '../pages/addresses.ts';
import { decision } from './decision.ts';
import { givenDay, givenId, listOf, made, madeReply, pathId, texts } from './desk/shapes.ts';
import { deskOperation, done, refused, told } from './desk-operation.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day, idText } from './schemas.ts';

const entry = z
  .object({
    id: idText,
    number: z.int().nullable().openapi({ description: 'Given as it becomes public' }),
    kind: z.enum(requesterKinds),
    name: z.string().openapi({ description: 'Of the body; never a private person' }),
    askedOn: day,
    wanted: z.enum(requestWants),
    says: texts,
    check: z.string().nullable().openapi({ description: 'The slug of the check it was about' }),
    outcome: z.enum(requestOutcomes),
    ground: texts.openapi({ description: 'What was done, and on what legal ground; by language' }),
    silence: z
      .object({ until: day, law: texts })
      .nullable()
      .openapi({ description: 'The law forbids saying more until that day' }),
    corrects: idText.nullable().openapi({ description: 'The first entry that this one corrects' }),
    toldOn: day.nullable().openapi({ description: 'Since when it is public' }),
    letIn: z.boolean().openapi({
      description:
        'The two who agreed came into the team through each other or through the same person, less than seven days before',
    }),
  })
  .openapi('OutsideRequest');

const entryOf = ({ settledOn, state, check, ...one }: ToldRequest) => ({
  ...one,
  check: check?.slug ?? null,
  toldOn: state === 'agreed' ? settledOn : null,
});

const list = z.object({
  requests: listOf(entry),
  since: day.nullable().openapi({ description: 'Since when entries are kept' }),
});
const most = 500;

export const requestsOperation = operation({
  method: 'get',
  path: '/requests',
  summary: 'List what bodies from outside asked of us',
  detail: `Bodies of the state, funders, parties, companies: what they asked for, and what was done. For people at \`${requestsPath('en')}\`. The newest first, 500 at most.`,
  replies: { 200: { description: 'All of them', schema: list } },
  problems: [],
  answer: async (door, { asked }) => {
    const { outsideRequests } = door.options.world;
    const [requests, since] = await Promise.all([outsideRequests.told(most), outsideRequests.since()]);
    return jsonReply(asked, list.parse({ requests: requests.map(entryOf), since }), { headers: revalidated });
  },
});

const waiting = z.object({
  requests: listOf(entry.extend({ writtenBy: idText, writtenOn: day }).openapi('OutsideRequestWaiting')),
});

export const requestsWaitingOperation = deskOperation({
  method: 'get',
  path: '/desk/requests',
  summary: 'List requests from outside that wait for a second person',
  detail: 'The oldest first. None of it is public.',
  right: 'requests.tell',
  replies: { 200: { description: 'What waits', schema: waiting } },
  problems: [],
  answer: async (door) =>
    told(waiting, { requests: (await door.options.world.outsideRequests.waiting()).map(entryOf) }),
});

const sentence = z.string().max(longestRequestText * 2);
const sentences = z
  .strictObject(
    Object.fromEntries(uiLangs.map((lang) => [lang, sentence])) as Record<(typeof uiLangs)[number], typeof sentence>,
  )
  .openapi('SentenceInEach', { description: 'In every language of the interface' });

export const writeRequestOperation = deskOperation({
  method: 'post',
  path: '/desk/requests',
  summary: 'Write down what a body from outside asked',
  detail:
    'Public once somebody else agrees. A named body alone, never a private person. `silence` only where the law forbids saying more. ' +
    'A correction is a further entry that names the first in `corrects`. The rule that was broken stands in `reason`.',
  right: 'requests.tell',
  by: 'proven',
  body: {
    json: z
      .strictObject({
        kind: z.enum(requesterKinds),
        name: z.string().max(400),
        askedOn: givenDay,
        wanted: z.enum(requestWants),
        says: sentences,
        check: z.string().max(200).nullable().default(null),
        outcome: z.enum(requestOutcomes),
        ground: sentences,
        silence: z.strictObject({ until: givenDay, law: sentences }).nullable().default(null),
        corrects: givenId.nullable().default(null),
      })
      .openapi('OutsideRequestGiven'),
  },
  replies: { 201: { description: 'It waits; its id', schema: made } },
  problems: ['invalid-input'],
  answer: async (door, { json }, { member }) => {
    const written = await writeOutsideRequest(door.options.world, member, json);
    return written.ok ? madeReply({ id: written.value }) : refused(written.error);
  },
});

const params = z.object({ id: pathId() });

export const decideRequestOperation = deskOperation({
  method: 'post',
  path: '/desk/requests/{id}/decision',
  summary: 'Agree that a request from outside is told, or refuse it',
  detail: 'Agreed to, it is public at once, with its leaf of the public log. Nobody agrees to their own.',
  right: 'requests.tell',
  by: 'proven',
  params,
  body: { json: z.strictObject({ decision }).openapi('OutsideRequestDecision') },
  replies: { 204: { description: 'Decided' } },
  problems: ['not-found', 'request-own', 'let-in-lately', 'first-without-right', 'request-settled'],
  answer: async (door, { params, json }, { member }) => {
    const as = json.decision === 'agree' ? 'agreed' : 'refused';
    const decided = await decideOutsideRequest(door.options.world, member, params.id as Id, as);
    return decided.ok ? done() : refused(decided.error);
  },
});

export const takeBackRequestOperation = deskOperation({
  method: 'delete',
  path: '/desk/requests/{id}',
  summary: 'Take back an entry of one’s own',
  detail: 'As long as nobody decided. It was never public.',
  right: 'requests.tell',
  params,
  replies: { 204: { description: 'Taken back' } },
  problems: ['not-found', 'request-settled'],
  answer: async (door, { params }, { member }) => {
    const taken = await decideOutsideRequest(door.options.world, member, params.id as Id, 'withdrawn');
    return taken.ok ? done() : refused(taken.error);
  },
});
