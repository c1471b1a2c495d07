// The page of wordings: what askers share is confirmed or refused, a wording is proposed by one and agreed to by another, answers are held back or let go.
import { type Id, parseId } from '../../base/ids.ts';
import { isUiLang } from '../../base/lang.ts';
import { type Refusal, type Result, refuse } from '../../base/result.ts';
import {
  type AliasRefusal,
  bringBackAlias,
  confirmAlias,
  holdAnswer,
  proposeAlias,
  refuseAlias,
  releaseAnswer,
  removeAlias,
  type SettleAliasRefusal,
  settleAlias,
} from '../../desk/index.ts';
import { formOf } from '../desk/desk-form.ts';
import type { Inside } from '../desk/inside.ts';
import { byOne, notForYou } from '../desk/not-for-you.ts';
import { provenForm } from '../desk/proven.ts';
import { type Asked, type Door, privately } from '../door.ts';
import { statusOf } from '../problem.ts';
import { signedIn } from './operator-desk.ts';

const path = '/operator/wordings';
const most = 500;

type Refused = {
  readonly code: AliasRefusal['code'] | null;
  readonly check: string;
  readonly lang: string;
  readonly text: string;
};
/** What was not done with a wording that waits. */
type Unsettled = { readonly proposal: Id; readonly code: SettleAliasRefusal['code'] };

export const wordingsPage = async (
  door: Door,
  asked: Asked,
  refused: Refused | null = null,
  unsettled: Unsettled | null = null,
): Promise<Response> => {
  const { world } = door.options;
  const [here, { aliases, proposals, withheld }] = await Promise.all([signedIn(door, asked), world.aliases.list(most)]);
  const named = [...aliases, ...proposals, ...withheld].map(({ check }) => check);
  const cards = await world.cards.get([...new Set(named)]);
  const team = here === null ? [] : await world.team.members();
  const agreeing = here && (await world.team.agreeing(here.who.member.id, 'aliases.decide', world.now()));
  return door.page(
    door.langOf(asked),
    path,
    {
      page: 'operator-wordings',
      cards,
      aliases,
      proposals,
      withheld,
      member: here === null ? null : here.who.member.id,
      desk: here?.who.member ?? null,
      names: new Map(team.map(({ id, name }) => [id, name])),
      agreeing: agreeing?.may ?? [],
      not: await notForYou(
        world,
        here?.who.member ?? null,
        proposals.map(({ id, proposedBy }) => byOne(id, proposedBy)),
        { puts: 'aliases.decide' },
      ),
      refused,
      unsettled,
    },
    { headers: privately, status: (refused?.code ?? unsettled) ? statusOf('invalid-input') : 200 },
  );
};

/** A wording is somebody's, so that another one can agree: the printed link has no account to propose in the name of. */
export const proposeWordingOf = async (door: Door, asked: Asked): Promise<Response> => {
  const { world } = door.options;
  const here = await signedIn(door, asked);
  if (here === null) return door.problem(asked, { code: 'signed-out' });
  const form = await provenForm(here, {
    names: ['check', 'lang', 'text'],
    page: path,
    again: ({ check = '', lang = '', text = '' }) => wordingsPage(door, asked, { code: null, check, lang, text }),
  });
  if (form instanceof Response) return form;
  const { check = '', lang = '', text = '' } = form;
  if (!isUiLang(lang)) return door.problem(asked, { code: 'invalid-input', field: 'lang' });
  const found = await world.reads.check(slugOf(check));
  const done =
    found === undefined
      ? ({ ok: false, error: { code: 'not-found' } } as const)
      : await proposeAlias(world, here.who.member, { check: found.id, lang, text });
  if (done.ok) return backToPage('#waiting');
  return wordingsPage(door, asked, { code: done.error.code, check, lang, text });
};

export const settleWording = async (door: Door, asked: Asked): Promise<Response> => {
  const here = await signedIn(door, asked);
  if (here === null) return door.problem(asked, { code: 'signed-out' });
  const form = await provenForm(here, { names: ['decision'], page: path, again: () => wordingsPage(door, asked) });
  if (form instanceof Response) return form;
  const decision = (['confirmed', 'declined'] as const).find((one) => one === form.decision);
  if (decision === undefined) return door.problem(asked, { code: 'invalid-input', field: 'decision' });
  return settle(here, decision);
};

