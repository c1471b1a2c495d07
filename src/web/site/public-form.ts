// Forms that anybody may send without an account.
import { createHash } from 'node:crypto';
import type { Keyed } from '../../desk/index.ts';
import { readBody } from '../body.ts';
import { type Asked, type Door, privately } from '../door.ts';
import { parseForm } from '../form-door.ts';
import { idempotencyKey } from '../reused-keys.ts';

const mostBytes = 65_536;

/** The fields of a form by name, or the refusal to answer with. */
export const publicForm = async <Name extends string>(
  door: Door,
  asked: Asked,
  names: readonly Name[],
): Promise<Readonly<Partial<Record<Name, string>>> | Response> => {
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes: mostBytes, milliseconds: door.options.limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  const form = parseForm(asked.req.header('content-type'), body.value, names);
  return form.ok ? form.value : door.problem(asked, form.error);
};

/** The form's own key and what was written, as one keyed hash: the same page sent twice is one request, changed words are another. */
export const onceOf = (
  keyed: Keyed,
  what: string,
  key: string | undefined,
  ...words: readonly string[]
): string | null => {
  const given = idempotencyKey(key);
  if (given === undefined || given === null) return null;
  const body = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  return keyed('form', `${what} ${given} ${body}`);
};

/** On to a page that only its reader has. */
export const onTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...privately, location } });

/** Headers of such a page. */
export const ownPageHeaders = { ...privately, 'x-robots-tag': 'noindex' } as const;

/** Whether an address of a page of one's own can be one at all. */
export const isSecret = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);
