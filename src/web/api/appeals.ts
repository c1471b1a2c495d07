// Asking us to look again, by API and without an account; and reading what came of it.
import { z } from '@hono/zod-openapi';
import { type Day, dayOf } from '../../base/clock.ts';
import type { Id } from '../../base/ids.ts';
import { type UiLang, uiLangs } from '../../base/lang.ts';
import {
  type AppealKind,
  type AppealTarget,
  appealDays,
  appealLimits,
  appealOutcomes,
  appealReasons,
  isLate,
  type PublicAppeal,
} from '../../core/appeal.ts';
import type { Source } from '../../core/check.ts';
import { lookupOf, openAppeal, withdrawContact } from '../../desk/index.ts';
import { type Asked, type Door, privately } from '../door.ts';
import { letterLang } from '../letter-lang.ts';
import { translate } from '../locale.ts';
import { ownPath } from '../pages/addresses.ts';
import type { Problem } from '../problem.ts';
import { done, refused } from './desk-operation.ts';
import { jsonReply, operation, type Request, revalidated } from './operation.ts';
import { day, idText } from './schemas.ts';

const given = z
  .strictObject({
    reason: z.enum(appealReasons),
    text: z.string().max(appealLimits.text),
    links: z
      .array(z.string().max(2048).regex(/^\S+$/))
      .max(appealLimits.links)
      .default([])
      .openapi({ description: 'Evidence; not posts of people' }),
    email: z.string().max(254).optional().openapi({ description: 'Where the answer is to go; kept sealed' }),
    lang: z.enum(uiLangs).optional().openapi({
      description: 'Of the letter and of the address it is followed at; left out, as `Accept-Language` says',
    }),
  })
  .openapi('AppealGiven');
const opened = z
  .object({
    id: z.string().openapi({ description: 'Secret: whoever has it follows the appeal' }),
    url: z.string(),
  })
  .openapi('AppealOpened');
const answer = z.object({
  outcome: z.enum(appealOutcomes),
  reasons: z.record(z.string(), z.string()),
  on: day.openapi({ description: 'The day of the first wording' }),
  earlier: z
    .array(
      z.object({
        reasons: z.record(z.string(), z.string()),
        until: day,
        why: z.record(z.string(), z.string()),
        letIn: z.boolean(),
        hadPart: z.int(),
      }),
    )
    .openapi({ description: 'What it said before, the first wording first, with the reason for the next' }),
});
export const appeal = z
  .object({
    id: idText,
    reason: z.enum(appealReasons),
    openedOn: day,
    dueOn: day.openapi({ description: 'By then it is answered' }),
    overdue: z.boolean().openapi({ description: 'Its day passed without an answer' }),
    needsSomebody: z
      .boolean()
      .openapi({ description: 'Nobody of the team may answer it; somebody has to be asked in' }),
    byTwo: z.boolean().openapi({
      description: 'The team has nobody who had no part in it: two who had answer it, or did',
    }),
    letIn: z.boolean().openapi({
      description:
        'Of an answer: the two who gave it, or one of them and one of those who wrote or reviewed what it is about, had let each other into the team less than seven days before',
    }),
    hadPart: z
      .int()
      .openapi({ description: 'Of an answer: how many of the two who gave it wrote or reviewed what it is about' }),
    holds: z.boolean().openapi({ description: 'Whether it holds the automatic answer of its check while it waits' }),
    holdsUntil: day
      .nullable()
      .openapi({ description: 'On this day that ends, unless the team looks and finds a ground' }),
    joined: z.int().openapi({ description: 'How many asked the same after it, and are answered with it' }),
    consequence: z
      .object({
        state: z.enum(['waits', 'changed', 'settled']),
        on: day.optional(),
        because: z.record(z.string(), z.string()).optional(),
        letIn: z.boolean().optional(),
        hadPart: z.int().optional(),
      })
      .nullable()
      .openapi({
        description:
          'Of a check that was appealed against rightly: what came of it; until then it answers nobody by itself',
      }),
    answer: answer.nullable(),
    text: z.string().nullable().openapi({ description: 'Masked; for everybody once it is answered' }),
    links: z.array(z.string()),
  })
  .openapi('Appeal');
