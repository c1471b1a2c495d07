// What forms of the queue bring along: the case of their address, the view they came from, and boxes with a name each.
import { dayOf } from '../../base/clock.ts';
import type { QueueLine } from '../../desk/index.ts';
import { readBody } from '../body.ts';
import { parseForm } from '../form-door.ts';
import type { Inside } from './inside.ts';
import { queueSearch, readQueueQuery } from './queue-query.ts';

/** The case that an address names; undefined when there is none. */
export const lineOf = async ({ door, asked }: Inside): Promise<QueueLine | undefined> => {
  const number = asked.req.param('number') ?? '';
  const { world } = door.options;
  return /^[1-9]\d{0,8}$/.test(number) ? world.caseQueue.find(Number(number), dayOf(world.now())) : undefined;
};

/** The queue as it was looked at, from what a form brought along; anything that is no view leads to the plain queue. */
export const viewFrom = (text: string | undefined): string =>
  queueSearch(readQueueQuery(new URLSearchParams((text ?? '').slice(0, 500))));

/** Fields of a form, of which those matching `many` may be any number of boxes with a name each. */
export const boxesOf = async <Name extends string>(
  { door, asked }: Pick<Inside, 'door' | 'asked'>,
  names: readonly Name[],
  many: RegExp,
): Promise<
  { readonly fields: Readonly<Partial<Record<Name, string>>>; readonly boxes: readonly string[] } | Response
> => {
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes: 65_536, milliseconds: door.options.limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  const given = [...new URLSearchParams(body.value.toString('latin1')).keys()].filter((name) => many.test(name));
  const form = parseForm(asked.req.header('content-type'), body.value, [...names, ...new Set(given)]);
  return form.ok ? { fields: form.value, boxes: [...new Set(given)] } : door.problem(asked, form.error);
};
