// The public log for people: the journal in each language, and its feed (Atom, RFC 4287).
import { generateAtomFeed } from 'feedsmith';
import type { Hono } from 'hono';
import { addDays, dayOf } from '../../base/clock.ts';
import type { UiLang } from '../../base/lang.ts';
import { textIn } from '../../core/check.ts';
import { isLeafKind } from '../../core/leaf.ts';
import { proveLeaf, type ReadLine, readLog } from '../../desk/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { preferredLang } from '../languages.ts';
import { translate } from '../locale.ts';
import { leafPagePath, leafPath, logFeedPath, logPath } from '../pages/addresses.ts';
import { ledTo, saysOf } from '../pages/log-says.ts';
import { viewOf } from '../pages/view.ts';
import { drawnPage, publicPage } from '../public-page.ts';
import { leafNumber } from './log-files.ts';
import { xmlText } from './xml-text.ts';

const perPage = 30;

export const logRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(logPath(lang), (asked) => journal(door, asked, lang));
  app.get(`${logPath(lang)}/leaf/:number`, (asked) => leaf(door, asked, lang));
  app.get(logFeedPath(lang), (asked) =>
    publicPage(door, asked, logFeedPath(lang), async () =>
      drawnPage(await feed(door, lang), { type: 'application/atom+xml; charset=utf-8', lang, keep: false }),
    ),
  );
};

/** `/log` leads to the journal, and `/log/leaf/N` to the page of a leaf, in the language the browser prefers. */
export const logRootRoute = (app: Hono<WebEnv>, door: Door): void => {
  const led = (asked: Asked, to: (lang: UiLang) => string): Response =>
    new Response(null, {
      status: 302,
      headers: {
        location: to(preferredLang(asked.req.header('accept-language'), door.options.organisation.languages)),
        vary: 'Accept-Language',
        'cache-control': 'private, max-age=0',
      },
    });
  app.get('/log', (asked) => led(asked, logPath));
  app.get('/log/leaf/:number', (asked) => {
    const number = leafNumber(asked.req.param('number'));
    return number === undefined
      ? door.problem(asked, { code: 'not-found' })
      : led(asked, (lang) => leafPagePath(lang, number));
  });
};

/** Drawn anew each time, like the journal: what it says of the rows is of now. */
const leaf = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const number = leafNumber(asked.req.param('number') ?? '');
  const proven = number === undefined ? undefined : await proveLeaf(door.options.world, number);
  if (proven?.ok !== true || number === undefined)
    return door.problem(asked, {
      code: proven?.ok === false && proven.error.code === 'log-damaged' ? 'log-away' : 'not-found',
    });
  const { file: _taken, ...proof } = proven.value;
  const path = leafPagePath(lang, number);
  return publicPage(door, asked, path, async () =>
    drawnPage(door.draw(lang, path.slice(lang.length + 1), { page: 'leaf', proof }), { lang, keep: false }),
  );
};

/** Drawn anew each time: it grows by itself, and few read it. A kind that is none shows no leaves rather than all of them. */
const journal = (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const given = new URL(asked.req.url).searchParams;
  const kind = given.get('kind') ?? '';
  const below = given.get('below') ?? '';
  const page = { kind: isLeafKind(kind) ? kind : null, below: /^\d{1,15}$/.test(below) ? Number(below) : null };
  const noSuchKind = kind !== '' && page.kind === null;
  const path = logPath(lang, page);
  return publicPage(door, asked, noSuchKind ? `${path}#${kind.slice(0, 40)}` : path, async () => {
    const read = await readLog(door.options.world, { ...page, limit: perPage });
    const shown = noSuchKind ? { ...read, lines: [], older: null, noSuchKind } : read;
    return drawnPage(door.draw(lang, path.slice(lang.length + 1), { page: 'log', ...shown }), { lang, keep: false });
  });
};

const feed = async (door: Door, lang: UiLang): Promise<string> => {
  const { organisation, world } = door.options;
  const { origin, name, licence } = organisation;
  const t = translate(lang);
  const { lines } = await readLog(world, { below: null, kind: null, limit: perPage });
  const view = viewOf({
    lang,
    organisation,
    path: '/log',
    assets: {},
    labels: world.labels.current(),
    today: dayOf(world.now()),
  });
  const titleOf = ({ kind, page }: ReadLine): string =>
    [
      t(`log.kind.${kind}`),
      ...(page === null || Object.keys(page.titles).length === 0 ? [] : [textIn(page.titles, lang).text]),
    ].join(': ');
  const at = toldAt(lines);
  const newest = lines[0] && at.get(lines[0].number);
  // The thing itself where there is a page of it, and always the leaf.
  const linksOf = (line: ReadLine) => {
    const leaf = `${origin}${leafPagePath(lang, line.number)}`;
    const page = line.page === null ? leaf : `${origin}${ledTo(view, line.page)}`;
    const html = { type: 'text/html', hreflang: lang };
    return [{ href: page, rel: 'alternate', ...html }, ...(page === leaf ? [] : [{ href: leaf, rel: 'via', ...html }])];
  };
  return generateAtomFeed({
    id: `${origin}${logFeedPath(lang)}`,
    title: { value: xmlText(t('log.feed-title', { organisation: name })) },
    updated: newest ?? world.now(),
    rights: { value: xmlText(licence) },
    authors: [{ name: xmlText(name), uri: origin }],
    links: [
      { href: `${origin}${logFeedPath(lang)}`, rel: 'self', type: 'application/atom+xml' },
      { href: `${origin}${logPath(lang)}`, rel: 'alternate', type: 'text/html', hreflang: lang },
    ],
    entries: lines.map((line) => ({
      id: `${origin}${leafPath(lang, line.number)}`,
      title: { value: xmlText(titleOf(line)) },
      updated: at.get(line.number) ?? world.now(),
      links: linksOf(line),
      summary: {
        value: xmlText([...(line.row === 'differs' ? [t('leaf.row-differs')] : []), ...saysOf(view, line)].join(' ')),
      },
    })),
  });
};

/**
 * When each was told, as far as the log knows it. The day on a leaf is the day of what it tells: a day is counted when it is over, and
 * what is older than the log was told later. No leaf was told before one of a lower number.
 */
const toldAt = (lines: readonly ReadLine[]): ReadonlyMap<number, Date> => {
  const at = new Map<number, Date>();
  let latest = 0;
  for (const { number, kind, on } of lines.toReversed()) {
    const day = kind === 'day-counted' ? addDays(on, 1) : on;
    latest = Math.max(latest, Date.parse(`${day}T00:00:00Z`));
    at.set(number, new Date(latest));
  }
  return at;
};
