// The operator's page of wordings: what askers share is confirmed or refused, wordings are added, answers held back or let go.
import { parseId } from '../../base/ids.ts';
import { isUiLang } from '../../base/lang.ts';
import { type AliasRefusal, addAlias, decideAlias, holdAnswer, releaseAnswer, removeAlias } from '../../desk/index.ts';
import { readBody } from '../body.ts';
import { type Asked, type Door, privately } from '../door.ts';
import { parseForm } from '../form-door.ts';

const path = '/operator/wordings';
const most = 500;

type Refused = {
  readonly code: AliasRefusal['code'];
  readonly check: string;
  readonly lang: string;
  readonly text: string;
};

export const wordingsPage = async (door: Door, asked: Asked, refused: Refused | null = null): Promise<Response> => {
  const { world } = door.options;
  const { aliases, withheld } = await world.aliases.list(most);
  const cards = await world.cards.get([...new Set([...aliases, ...withheld].map(({ check }) => check))]);
  return door.page(
    door.langOf(asked),
    path,
    { page: 'operator-wordings', cards, aliases, withheld, refused },
    { headers: privately, status: refused === null ? 200 : 422 },
  );
};

export const addWording = async (door: Door, asked: Asked): Promise<Response> => {
  const { world } = door.options;
  const form = await fieldsOf(door, asked, ['check', 'lang', 'text']);
  if (form instanceof Response) return form;
  const { check = '', lang = '', text = '' } = form;
  if (!isUiLang(lang)) return door.problem(asked, { code: 'invalid-input', field: 'lang' });
  const found = await world.reads.check(slugOf(check));
  const added =
    found === undefined
      ? ({ ok: false, error: { code: 'not-found' } } as const)
      : await addAlias(world, { check: found.id, lang, text });
  if (added.ok) return backToPage();
  return wordingsPage(door, asked, { code: added.error.code, check, lang, text });
};

export const decideWording = async (door: Door, asked: Asked): Promise<Response> => {
  const { world } = door.options;
  const form = await fieldsOf(door, asked, ['decision']);
  if (form instanceof Response) return form;
  const alias = parseId(asked.req.param('id') ?? '');
  if (alias === undefined) return door.problem(asked, { code: 'not-found' });
  const decide = {
    confirm: () => decideAlias(world, alias, 'confirmed'),
    refuse: () => decideAlias(world, alias, 'refused'),
    remove: () => removeAlias(world, alias),
  };
  const { decision = '' } = form;
  if (!isDecision(decision, decide)) return door.problem(asked, { code: 'invalid-input', field: 'decision' });
  const done = await decide[decision]();
  return done.ok ? backToPage() : door.problem(asked, done.error);
};

export const decideWithheld = async (door: Door, asked: Asked): Promise<Response> => {
  const { world } = door.options;
  const form = await fieldsOf(door, asked, ['decision']);
  if (form instanceof Response) return form;
  const check = parseId(asked.req.param('check') ?? '');
  const claim = parseId(asked.req.param('claim') ?? '');
  if (check === undefined || claim === undefined) return door.problem(asked, { code: 'not-found' });
  const decide = {
    hold: () => holdAnswer(world, { check, claim }),
    release: () => releaseAnswer(world, { check, claim }),
  };
  const { decision = '' } = form;
  if (!isDecision(decision, decide)) return door.problem(asked, { code: 'invalid-input', field: 'decision' });
  const done = await decide[decision]();
  return done.ok ? backToPage() : door.problem(asked, done.error);
};

const backToPage = (): Response => new Response(null, { status: 303, headers: { ...privately, location: path } });

const isDecision = <T extends object>(text: string, decisions: T): text is Extract<keyof T, string> =>
  Object.hasOwn(decisions, text);

const fieldsOf = async <Name extends string>(
  door: Door,
  asked: Asked,
  names: readonly Name[],
): Promise<Readonly<Partial<Record<Name, string>>> | Response> => {
  const body = await readBody(
    { incoming: asked.env.incoming, request: asked.req.raw },
    { bytes: 16_384, milliseconds: door.options.limits.slowBodyMs },
  );
  if (!body.ok) return door.problem(asked, body.error);
  const form = parseForm(asked.req.header('content-type'), body.value, names);
  return form.ok ? form.value : door.problem(asked, form.error);
};

/** The last piece of an address or path; a bare slug is one already. */
const slugOf = (given: string): string => {
  const last =
    given
      .trim()
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
};
