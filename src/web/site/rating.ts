// People who rate: a letter lets them in, the lot asks them, and they can go.

import type { Hono } from 'hono';
import type { Id } from '../../base/ids.ts';
import { type UiLang, uiLangs } from '../../base/lang.ts';
import type { CheckCard } from '../../core/check.ts';
import { mailboxOf } from '../../core/let-in.ts';
import { helpfulReasons, type RatingReason, unhelpfulReasons } from '../../core/rating.ts';
import {
  enterAsRater,
  leaveRating,
  type ProposedTo,
  proposeAsRater,
  type RaterHere,
  rateCheck,
  sendRaterLink,
} from '../../desk/index.ts';
import { slowed } from '../desk/slowed.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { findCheck } from '../from-memory.ts';
import { translate } from '../locale.ts';
import { fromOurPage } from '../operator-door.ts';
import { checkPath, ratePath, rateProposePath } from '../pages/addresses.ts';
import type { PageOf } from '../pages/page-of.ts';
import { rateDone } from '../pages/rate-model.ts';
import { statusOf } from '../problem.ts';
import { raterCookie, raterOf } from '../rater-door.ts';
import { strayed } from '../strayed.ts';
import { ownPageHeaders, publicForm } from './public-form.ts';
import { raterPasskeyRoutes } from './rater-passkeys.ts';

const drawnShown = 10;
const reasonNames = [...helpfulReasons, ...unhelpfulReasons].map((reason) => `reason-${reason}` as const);

export const ratingRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const ours = (route: (asked: Asked) => Promise<Response>) => async (asked: Asked) =>
    fromOurPage(door.options.organisation.origin, asked.req.header('sec-fetch-site'), asked.req.header('origin'))
      ? route(asked)
      : door.problem(asked, strayed(asked));
  app.get(ratePath(lang), (asked) => home(door, asked, lang, { done: doneOf(asked.req.query('done')) }));
  app.post(
    `${ratePath(lang)}/link`,
    ours((asked) => sendLink(door, asked, lang)),
  );
  raterPasskeyRoutes(app, door, lang, (asked, refused) => home(door, asked, lang, { refused }));
  app.get(`${ratePath(lang)}/open`, async (asked) => opening(door, lang, asked.req.query('code') ?? '', null));
  app.post(
    `${ratePath(lang)}/open`,
    ours((asked) => open(door, asked, lang)),
  );
  app.post(
    `${ratePath(lang)}/sign-out`,
    ours(async () => goTo(door, ratePath(lang), '')),
  );
  app.post(
    `${ratePath(lang)}/leave`,
    ours((asked) => leave(door, asked, lang)),
  );
  const ofNote = `${ratePath(lang)}/notes/:note{[1-9][0-9]{0,8}}/propose`;
  for (const path of [ofNote, `${ratePath(lang)}/checks/:slug/propose`]) {
    app.get(path, (asked) => proposeForm(door, asked, lang));
    app.post(
      path,
      ours((asked) => propose(door, asked, lang)),
    );
  }
  app.get(`${ratePath(lang)}/checks/:slug`, (asked) => rateForm(door, asked, lang, asked.req.param('slug') ?? ''));
  app.post(
    `${ratePath(lang)}/checks/:slug`,
    ours((asked) => rate(door, asked, lang, asked.req.param('slug') ?? '')),
  );
};

type Home = Partial<Pick<PageOf<'rate'>, 'email' | 'refused' | 'done'>>;

const doneOf = (asked: string | undefined): Home['done'] & (string | null) =>
  rateDone.find((one) => one === asked) ?? null;

const home = async (door: Door, asked: Asked, lang: UiLang, more: Home): Promise<Response> => {
  const here = await raterOf(door, asked);
  return door.page(
    lang,
    '/rate',
    {
      page: 'rate',
      here: here === undefined ? null : await deskOf(door, here),
      mails: door.options.mails !== false,
      passkeys: door.options.world.raterPasskeys.offered,
      email: '',
      refused: null,
      done: null,
      ...more,
    },
    { status: more.refused ? statusOf('invalid-input') : 200, headers: ownPageHeaders },
  );
};

