// Which pages are ours to be found: our own checks in each language, never other publishers' (sitemaps.org protocol 0.9).
import type { Hono } from 'hono';
import { isUiLang, type UiLang } from '../../base/lang.ts';
import { statementPages } from '../../core/organisation.ts';
import type { Door, WebEnv } from '../door.ts';
import {
  checkPath,
  explainerPath,
  explainersPath,
  frontPath,
  listPath,
  logPath,
  notePath,
  notesPath,
  ratePath,
  requestsPath,
  standingMethodPath,
  statementPath,
  topicsPath,
  verdictsPath,
} from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

/** The protocol allows 50,000 addresses in a file; half of that also keeps each file small with its alternates. */
export const addressesPerFile = 25_000;
const mostPages = 500_000;
const mostBeside = 10_000;

type Place = {
  readonly path: (lang: UiLang) => string;
  readonly langs: readonly UiLang[];
  readonly changed: Date | null;
};

export const sitemapRoutes = (app: Hono<WebEnv>, door: Door): void => {
  const xml = { type: 'application/xml; charset=utf-8' };
  app.get('/sitemap.xml', (asked) =>
    publicPage(door, asked, '/sitemap.xml', async () => drawnPage(await whole(door), xml)),
  );
  app.get('/:file{sitemap-[1-9][0-9]{0,3}\\.xml}', (asked) => {
    const file = asked.req.param('file');
    return publicPage(door, asked, `/${file}`, async () => {
      const addresses = await allAddresses(door);
      const from = (Number(/\d+/.exec(file)?.[0]) - 1) * addressesPerFile;
      const some = addresses.slice(from, from + addressesPerFile);
      return some.length === 0 ? undefined : drawnPage(urlset(some), xml);
    });
  });
};

const whole = async (door: Door): Promise<string> => {
  const addresses = await allAddresses(door);
  if (addresses.length <= addressesPerFile) return urlset(addresses);
  const files = Array.from(
    { length: Math.ceil(addresses.length / addressesPerFile) },
    (_, at) => `${door.options.organisation.origin}/sitemap-${at + 1}.xml`,
  );
  return `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${files.map((f) => `<sitemap><loc>${escaped(f)}</loc></sitemap>`).join('')}</sitemapindex>\n`;
};

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

const urlset = (addresses: readonly string[]): string =>
  `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${addresses.join('')}</urlset>\n`;

const allAddresses = async (door: Door): Promise<readonly string[]> => {
  const { origin, languages } = door.options.organisation;
  const fixed = [
    frontPath,
    listPath,
    topicsPath,
    notesPath,
    explainersPath,
    verdictsPath,
    logPath,
    ratePath,
    standingMethodPath,
    requestsPath,
    ...statementPages.map((page) => (lang: UiLang) => statementPath(lang, page)),
  ];
  const { reads, explainers, decisions } = door.options.world;
  const [pages, background, notes] = await Promise.all([
    reads.ownPages(mostPages),
    explainers.list(mostBeside),
    decisions.notes(mostBeside),
  ]);
  const ours = (langs: readonly string[]) => langs.filter(isUiLang).filter((l) => languages.includes(l));
  const places: readonly Place[] = [
    ...fixed.map((path) => ({ path, langs: languages, changed: null })),
    ...pages.map(({ slug, langs, changed }) => ({
      path: (lang: UiLang) => checkPath(lang, slug),
      langs: ours(langs),
      changed,
    })),
    ...notes.map(({ caseNumber, claim, changed }) => ({
      path: (lang: UiLang) => notePath(lang, caseNumber),
      langs: ours(Object.keys(claim)),
      changed,
    })),
    ...background.map(({ slug, texts, changed }) => ({
      path: (lang: UiLang) => explainerPath(lang, slug),
      langs: ours(Object.keys(texts)),
      changed,
    })),
  ];
  return places.flatMap((place) => place.langs.map((lang) => address(origin, place, lang)));
};

const address = (origin: string, { path, langs, changed }: Place, lang: UiLang): string => {
  const alternates =
    langs.length < 2
      ? []
      : langs.map((l) => `<xhtml:link rel="alternate" hreflang="${l}" href="${escaped(origin + path(l))}"/>`);
  const when = changed === null ? '' : `<lastmod>${changed.toISOString().slice(0, 10)}</lastmod>`;
  return `<url><loc>${escaped(origin + path(lang))}</loc>${when}${alternates.join('')}</url>`;
};

const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
