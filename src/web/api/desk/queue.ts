// The queue by API: its list, a case of one's own accord, who has a case, and putting it aside.
import { z } from '@hono/zod-openapi';
import { dayOf } from '../../../base/clock.ts';
import { uiLangs } from '../../../base/lang.ts';
import { caseStates, closings, harmTopics, longestSnooze, origins } from '../../../core/case.ts';
import { assignCase, caseLimits, markOurselves, openCase, queueOrders, snoozeCase } from '../../../desk/index.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { day, idText, langTag } from '../schemas.ts';
import { caseOperation, givenId, harsh, harshOf, listOf, ofCase } from './shapes.ts';

const perPage = 50;

const line = z
  .object({
    id: idText,
    number: z.int(),
    state: z.enum(caseStates),
    origin: z.enum(origins),
    title: z.string().nullable(),
    harsh,
    lang: z.string(),
    openedOn: day,
    assignedTo: idText.nullable(),
    snoozedUntil: day.nullable(),
    topics: listOf(z.string()),
    asked: z.int(),
    askedLately: z.int(),
    lastAskedOn: day.nullable(),
    harm: listOf(z.enum(harmTopics)),
    rank: z.number(),
    reasons: listOf(
      z.object({
        what: z.enum(['demand', 'growth', 'worth', 'harm', 'age']),
        points: z.number(),
        from: z.union([z.number(), z.enum(harmTopics)]).openapi({ description: 'What it was computed from' }),
      }),
    ).openapi({ description: 'Why it stands where it stands; the points add up to `rank`' }),
    closedAs: z.enum(closings).nullable(),
    trend: listOf(z.int()).openapi({ description: 'How many asked on each of the last fourteen days, oldest first' }),
  })
  .openapi('QueueLine');

const queue = z.object({ cases: listOf(line), total: z.int(), page: z.int(), pages: z.int() }).openapi('Queue');

export const queueOperation = deskOperation({
  method: 'get',
  path: '/desk/cases',
  summary: 'List the queue',
  detail: `Every case with the reasons for its rank, ${perPage} to a page.`,
  right: 'desk.see',
  query: z.strictObject({
    state: z
      .enum(['live', ...caseStates])
      .default('live')
      .openapi({ description: '`live`: still worked on' }),
    whose: z.enum(['mine', 'nobody']).optional(),
    harm: z.enum(harmTopics).optional(),
    lang: langTag.optional(),
    snoozed: z.enum(['true', 'false']).default('false'),
    sort: z.enum(queueOrders).default('rank'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  replies: { 200: { description: 'A page of the queue', schema: queue } },
  problems: [],
  answer: async (door, { query }, { member }) => {
    const { world } = door.options;
    const { state, whose = null, harm = null, lang = null, snoozed, sort, page } = query;
    const { lines, total } = await world.caseQueue.list(
      { state, whose, harm, lang, snoozed: snoozed === 'true' },
      sort,
      { skip: (page - 1) * perPage, take: perPage },
      member.id,
      dayOf(world.now()),
    );
    const cases = lines.map((line) => ({ ...line, harsh: harshOf(line.title) }));
    return told(queue, { cases, total, page, pages: Math.ceil(total / perPage) });
  },
});

const opened = z.object({ id: idText, number: z.int() }).openapi('OpenedCase');

export const openCaseOperation = deskOperation({
  method: 'post',
  path: '/desk/cases',
  summary: 'Open a case',
  detail: 'Of the team’s own accord, or on request of an organisation that is named in public. It is the caller’s.',
  right: 'case.open',
  body: {
    json: z
      .strictObject({
        title: z.string().max(caseLimits.title),
        lang: z.enum(uiLangs).default('vi'),
        requestedBy: z.string().max(caseLimits.requestedBy).optional().openapi({ description: 'Whose request it is' }),
        aboutOurselves: z
          .boolean()
          .default(false)
          .openapi({ description: 'It concerns the organisation, its owner or a funder: there will be no verdict' }),
      })
      .openapi('CaseGiven'),
  },
  replies: { 201: { description: 'Opened', schema: opened } },
  problems: [],
  answer: async (door, { json }, { member }) => {
    const { requestedBy = '' } = json;
    const origin = json.requestedBy === undefined ? 'own' : 'requested';
    const made = await openCase(door.options.world, member, { ...json, origin, requestedBy });
    return made.ok ? told(opened, made.value, 201) : refused(made.error);
  },
});

export const assignOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/assign',
  summary: 'Give a case to somebody',
  detail: '`me`, the id of somebody of the team, or null to give it back to everybody.',
  right: 'case.work',
  params: ofCase,
  body: { json: z.strictObject({ to: z.union([z.literal('me'), givenId]).nullable() }).openapi('AssignGiven') },
  replies: { 204: { description: 'Given' } },
  problems: ['case-ended', 'not-in-team'],
  answer: async (door, { json }, { member }, { id }) => {
    const to = json.to === 'me' ? member.id : json.to;
    const given = await assignCase(door.options.world, member, { of: id, to });
    return given.ok ? done() : refused(given.error);
  },
});

export const ourselvesOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/ourselves',
  summary: 'Say that a case is about ourselves, or take that off',
  detail:
    'About whoever runs the instance, its owner or a funder nothing is concluded: only a note can be published. `true` says so, or ' +
    'that it stays so. `false` asks for the mark to be taken off, which a second account that may review agrees to by the same ' +
    'call; until then it stands, and `ourselvesOffBy` of the case says who asked. `true` is said of 20 cases in an hour and account. Both show the second factor just before; a token ' +
    'cannot. A check that is published on the case later says when the mark was taken off (`ourselvesOff`).',
  right: 'case.work',
  params: ofCase,
  body: { json: z.strictObject({ about: z.boolean() }).openapi('OurselvesGiven') },
  replies: { 204: { description: 'Said, asked or taken off' } },
  problems: [
    'case-ended',
    'let-in-lately',
    'first-without-right',
    'not-by-token',
    'ourselves-own',
    'rate-limited',
    'step-up-needed',
    'submission-sealing',
    'submission-waits',
  ],
  answer: async (door, { json }, { member, by, proven }, head) => {
    if (!json.about && by === 'token') return { code: 'not-by-token' };
    const marked = await markOurselves(door.options.world, member, {
      of: head.id,
      offBy: head.ourselvesOffBy,
      about: json.about,
      proven,
    });
    return marked.ok ? done() : refused(marked.error);
  },
});

export const snoozeOperation = caseOperation({
  method: 'post',
  path: '/desk/cases/{number}/snooze',
  summary: 'Put a case aside',
  detail: 'For so many days, after which it comes back by itself; 0 brings it back now.',
  right: 'case.work',
  params: ofCase,
  body: { json: z.strictObject({ days: z.int().min(0).max(longestSnooze) }).openapi('SnoozeGiven') },
  replies: { 204: { description: 'Done' } },
  problems: ['case-ended'],
  answer: async (door, { json }, { member }, { id }) => {
    const put = await snoozeCase(door.options.world, member, { of: id, days: json.days });
    return put.ok ? done() : refused(put.error);
  },
});
