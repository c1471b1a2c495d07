// Shapes that many operations of the team take and give.
import { z } from '@hono/zod-openapi';
import { type Day, parseDay, parseInstant } from '../../../base/clock.ts';
import type { Id } from '../../../base/ids.ts';
import { uiLangs } from '../../../base/lang.ts';
import { harshIn } from '../../../core/harsh.ts';
import type { CaseHead } from '../../../desk/index.ts';
import type { Door } from '../../door.ts';
import type { Problem } from '../../problem.ts';
import type { Caller } from '../caller.ts';
import { type DeskDefinition, deskOperation, told } from '../desk-operation.ts';
import type { Operation, Request } from '../operation.ts';
import { idText } from '../schemas.ts';

/** A list in a reply. */
export const listOf = <S extends z.ZodType>(of: S) => z.array(of).readonly();

/** A moment in a reply. */
export const moment = z
  .date()
  .transform((at) => at.toISOString())
  .openapi({ type: 'string', format: 'date-time' });

export const momentOrNull = z
  .date()
  .nullable()
  .transform((at) => at?.toISOString() ?? null)
  .openapi({ type: ['string', 'null'], format: 'date-time' });

/** A real day of the calendar. */
export const givenDay = z
  .string()
  .refine((text) => parseDay(text) !== undefined)
  .transform((text) => text as Day)
  .openapi({ type: 'string', format: 'date', example: '2026-09-01' });

export const givenId = idText.transform((text) => text as Id).openapi({ type: 'string', format: 'uuid' });

/** Words in each language of the interface, each at most so long; empty is as good as left out. */
export const givenTexts = (most: number) =>
  z
    .strictObject({ vi: z.string().max(most).optional(), en: z.string().max(most).optional() })
    .openapi({ description: 'By language' });

/** Those of them that were given. */
export const textsOf = (given: {
  vi?: string | undefined;
  en?: string | undefined;
}): Readonly<Record<string, string>> =>
  Object.fromEntries(uiLangs.flatMap((lang) => (given[lang] === undefined ? [] : [[lang, given[lang]]])));

/** Words by language, in a reply. */
export const texts = z.record(z.string(), z.string()).openapi({ description: 'By language' });

/** What of a text has to be covered until somebody chooses to read it. */
export const harsh = z.enum(['abuse', 'violence']).nullable().openapi({
  description: 'Words that hurt whoever reads them: cover the text until somebody opens it. null: none were found',
});

export const harshOf = (text: string | null) => (text === null ? null : harshIn(text));

const inPath = <S extends z.ZodType>(name: string, schema: S) => schema.openapi({ param: { name, in: 'path' } });

export const caseNumber = inPath('number', z.string().regex(/^[1-9]\d{0,8}$/)).openapi({
  description: 'The number of a case',
});
export const pathId = (name = 'id') =>
  inPath(name, idText.openapi({ description: name === 'id' ? 'Its id' : `The id of the ${name}` }));

export const ofCase = z.object({ number: caseNumber });
export const inCase = z.object({ number: caseNumber, id: pathId() });

/** A file of evidence; never drawn by a browser, whatever it is. */
export const evidenceFile = z
  .object({
    sha256: z.string(),
    name: z.string(),
    type: z
      .string()
      .nullable()
      .openapi({ description: 'What the bytes begin as, whatever the name says; null of old ones' }),
    size: z.int().nullable().openapi({ description: 'In bytes' }),
  })
  .openapi('EvidenceFile');

/** What was made, by its id. */
export const made = z.object({ id: idText }).openapi('Made');

export const madeReply = (value: { readonly id: Id }): Response => told(made, value, 201);

type Shape = z.ZodObject;
type OfCase = z.ZodObject<{ number: typeof caseNumber }>;
type OnCase<P extends OfCase, Q extends Shape | undefined, B extends z.ZodType | undefined> = Omit<
  DeskDefinition<P, Q, B>,
  'answer' | 'params'
> & {
  readonly params: P;
  readonly answer: (door: Door, request: Request<P, Q, B>, who: Caller, head: CaseHead) => Promise<Response | Problem>;
};

/** An operation on one case, which is looked up by its number first. */
export const caseOperation = <
  P extends OfCase,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>({
  answer,
  ...definition
}: OnCase<P, Q, B>): Operation =>
  deskOperation<P, Q, B>({
    ...(definition as unknown as Omit<DeskDefinition<P, Q, B>, 'answer'>),
    problems: ['not-found', ...definition.problems],
    answer: async (door, request, who) => {
      const { number } = request.params as z.output<typeof ofCase>;
      const head = await door.options.world.caseWork.byNumber(Number(number));
      return head === undefined ? { code: 'not-found' } : answer(door, request, who, head);
    },
  });

/** A moment before which something is not public; left out: at once. */
export const givenMoment = z
  .string()
  .max(40)
  .refine((text) => parseInstant(text) !== undefined)
  .optional()
  .openapi({ type: 'string', format: 'date-time', description: 'Not public before; any offset, to the millisecond' });
