// What is being looked into, by API: the latest note of each case, and every note of one.
import { z } from '@hono/zod-openapi';
import type { uiLangs } from '../../base/lang.ts';
import type { PublishedNote } from '../../desk/index.ts';
import { checkPath, notePath } from '../pages/addresses.ts';
import { listOf, moment, texts } from './desk/shapes.ts';
import { jsonReply, operation, revalidated } from './operation.ts';
import { day } from './schemas.ts';

const note = z
  .object({
    number: z.int().openapi({ description: 'Of its page' }),
    url: z.string(),
    on: day,
    changed: moment.openapi({ description: 'When the note, or what came after it, became public' }),
    claim: texts,
    known: texts,
    unknown: texts,
    nextOn: day.nullable().openapi({ description: 'The day by which more is told' }),
    aboutOurselves: z
      .boolean()
      .openapi({ description: 'It is about whoever runs this instance, and their own word: there will be no verdict' }),
    state: z
      .enum(['open', 'checked', 'declined', 'joined', 'ended'])
      .openapi({ description: 'What came after it; `open` while there is no verdict' }),
    check: z
      .object({ slug: z.string(), url: z.string() })
      .nullable()
      .openapi({ description: 'The check that came of it' }),
  })
  .openapi('Note', { description: 'What is known so far, without a verdict' });

const most = 500;

export const notesOperation = operation({
  method: 'get',
  path: '/notes',
  summary: 'List what is being looked into',
  detail:
    'The latest note of each case, newest first. A note stays, and says what came after it. Notes carry no rating.',
  replies: { 200: { description: 'The latest notes', schema: z.object({ notes: listOf(note) }) } },
  problems: [],
  answer: async (door, { asked }) => {
    const notes = await door.options.world.decisions.notes(most);
    const told = tellerIn(door.options.organisation.origin, door.langOf(asked));
    return jsonReply(asked, { notes: notes.map(told) }, { headers: revalidated });
  },
});

export const noteOperation = operation({
  method: 'get',
  path: '/notes/{number}',
  summary: 'Read what is known so far of one thing',
  detail: 'Every note of a case, the latest first.',
  params: z.object({
    number: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .openapi({ param: { name: 'number', in: 'path' }, description: 'Of the note’s page' }),
  }),
  replies: { 200: { description: 'Its notes', schema: z.object({ notes: listOf(note) }) } },
  problems: ['not-found'],
  answer: async (door, { asked, params }) => {
    const notes = await door.options.world.decisions.notesOf(Number(params.number));
    const told = tellerIn(door.options.organisation.origin, door.langOf(asked));
    return notes.length === 0
      ? { code: 'not-found' }
      : jsonReply(asked, { notes: notes.map(told) }, { headers: revalidated });
  },
});

const tellerIn =
  (origin: string, lang: (typeof uiLangs)[number]) =>
  ({ caseNumber, check, closedAs, joinedTo: _page, changed, ...one }: PublishedNote) => ({
    ...one,
    number: caseNumber,
    url: origin + notePath(lang, caseNumber),
    changed: changed.toISOString(),
    state: stateOf({ check, closedAs }),
    check: check && { slug: check.slug, url: origin + checkPath(lang, check.slug) },
  });

const stateOf = ({ check, closedAs }: Pick<PublishedNote, 'check' | 'closedAs'>) => {
  if (check !== null) return 'checked';
  if (closedAs === null) return 'open';
  return closedAs === 'not-checkable' ? 'declined' : closedAs === 'duplicate' ? 'joined' : 'ended';
};
