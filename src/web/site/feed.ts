// New and changed checks of our own as an Atom feed (RFC 4287).
import { generateAtomFeed } from 'feedsmith';
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import type { CheckCard } from '../../core/check.ts';
import type { Door, WebEnv } from '../door.ts';
import { translate } from '../locale.ts';
import { checkPath, feedPath, frontPath } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';

const entries = 50;

export const feedRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(feedPath(lang), (asked) =>
    publicPage(door, asked, feedPath(lang), async () =>
      drawnPage(await feed(door, lang), { type: 'application/atom+xml; charset=utf-8', lang }),
    ),
  );
};

const feed = async (door: Door, lang: UiLang): Promise<string> => {
  const { organisation, world } = door.options;
  const { origin, name, licence } = organisation;
  const t = translate(lang);
  const pages = (await world.reads.ownPages(entries * 4))
    .filter((p) => p.card.texts[lang] !== undefined)
    .slice(0, entries);
  return generateAtomFeed({
    id: `${origin}${feedPath(lang)}`,
    title: { value: xmlText(t('feed.title', { organisation: name })) },
    updated: pages[0]?.changed ?? world.now(),
    rights: { value: xmlText(licence) },
    authors: [{ name: xmlText(name), uri: origin }],
    links: [
      { href: `${origin}${feedPath(lang)}`, rel: 'self', type: 'application/atom+xml' },
      { href: `${origin}${frontPath(lang)}`, rel: 'alternate', type: 'text/html', hreflang: lang },
    ],
    entries: pages.flatMap(({ card, changed, slug }) => {
      const text = card.texts[lang];
      if (text === undefined) return [];
      const address = origin + checkPath(lang, slug);
      return [
        {
          id: address,
          title: { value: xmlText(text.title || text.claim) },
          updated: changed,
          ...(card.publishedOn === null ? {} : { published: new Date(`${card.publishedOn}T00:00:00Z`) }),
          links: [{ href: address, rel: 'alternate', type: 'text/html', hreflang: lang }],
          summary: { value: xmlText(`${verdictOf(card, lang)}${text.short}`) },
          categories: card.topics.map((term) => ({ term: xmlText(term) })),
        },
      ];
    }),
  });
};

const verdictOf = (card: CheckCard, lang: UiLang): string =>
  card.verdict === null ? '' : `${translate(lang)(`verdict.${card.verdict}`)}. `;

/** Without the characters XML 1.0 has no way to write (section 2.2), and without `]]>`, which would end a CDATA section. */
const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll(']]>', ']] >');
