// Reads what a form of the desk sent: known fields, each at most once, and no more bytes than a form has.
import { readBody } from '../body.ts';
import { parseForm } from '../form-door.ts';
import { typedInForm } from '../typed-texts.ts';
import type { Inside } from './inside.ts';

const mostBytes = 65_536;
/** Room for every text of a check in two languages: a Vietnamese letter takes up to nine bytes in a form. */
export const longForm = 1_048_576;

/** The fields of a form of at most `bytes` by name, or the refusal to answer with. */
export const formOf = async <Name extends string>(
  { door, asked }: Pick<Inside, 'door' | 'asked'>,
  names: readonly Name[],
  bytes = mostBytes,
): Promise<Readonly<Partial<Record<Name, string>>> | Response> => {
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes, milliseconds: door.options.limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  asked.set('typed', () => typedInForm(asked.req.header('content-type'), body.value));
  const form = parseForm(asked.req.header('content-type'), body.value, names);
  return form.ok ? form.value : door.problem(asked, form.error);
};