const followed = appeal
  .extend({
    together: z.boolean().openapi({ description: 'Somebody had asked the same before: it is answered with theirs' }),
  })
  .openapi('FollowedAppeal');
const appeals = z.object({ appeals: z.array(appeal) }).openapi('Appeals');

const key = z.object({
  key: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,100}$/)
    .openapi({ param: { name: 'key', in: 'path' }, description: 'The slug of the check’s address' }),
});
const slug = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9-]{1,100}$/)
    .openapi({ param: { name: 'slug', in: 'path' }, description: 'The slug of the explainer’s address' }),
});
const numberOf = (description: string) =>
  z.object({
    number: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .openapi({ param: { name: 'number', in: 'path' }, description }),
  });
const declinedNumber = numberOf('Of the declined case');
const noteNumber = numberOf('Of the note’s page');
const secret = z.object({
  secret: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .openapi({ param: { name: 'secret', in: 'path' } }),
});

const opening = {
  method: 'post',
  detail:
    'Acknowledged in public at once, answered in public by somebody who had no part in it. The same Idempotency-Key with the same body is one appeal. ' +
    'What broke a rule stands in `reason`; over a day’s number it is refused and told so, never dropped.',
  body: { json: given },
  replies: { 201: { description: 'Taken in', schema: opened } },
  problems: ['not-found', 'mail-off'],
} as const;

export const appealCheckOperation = operation({
  ...opening,
  path: '/checks/{key}/appeals',
  summary: 'Appeal against a check',
  params: key,
  problems: ['not-found', 'mail-off', 'appeal-not-ours'],
  answer: async (door, request) => {
    const check = await door.options.world.reads.check(request.params.key);
    if (check === undefined) return { code: 'not-found' };
    return check.source === null
      ? open(door, request, { kind: 'check', id: check.id })
      : theirs(door.langOf(request.asked), check.source, check.originalUrl);
  },
});

/** A check of somebody else is theirs to look at again: whose it is, and where it stands. */
const theirs = (lang: UiLang, { name, site }: Source, url: string | null): Problem => ({
  code: 'appeal-not-ours',
  detail: translate(lang)('problem.appeal-not-ours.whose', { publisher: name, at: url ?? site }),
});

export const appealDeclinedOperation = operation({
  ...opening,
  path: '/declined/{number}/appeals',
  summary: 'Appeal against declining a claim',
  params: declinedNumber,
  answer: async (door, request) => {
    const found = await door.options.world.appeals.declined(Number(request.params.number));
    return found === undefined ? { code: 'not-found' } : open(door, request, { kind: 'case', id: found.id });
  },
});

export const appealExplainerOperation = operation({
  ...opening,
  path: '/explainers/{slug}/appeals',
  summary: 'Appeal against an explainer',
  params: slug,
  answer: async (door, request) => {
    const found = await door.options.world.explainers.bySlug(request.params.slug);
    return found === undefined ? { code: 'not-found' } : open(door, request, { kind: 'explainer', id: found.id });
  },
});

export const appealNoteOperation = operation({
  ...opening,
  path: '/notes/{number}/appeals',
  summary: 'Appeal against what is told so far of one thing',
  params: noteNumber,
  answer: async (door, request) => {
    const found = await door.options.world.appeals.noted(Number(request.params.number));
    return found === undefined ? { code: 'not-found' } : open(door, request, { kind: 'note', id: found.id });
  },
});

const open = async (
  door: Door,
  { asked, json, once }: Pick<Request<undefined, undefined, typeof given>, 'asked' | 'json' | 'once'>,
  about: AppealTarget,
): Promise<Response | Problem> => {
  const { world, organisation, appealDays: days = appealDays } = door.options;
  const lang = letterLang(door, asked, json.lang);
  const { reason, text, links, email } = json;
  if ((email ?? '').trim() !== '' && door.options.mails === false) return { code: 'mail-off', field: 'email' };
  const form = once && world.keyed('form', `${once.key} ${once.body}`);
  const made = await openAppeal(world, { about, lang, reason, text, links: links.join('\n'), email, once: form }, days);
  if (!made.ok)
    return made.error.code === 'appeals-full' ? { code: 'rate-limited', retryAfter: 86_400 } : refused(made.error);
  const { secret: id } = made.value;
  const reply = { id, url: `${organisation.origin}${ownPath(lang, 'appeal', id)}` };
  return jsonReply(asked, reply, { status: 201, headers: privately });
};