export const takeBackWording = async (door: Door, asked: Asked): Promise<Response> => {
  const here = await signedIn(door, asked);
  return here === null ? door.problem(asked, { code: 'signed-out' }) : settle(here, 'taken-back');
};

const settle = async ({ door, asked, who }: Inside, decision: Parameters<typeof settleAlias>[3]): Promise<Response> => {
  const proposal = parseId(asked.req.param('id') ?? '');
  if (proposal === undefined) return door.problem(asked, { code: 'not-found' });
  const done = await settleAlias(door.options.world, who.member, proposal, decision);
  if (done.ok) return backToPage();
  const { code } = done.error;
  if (code === 'forbidden' || code === 'not-found') return door.problem(asked, { code });
  return wordingsPage(door, asked, null, { proposal, code });
};

/**
 * What makes a check answer again asks whoever signed in for the second factor; the printed link has none to ask for. Nor has it an
 * account to be one of the two who say that words of askers are a check.
 */
export const useWording = async (door: Door, asked: Asked): Promise<Response> => {
  const here = await signedIn(door, asked);
  const form =
    here === null
      ? await formOf({ door, asked }, ['decision'])
      : await provenForm(here, { names: ['decision'], page: path, again: () => wordingsPage(door, asked) });
  if (form instanceof Response) return form;
  const { world } = door.options;
  return decided(door, asked, form.decision, {
    confirm: async (alias) => {
      if (here === null) return refuse('signed-out');
      const done = await confirmAlias(world, here.who.member, alias);
      if (done.ok) return done;
      const { code, detail } = done.error;
      return refuse(code, detail === undefined ? {} : { detail });
    },
    'bring-back': (alias) => bringBackAlias(world, alias),
  });
};

export const decideWording = async (door: Door, asked: Asked): Promise<Response> => {
  const form = await formOf({ door, asked }, ['decision']);
  if (form instanceof Response) return form;
  const { world } = door.options;
  return decided(door, asked, form.decision, {
    refuse: (alias) => refuseAlias(world, alias),
    remove: (alias) => removeAlias(world, alias),
  });
};

type Decide = (
  alias: Id,
) => Promise<
  Result<
    unknown,
    Refusal<'not-found' | 'forbidden' | 'signed-out' | 'alias-own' | 'let-in-lately' | 'first-without-right'>
  >
>;

const decided = async (
  door: Door,
  asked: Asked,
  decision: string | undefined,
  decide: Readonly<Record<string, Decide>>,
): Promise<Response> => {
  const alias = parseId(asked.req.param('id') ?? '');
  if (alias === undefined) return door.problem(asked, { code: 'not-found' });
  const [, how] = Object.entries(decide).find(([name]) => name === decision) ?? [];
  if (how === undefined) return door.problem(asked, { code: 'invalid-input', field: 'decision' });
  const done = await how(alias);
  return done.ok ? backToPage() : door.problem(asked, done.error);
};

export const decideWithheld = async (door: Door, asked: Asked): Promise<Response> => {
  const { world } = door.options;
  const form = await formOf({ door, asked }, ['decision']);
  if (form instanceof Response) return form;
  const check = parseId(asked.req.param('check') ?? '');
  const claim = parseId(asked.req.param('claim') ?? '');
  if (check === undefined || claim === undefined) return door.problem(asked, { code: 'not-found' });
  const settleAnswer = { hold: holdAnswer, release: releaseAnswer };
  const { decision = '' } = form;
  if (decision !== 'hold' && decision !== 'release')
    return door.problem(asked, { code: 'invalid-input', field: 'decision' });
  const done = await settleAnswer[decision](world, { check, claim });
  return done.ok ? backToPage() : door.problem(asked, done.error);
};

const backToPage = (at = ''): Response =>
  new Response(null, { status: 303, headers: { ...privately, location: `${path}${at}` } });

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