/** What waits for a rater, and what became of what they said. */
const deskOf = async (door: Door, { rater, pseudonym, quarter }: RaterHere): Promise<PageOf<'rate'>['here']> => {
  const { world } = door.options;
  const [drawn, rated, proposed, passkeys] = await Promise.all([
    world.ratings.drawn(pseudonym, drawnShown),
    world.ratings.of(pseudonym),
    world.proposals.of(pseudonym),
    world.raters.passkeys(rater.id),
  ]);
  const cards = await world.cards.get([...drawn, ...rated].map(({ check }) => check));
  const last = await world.standings.lastCut();
  const standing = new Map(
    last === undefined ? [] : (await world.standings.at(last.n)).map((one) => [one.check, one.standing] as const),
  );
  const cardOf = (check: Id): readonly CheckCard[] => [cards.get(check) ?? []].flat();
  return {
    pseudonym,
    quarter,
    drawn: drawn.flatMap(({ check }) => cardOf(check)),
    rated: rated.flatMap((rating) =>
      cardOf(rating.check).map((card) => ({ rating, card, standing: standing.get(rating.check) ?? null })),
    ),
    proposed,
    passkeys,
  };
};

/** The same page and as soon, whether the address is known or nobody's. */
const sendLink = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const given = await publicForm(door, asked, ['email']);
  if (given instanceof Response) return given;
  const { email = '' } = given;
  const { world, organisation, log, mails } = door.options;
  if (mails === false) return door.problem(asked, { code: 'mail-off' });
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()))
    return home(door, asked, lang, { email, refused: { code: 'contact-not-an-address' } });
  const wait = slowed(door, `rater ${mailboxOf(email)}`, 'letter');
  if (wait > 0) return home(door, asked, lang, { email, refused: { code: 'rate-letters-slowed', wait } });
  const t = translate(lang);
  sendRaterLink(world, {
    email,
    letter: (code) => {
      const words = {
        organisation: organisation.name,
        address: `${organisation.origin}${ratePath(lang)}/open?code=${code}`,
      };
      return { subject: t('rate.letter.subject', words), text: t('rate.letter.text', words) };
    },
  }).catch((error: unknown) => log({ level: 'error', what: 'link of a rater', error: String((error as Error).name) }));
  return seeOther(`${ratePath(lang)}?done=sent`);
};

const opening = (door: Door, lang: UiLang, code: string, refused: string | null): Response =>
  door.page(
    lang,
    '/rate/open',
    { page: 'rate-open', code: code.slice(0, 300), refused },
    { status: refused === null ? 200 : statusOf('invalid-input'), headers: ownPageHeaders },
  );

const open = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const given = await publicForm(door, asked, ['code']);
  if (given instanceof Response) return given;
  const entered = await enterAsRater(door.options.world, given.code ?? '', door.options.raters !== 'invited');
  if (!entered.ok) return opening(door, lang, '', entered.error.code);
  return goTo(door, ratePath(lang), entered.value.session);
};

const leave = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const here = await raterOf(door, asked);
  if (here !== undefined) await leaveRating(door.options.world, here);
  return goTo(door, `${ratePath(lang)}?done=left`, '');
};

/** What somebody says of a check, as it stands in the form. */
type Sent = NonNullable<PageOf<'rate-check'>['sent']>;

const rateForm = async (
  door: Door,
  asked: Asked,
  lang: UiLang,
  slug: string,
  refused: { readonly code: string; readonly sent: Sent } | null = null,
): Promise<Response> => {
  const { world } = door.options;
  const here = await raterOf(door, asked);
  if (here === undefined) return seeOther(ratePath(lang));
  const found = await findCheck(world, { slug }, lang);
  if (found === undefined || found.check.source !== null) return door.problem(asked, { code: 'not-found' });
  const before = (await world.ratings.of(here.pseudonym)).find(({ check }) => check === found.check.id) ?? null;
  return door.page(
    lang,
    `/rate/checks/${slug}`,
    // What was sent and not taken stands there again, not what was said before.
    {
      page: 'rate-check',
      card: found.card,
      rated: before,
      sent: refused?.sent ?? before,
      refused: refused?.code ?? null,
    },
    { status: refused === null ? 200 : statusOf('invalid-input'), headers: ownPageHeaders },
  );
};

