// What takes two on the operator's pages: letting a publisher answer, and letting in what somebody brought.
import { type Id, parseId } from '../../base/ids.ts';
import { askOptIn, decideImport, decideOptIn, type Member, optSourceOut } from '../../desk/index.ts';
import { readBody } from '../body.ts';
import type { Present } from '../desk/pages/at-desk.ts';
import { isProven, provenForm } from '../desk/proven.ts';
import { type Asked, type Door, privately } from '../door.ts';
import { parseForm } from '../form-door.ts';
import type { OperatorAsked } from '../pages/model.ts';
import { signedIn } from './operator-desk.ts';
import { isOperator } from './operator-session.ts';

export const home = '/operator';

/** Who is at the page: one of the team with what they have proven, or whoever runs the machine, by its link. */
export type AtPage = {
  readonly member: Member | null;
  readonly proven: boolean;
  /** Whose desk leads here and is led back to: theirs who are signed in, though the link is what they act by. */
  readonly desk: Present | null;
};

export const whoAt = async (door: Door, asked: Asked): Promise<AtPage> => {
  const here = await signedIn(door, asked);
  const desk = here?.who.member ?? null;
  return here === null || isOperator(door, asked)
    ? { member: null, proven: true, desk }
    : { member: here.who.member, proven: isProven(here), desk };
};

const memberAt = async (door: Door, asked: Asked) =>
  isOperator(door, asked) ? undefined : ((await signedIn(door, asked)) ?? undefined);

type Again = (given: OperatorAsked) => Promise<Response>;

/** Asks that a publisher's checks answer, or stops them. */
export const opt = async (door: Door, asked: Asked, again: Again): Promise<Response> => {
  const id = asked.req.param('id') ?? '';
  const typed = (refused: OperatorAsked['refused'], reason = ''): OperatorAsked => ({ source: id, reason, refused });
  const form = await weighed(door, asked, ['answers', 'reason'], ({ reason }) => again(typed(null, reason)));
  if (form instanceof Response) return form;
  const { answers, reason = '' } = form.given;
  if (answers !== '0' && answers !== '1') return door.problem(asked, { code: 'invalid-input', field: 'answers' });
  const source = parseId(id);
  if (source === undefined) return door.problem(asked, { code: 'not-found' });
  const { world } = door.options;
  const done =
    answers === '1'
      ? await askOptIn(world, form.member, { source, reason })
      : await optSourceOut(world, form.member, source);
  if (done.ok) return back();
  const { code } = done.error;
  return code === 'opt-in-reason' ? again(typed(code, reason)) : door.problem(asked, { code });
};

/** Agrees to what somebody asked for a publisher, says no, or takes back one's own. */
export const decideOpting = (door: Door, asked: Asked): Promise<Response> =>
  decide(door, asked, { agree: 'agreed', decline: 'declined', withdraw: 'withdrawn' } as const, (member, id, as) =>
    decideOptIn(door.options.world, member, id, as),
  );

/** Lets in what somebody brought, declines it, or takes back one's own. */
export const decideBrought = (door: Door, asked: Asked): Promise<Response> =>
  decide(door, asked, { agree: 'released', decline: 'declined', withdraw: 'withdrawn' } as const, (member, id, as) =>
    decideImport(door.options.world, member, id, as),
  );

type Refused = Awaited<ReturnType<typeof decideOptIn>> | Awaited<ReturnType<typeof decideImport>>;

const decide = async <D extends string>(
  door: Door,
  asked: Asked,
  ways: Readonly<Record<'agree' | 'decline' | 'withdraw', D>>,
  verb: (member: Member | null, id: Id, as: D) => Promise<Refused>,
): Promise<Response> => {
  const form = await weighed(door, asked, ['do']);
  if (form instanceof Response) return form;
  const way = (['agree', 'decline', 'withdraw'] as const).find((one) => one === form.given.do);
  if (way === undefined) return door.problem(asked, { code: 'invalid-input', field: 'do' });
  const id = parseId(asked.req.param('id') ?? '');
  const done = id === undefined ? undefined : await verb(form.member, id, ways[way]);
  if (done === undefined) return door.problem(asked, { code: 'not-found' });
  if (done.ok) return back();
  const { code, detail } = done.error;
  return door.problem(asked, { code, ...(detail === undefined ? {} : { detail }) });
};

const back = (): Response => new Response(null, { status: 303, headers: { ...privately, location: home } });

type Given<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** The fields of a form that weighs: one of the team shows the second factor first; the printed link has none to ask for. */
const weighed = async <Name extends string>(
  door: Door,
  asked: Asked,
  names: readonly Name[],
  again?: (given: Given<Name>) => Promise<Response>,
): Promise<{ readonly member: Member | null; readonly given: Given<Name> } | Response> => {
  const here = await memberAt(door, asked);
  if (here !== undefined) {
    const given = await provenForm(here, { names, page: home, ...(again && { again }) });
    return given instanceof Response ? given : { member: here.who.member, given };
  }
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes: 8192, milliseconds: door.options.limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  const form = parseForm(asked.req.header('content-type'), body.value, names);
  return form.ok ? { member: null, given: form.value } : door.problem(asked, form.error);
};
