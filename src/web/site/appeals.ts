// Asking us to look again: the form for whatever we decided, and the page that follows it.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { type AppealTarget, appealDays } from '../../core/appeal.ts';
import { textIn } from '../../core/check.ts';
import { lookupOf, openAppeal, withdrawContact } from '../../desk/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import {
  appealExplainerPath,
  appealNotePath,
  appealPath,
  checkPath,
  explainerPath,
  inLanguage,
  notePath,
  ownPath,
} from '../pages/addresses.ts';
import type { PageOf } from '../pages/page-of.ts';
import { statusOf } from '../problem.ts';
import { isSecret, onceOf, onTo, ownPageHeaders, publicForm } from './public-form.ts';

export const appealRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  for (const [path, find] of forms) {
    app.get(`/${lang}${path}`, async (asked) => form(door, asked, lang, await find(door, asked, lang)));
    app.post(`/${lang}${path}`, async (asked) => send(door, asked, lang, await find(door, asked, lang)));
  }
  app.get(`/${lang}/appeals/:secret`, (asked) => follow(door, asked, lang, asked.req.param('secret')));
  app.post(`/${lang}/appeals/:secret/forget-contact`, (asked) => forget(door, asked, lang, asked.req.param('secret')));
};

type Appealed = {
  readonly target: AppealTarget;
  readonly about: PageOf<'asked-appeal'>['about'];
  readonly action: string;
};

/** `theirs`: a check of another publisher, who alone looks at it again. */
type Found = Appealed | 'theirs' | undefined;
type Find = (door: Door, asked: Asked, lang: UiLang) => Promise<Found>;

const ofCheck: Find = async (door, asked, lang) => {
  const check = await door.options.world.reads.check(asked.req.param('slug') ?? '');
  if (check === undefined) return undefined;
  if (check.source !== null) return 'theirs';
  const told = textIn(check.texts, lang);
  return {
    target: { kind: 'check', id: check.id },
    about: {
      title: told.text.title || told.text.claim,
      lang: told.lang,
      path: checkPath(lang, check.slug),
      kind: 'check',
    },
    action: appealPath(lang, check.slug),
  };
};

/** The number in an address; one that no case has where it is none. */
const numberOf = (asked: Asked): number => {
  const number = asked.req.param('number') ?? '';
  return /^\d{1,9}$/.test(number) ? Number(number) : 0;
};

const declined: Find = async (door, asked, lang) => {
  const number = numberOf(asked);
  const found = await door.options.world.appeals.declined(number);
  if (found === undefined) return undefined;
  return {
    target: { kind: 'case', id: found.id },
    about: {
      ...titleOf(found.titles, lang, `#${number}`),
      path: `${inLanguage(lang, '/declined')}#case-${number}`,
      kind: 'case',
    },
    action: inLanguage(lang, `/declined/${number}/appeal`),
  };
};

const ofExplainer: Find = async (door, asked, lang) => {
  const found = await door.options.world.explainers.bySlug(asked.req.param('slug') ?? '');
  if (found === undefined) return undefined;
  const told = textIn(found.texts, lang);
  return {
    target: { kind: 'explainer', id: found.id },
    about: {
      title: told.text.title,
      lang: told.lang,
      path: explainerPath(lang, found.slug),
      kind: 'explainer',
    },
    action: appealExplainerPath(lang, found.slug),
  };
};

const ofNote: Find = async (door, asked, lang) => {
  const number = numberOf(asked);
  const found = await door.options.world.appeals.noted(number);
  if (found === undefined) return undefined;
  return {
    target: { kind: 'note', id: found.id },
    about: { ...titleOf(found.titles, lang, `#${number}`), path: notePath(lang, number), kind: 'note' },
    action: appealNotePath(lang, number),
  };
};

const forms: readonly (readonly [path: string, find: Find])[] = [
  ['/checks/:slug/appeal', ofCheck],
  ['/declined/:number/appeal', declined],
  ['/explainers/:slug/appeal', ofExplainer],
  ['/notes/:number/appeal', ofNote],
];

const titleOf = (
  titles: Readonly<Record<string, string>>,
  lang: UiLang,
  none: string,
): { readonly title: string; readonly lang: string } => {
  if (Object.keys(titles).length === 0) return { title: none, lang };
  const told = textIn(titles, lang);
  return { title: told.text, lang: told.lang };
};

const nothing = { reason: '', text: '', links: '', email: '' } as const;

const form = async (
  door: Door,
  asked: Asked,
  lang: UiLang,
  appealed: Found,
  filled: PageOf<'asked-appeal'>['filled'] = nothing,
  refused: PageOf<'asked-appeal'>['refused'] = null,
): Promise<Response> => {
  if (appealed === undefined) return door.problem(asked, { code: 'not-found' });
  if (appealed === 'theirs') return door.problem(asked, { code: 'appeal-not-ours' });
  const { options } = door;
  const status = refused === null ? 200 : statusOf(refused.code === 'appeals-full' ? 'rate-limited' : 'invalid-input');
  return door.page(
    lang,
    appealed.action.slice(lang.length + 1),
    {
      page: 'asked-appeal',
      about: appealed.about,
      action: appealed.action,
      filled,
      refused,
      key: options.randomToken(),
      days: options.appealDays ?? appealDays,
      answering: await options.world.appeals.answering(appealed.target),
      mails: options.mails ?? true,
    },
    { status },
  );
};

const send = async (door: Door, asked: Asked, lang: UiLang, appealed: Found): Promise<Response> => {
  if (appealed === undefined) return door.problem(asked, { code: 'not-found' });
  if (appealed === 'theirs') return door.problem(asked, { code: 'appeal-not-ours' });
  const given = await publicForm(door, asked, ['key', 'reason', 'text', 'links', 'email']);
  if (given instanceof Response) return given;
  const { world, appealDays: days = appealDays } = door.options;
  const { reason = '', text = '', links = '', email = '' } = given;
  const once = onceOf(world.keyed, `appeal ${appealed.action}`, given.key, reason, text, links, email);
  const opened = await openAppeal(world, { about: appealed.target, lang, reason, text, links, email, once }, days);
  if (opened.ok) return onTo(ownPath(lang, 'appeal', opened.value.secret));
  const { code, field = null } = opened.error;
  if (code === 'not-found') return door.problem(asked, { code });
  const kept = { reason, text, links, email };
  return form(door, asked, lang, appealed, kept, { code, field });
};

const follow = async (door: Door, asked: Asked, lang: UiLang, secret: string): Promise<Response> => {
  const { world } = door.options;
  const appeal = isSecret(secret) ? await world.appeals.followed(lookupOf(world.keyed, 'appeal', secret)) : undefined;
  if (appeal === undefined) return door.problem(asked, { code: 'not-found' });
  return door.page(lang, `/appeals/${secret}`, { page: 'asked-followed', secret, appeal }, { headers: ownPageHeaders });
};

const forget = async (door: Door, asked: Asked, lang: UiLang, secret: string): Promise<Response> => {
  if (!isSecret(secret)) return door.problem(asked, { code: 'not-found' });
  const done = await withdrawContact(door.options.world, { appeal: secret });
  return done.ok ? onTo(ownPath(lang, 'appeal', secret)) : door.problem(asked, done.error);
};