const rate = async (door: Door, asked: Asked, lang: UiLang, slug: string): Promise<Response> => {
  const given = await publicForm(door, asked, ['level', ...reasonNames]);
  if (given instanceof Response) return given;
  const { world } = door.options;
  const here = await raterOf(door, asked);
  if (here === undefined) return seeOther(ratePath(lang));
  const found = await findCheck(world, { slug }, lang);
  if (found === undefined) return door.problem(asked, { code: 'not-found' });
  const ticked = reasonNames.filter((name) => given[name] !== undefined);
  const reasons = ticked.map((name) => name.slice('reason-'.length)) as readonly RatingReason[];
  const rated = await rateCheck(world, here, {
    check: found.check.id,
    level: given.level,
    reasons,
  });
  if (rated.ok) {
    // The page says how many ratings wait.
    for (const one of uiLangs) door.cache.forget(checkPath(one, slug));
    return seeOther(`${ratePath(lang)}?done=rated`);
  }
  if (rated.error.code === 'not-found') return door.problem(asked, { code: 'not-found' });
  return rateForm(door, asked, lang, slug, { code: rated.error.code, sent: { level: given.level ?? '', reasons } });
};

type About = PageOf<'rate-propose'>['about'] & { readonly to: ProposedTo };

/** The check or the note that the address names. */
const aboutOf = async ({ options: { world } }: Door, asked: Asked, lang: UiLang): Promise<About | undefined> => {
  const { slug, note } = asked.req.param();
  if (slug === undefined) {
    const noted = await world.appeals.noted(Number(note));
    return noted && { note: Number(note), titles: noted.titles, to: { case: noted.id } };
  }
  const found = await findCheck(world, { slug }, lang);
  if (found === undefined || found.check.source !== null) return undefined;
  const titles = Object.fromEntries(Object.entries(found.card.texts).map(([of, { claim }]) => [of, claim]));
  return { slug, note: 0, titles, to: { check: found.check.id } };
};

const proposeForm = async (
  door: Door,
  asked: Asked,
  lang: UiLang,
  typed: PageOf<'rate-propose'>['typed'] = { kind: '', says: '', url: '' },
  refused: PageOf<'rate-propose'>['refused'] = null,
): Promise<Response> => {
  if ((await raterOf(door, asked)) === undefined) return seeOther(ratePath(lang));
  const found = await aboutOf(door, asked, lang);
  if (found === undefined) return door.problem(asked, { code: 'not-found' });
  const { to: _to, ...about } = found;
  return door.page(
    lang,
    rateProposePath(lang, about).slice(lang.length + 1),
    { page: 'rate-propose', about, typed, refused },
    { status: refused === null ? 200 : statusOf('invalid-input'), headers: ownPageHeaders },
  );
};

const propose = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const given = await publicForm(door, asked, ['kind', 'says', 'url']);
  if (given instanceof Response) return given;
  const { world } = door.options;
  const here = await raterOf(door, asked);
  if (here === undefined) return seeOther(ratePath(lang));
  const about = await aboutOf(door, asked, lang);
  if (about === undefined) return door.problem(asked, { code: 'not-found' });
  const proposed = await proposeAsRater(world, here, { ...given, to: about.to, lang });
  if (proposed.ok) return seeOther(`${ratePath(lang)}?done=proposed`);
  const { code, field = null } = proposed.error;
  if (code === 'not-found') return door.problem(asked, { code });
  const { kind = '', says = '', url = '' } = given;
  return proposeForm(door, asked, lang, { kind, says, url }, { code, field });
};

const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...privately, location } });

/** On to a page, with a session or without one from here on. */
const goTo = (door: Door, location: string, session: string): Response =>
  new Response(null, {
    status: 303,
    headers: { ...privately, location, 'set-cookie': raterCookie(door.options.organisation.origin, session) },
  });