const listing = {
  method: 'get',
  detail: 'Latest first. What an appeal says is told with its answer.',
  replies: { 200: { description: 'All of them', schema: appeals } },
  problems: ['not-found'],
} as const;

export const appealsOperation = operation({
  ...listing,
  path: '/checks/{key}/appeals',
  summary: 'List the appeals of a check',
  params: key,
  answer: async (door, { asked, params }) =>
    listed(door, asked, 'check', await door.options.world.reads.check(params.key)),
});

export const appealsOfExplainerOperation = operation({
  ...listing,
  path: '/explainers/{slug}/appeals',
  summary: 'List the appeals of an explainer',
  params: slug,
  answer: async (door, { asked, params }) =>
    listed(door, asked, 'explainer', await door.options.world.explainers.bySlug(params.slug)),
});

export const appealsOfNoteOperation = operation({
  ...listing,
  path: '/notes/{number}/appeals',
  summary: 'List the appeals of a page of notes',
  params: noteNumber,
  answer: async (door, { asked, params }) =>
    listed(door, asked, 'note', await door.options.world.appeals.noted(Number(params.number))),
});

export const appealsOfDeclinedOperation = operation({
  ...listing,
  path: '/declined/{number}/appeals',
  summary: 'List the appeals against declining a claim',
  params: declinedNumber,
  answer: async (door, { asked, params }) =>
    listed(door, asked, 'case', await door.options.world.appeals.declined(Number(params.number))),
});

const listed = async (
  door: Door,
  asked: Asked,
  kind: AppealKind,
  about: { readonly id: Id } | undefined,
): Promise<Response | Problem> => {
  if (about === undefined) return { code: 'not-found' };
  const { world } = door.options;
  const found = await world.appeals.against({ kind, id: about.id });
  const today = dayOf(world.now());
  return jsonReply(asked, { appeals: found.map((one) => publicly(one, today)) }, { headers: revalidated });
};

export const publicly = (one: PublicAppeal, today: Day): z.infer<typeof appeal> => {
  const { id, reason, openedOn, dueOn, needsSomebody, answer: given } = one;
  return {
    id,
    reason,
    openedOn,
    dueOn,
    overdue: isLate(one, today),
    needsSomebody,
    byTwo: one.byTwo,
    letIn: one.letIn,
    hadPart: one.hadPart,
    holds: one.holds,
    holdsUntil: one.holdsUntil,
    joined: one.joined,
    consequence: one.consequence && { ...one.consequence },
    answer: given && { outcome: given.outcome, reasons: given.reasons, on: given.on, earlier: [...given.earlier] },
    text: given?.text ?? null,
    links: [...(given?.links ?? [])],
  };
};

export const followAppealOperation = operation({
  method: 'get',
  path: '/appeals/{secret}',
  summary: 'Follow an appeal of one’s own',
  detail: 'By the secret that was told when it was taken in.',
  params: secret,
  replies: { 200: { description: 'The appeal', schema: followed } },
  problems: ['not-found'],
  answer: async (door, { asked, params }) => {
    const { world } = door.options;
    const found = await world.appeals.followed(lookupOf(world.keyed, 'appeal', params.secret));
    if (found === undefined) return { code: 'not-found' };
    const own = {
      ...publicly(found, dayOf(world.now())),
      text: found.text,
      links: [...found.links],
      together: found.together,
    };
    return jsonReply(asked, own, { headers: privately });
  },
});

export const forgetAppealContactOperation = operation({
  method: 'delete',
  path: '/appeals/{secret}/contact',
  summary: 'Take the address of an appeal back',
  detail: 'The appeal stays, and is answered on its page.',
  params: secret,
  replies: { 204: { description: 'Forgotten' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const gone = await withdrawContact(door.options.world, { appeal: params.secret });
    return gone.ok ? done() : { code: 'not-found' };
  },
});
