// Check pages, the list, topics: what anybody may read.
import type { Hono } from 'hono';
import { dayOf } from '../../base/clock.ts';
import type { UiLang } from '../../base/lang.ts';
import { isOverdue } from '../../core/check.ts';
import { bandOf } from '../../core/rating.ts';
import { type CheckFilter, proveCheck } from '../../desk/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { explainersFor } from '../found-explainers.ts';
import { findCheck, type ShownCheck } from '../from-memory.ts';
import { answeredOf, appealKinds, hasEach, leafProofs } from '../leaf-proofs.ts';
import { cardsBeside, listChecks, relatedTo } from '../listing.ts';
import { checkPath, inLanguage } from '../pages/addresses.ts';
import type { PageOf } from '../pages/page-of.ts';
import { isStoreAway } from '../problem.ts';
import { askedAfter, drawnPage, publicPage } from '../public-page.ts';
import { listSearch, readListQuery } from './list-query.ts';

const perPage = 20;

export const checkRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}/checks`, (asked) => list(door, asked, lang, '/checks', null));
  app.get(`/${lang}/checks/:slug`, (asked) => check(door, asked, lang, asked.req.param('slug')));
  app.get(`/${lang}/topics`, (asked) => topics(door, asked, lang));
  app.get(`/${lang}/topics/:topic`, (asked) => {
    const topic = asked.req.param('topic');
    return /^[a-z0-9-]{1,60}$/.test(topic)
      ? list(door, asked, lang, `/topics/${topic}`, topic)
      : door.problem(asked, { code: 'not-found' });
  });
};

const check = (door: Door, asked: Asked, lang: UiLang, slug: string): Promise<Response> => {
  const { world } = door.options;
  return publicPage(door, asked, checkPath(lang, slug), async () => {
    const found = await findCheck(world, { slug }, lang);
    if (found === undefined) return undefined;
    const named = await cardsBeside(world, found.check);
    const related = named.length > 0 ? named : await relatedTo(world, found.card, lang);
    const overdue = isOverdue(found.card, dayOf(world.now()));
    const asks = await askedOf(world, found);
    const page = door.draw(lang, `/checks/${found.check.slug}`, {
      page: 'check',
      check: found.check,
      card: found.card,
      overdue,
      related,
      ...asks,
    });
    return drawnPage(page, {
      lang,
      keep: !found.fromMemory && asks.proof !== 'away' && hasEach(asks.proofs, besideIt(asks)),
      caching: askedAfter,
    });
  });
};

/** Background to a check; of one of ours, what readers asked (to look again, to be told), and its place in the log. */
const askedOf = async (
  world: Pick<
    Door['options']['world'],
    'appeals' | 'contacts' | 'explainers' | 'log' | 'proposals' | 'reads' | 'soFars' | 'standingAnswers' | 'standings'
  >,
  { check, fromMemory }: ShownCheck,
): Promise<
  Pick<
    PageOf<'check'>,
    | ('appeals' | 'reached' | 'origin' | 'explainers' | 'proof' | 'proofs')
    | ('standing' | 'uncounted' | 'soFar' | 'answers' | 'added')
  >
> => {
  if (fromMemory) return {};
  const explainers = await world.explainers.ofCheck(check.id);
  if (check.source !== null) return { explainers };
  const [appeals, reached, origin, proven, standing, uncounted, answers, added] = await Promise.all([
    world.appeals.against({ kind: 'check', id: check.id }),
    world.contacts.reached(check.id),
    world.reads.origin(check.id),
    proveCheck(world, check.id),
    world.standings.of(check.id),
    world.standings.waiting(check.id),
    world.standingAnswers.of(check.id),
    world.proposals.accepted(check.id),
  ]);
  const proof = proven.ok ? proven.value : proven.error.code === 'not-found' ? 'none' : 'away';
  const soFar = world.soFars.of(check.id) ?? null;
  const subjects = [...appeals, ...answers, ...added].map(({ id }) => id);
  const proofs = await leafProofs(world, besideKinds, subjects);
  const stands = { standing, uncounted: bandOf(uncounted), soFar, answers, added };
  return { appeals, reached, origin, explainers, proof, proofs, ...stands };
};

const besideKinds = [...appealKinds, ...(['standing-answered', 'proposal-accepted'] as const)];

/** What stands beside a check and has a leaf of its own. */
const besideIt = ({
  appeals = [],
  answers = [],
  added = [],
}: Pick<PageOf<'check'>, 'appeals' | 'answers' | 'added'>) => [
  ...answeredOf(appeals),
  ...answers.map(({ id }) => `standing-answer:${id}`),
  ...added.map(({ id }) => `proposal:${id}`),
];

/** A list of checks: all of them or one topic's. Only lists that nobody typed a search into are kept in memory. */
const list = async (door: Door, asked: Asked, lang: UiLang, path: string, topic: string | null): Promise<Response> => {
  const { world } = door.options;
  const read = readListQuery(new URL(asked.req.url).searchParams);
  const filter: CheckFilter = topic === null ? read.filter : { ...read.filter, topic };
  const search = listSearch(read);
  const draw = async () => {
    const listing = await listChecks(world, read.q, filter, { after: read.after, limit: perPage });
    const next = listing.next === null ? null : inLanguage(lang, path) + listSearch({ ...read, after: listing.next });
    const body = door.draw(lang, path + search, {
      page: 'list',
      query: read.q,
      filter,
      cards: listing.cards,
      total: listing.total,
      nextPath: next,
      topics: await allTopics(door),
      background: read.q === '' ? [] : await explainersFor(world, read.q),
    });
    return { listing, body };
  };
  if (read.q === '')
    return publicPage(door, asked, inLanguage(lang, path) + search, async () => {
      const { listing, body } = await draw();
      return drawnPage(body, { lang, keep: !listing.fromMemory });
    });
  const { body } = await draw();
  return new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': lang,
      'cache-control': 'private, max-age=60',
    },
  });
};

const topics = (door: Door, asked: Asked, lang: UiLang): Promise<Response> =>
  publicPage(door, asked, `/${lang}/topics`, async () => {
    const all = await topicsOrMemory(door);
    return drawnPage(door.draw(lang, '/topics', { page: 'topics', topics: all.topics }), {
      lang,
      keep: !all.fromMemory,
    });
  });

type Topics = readonly { readonly topic: string; readonly checks: number }[];

const allTopics = async (door: Door): Promise<Topics> => (await topicsOrMemory(door)).topics;

/** All topics, or while the database is away those of the checks in memory. */
const topicsOrMemory = async (door: Door): Promise<{ readonly topics: Topics; readonly fromMemory: boolean }> => {
  const { world } = door.options;
  try {
    return { topics: await world.reads.topics(), fromMemory: false };
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    const counts = new Map<string, number>();
    for (const card of world.cards.remembered())
      for (const topic of card.topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    return {
      topics: [...counts].map(([topic, checks]) => ({ topic, checks })).sort((a, b) => b.checks - a.checks),
      fromMemory: true,
    };
  }
};
