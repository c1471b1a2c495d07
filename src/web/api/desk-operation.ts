// An operation of the team's API: for a person who signed in, or for a program that bears a token of theirs.
import type { z } from '@hono/zod-openapi';
import type { Refusal } from '../../base/result.ts';
import type { Right } from '../../core/rights.ts';
import { type Door, privately } from '../door.ts';
import { type Problem, type ProblemCode, problemCodes, withinTheHour } from '../problem.ts';
import type { Caller, Guard } from './caller.ts';
import { type Definition, type Operation, operation, type Request } from './operation.ts';

type Shape = z.ZodObject;
export type DeskDefinition<
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends z.ZodType | undefined,
> = Omit<Definition<P, Q, B>, 'answer' | 'guard'> & {
  readonly right: Right;
  /** Whether a token suffices; it does unless said otherwise. */
  readonly by?: Guard['by'];
  readonly answer: (door: Door, request: Request<P, Q, B>, who: Caller) => Promise<Response | Problem>;
};

/** Whoever calls is asked for the right before anything else; the verb behind it asks again. */
export const deskOperation = <
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>({
  right,
  by = 'anyone',
  answer,
  ...definition
}: DeskDefinition<P, Q, B>): Operation => {
  const refused: ProblemCode[] = ['signed-out', 'forbidden'];
  if (by !== 'anyone') refused.push('not-by-token');
  if (by === 'proven') refused.push('step-up-needed');
  return operation<P, Q, B>({
    ...definition,
    guard: { right, by },
    problems: [...definition.problems, ...refused],
    answer: async (door, request) =>
      request.who === null ? { code: 'signed-out' } : answer(door, request, request.who),
  });
};

/** What only the caller may read: kept by no cache, open to no other site's script. */
export const privateJson = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { ...privately, 'content-type': 'application/json; charset=utf-8' },
  });

/** A reply that holds what its schema names, and nothing that came along with it. */
export const told = <S extends z.ZodType>(schema: S, value: z.input<S>, status = 200): Response =>
  privateJson(schema.parse(value), status);

/** Done, and nothing to tell. */
export const done = (): Response => new Response(null, { status: 204, headers: privately });

const late = new Set([
  'already-submitted',
  'submission-changed',
  'submission-not-waiting',
  'nothing-to-override',
  'already-reviewed',
  'appeal-answered',
  'appeal-not-answered',
  'alias-waiting',
  'alias-settled',
  'appeal-looked',
  'appeal-answer-replaced',
  'appeal-not-waiting',
  'slug-taken',
  'last-owner',
  'webhook-too-many',
  'token-too-many',
  'evidence-has-file',
  'evidence-translated',
  'views-full',
  'passkey-over',
  'reply-over',
  'reply-needs-wording',
  'reply-case-concluded',
  'reply-letters-too-many',
  'reply-mailbox-full',
  'passkey-known',
  'passkeys-full',
  'passkeys-off',
]);

/** A verb's refusal as a problem; where the web has no code for it, a general one, with the exact one as its `reason`. */
export const refused = ({ code, field, detail }: Refusal): Problem => {
  const hourly = withinTheHour(code);
  if (hourly !== undefined) return hourly;
  const more = {
    ...(field === undefined ? {} : { field: field.slice(0, 100).toWellFormed() }),
    ...(detail === undefined ? {} : { detail }),
  };
  if (isProblem(code)) return { code, ...more };
  return { code: late.has(code) ? 'not-now' : 'invalid-input', reason: code, ...more };
};

const isProblem = (code: string): code is ProblemCode => (problemCodes as readonly string[]).includes(code);
