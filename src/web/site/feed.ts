// New and changed checks of our own, and what stands beside them, as an Atom feed (RFC 4287).
import { generateAtomFeed } from 'feedsmith';
import type { Hono } from 'hono';
import type { Day } from '../../base/clock.ts';
import type { UiLang } from '../../base/lang.ts';
import { type CheckCard, textIn } from '../../core/check.ts';
import type { VerdictLabels } from '../../core/verdict-labels.ts';
import type { Door, WebEnv } from '../door.ts';
import { translate } from '../locale.ts';
import { checkPath, explainerPath, feedPath, frontPath, notePath } from '../pages/addresses.ts';
import { hiddenWords } from '../pages/hidden-parts.ts';
import { labelOf } from '../pages/verdict-words.ts';
import { drawnPage, publicPage } from '../public-page.ts';
import { xmlText } from './xml-text.ts';

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
  const told = (await Promise.all([checksIn(door, lang), explainersIn(door, lang), notesIn(door, lang)]))
    .flat()
    .sort((a, b) => b.updated.getTime() - a.updated.getTime())
    .slice(0, entries);
  return generateAtomFeed({
    id: `${origin}${feedPath(lang)}`,
    title: { value: xmlText(t('feed.title', { organisation: name })) },
    updated: told[0]?.updated ?? world.now(),
    rights: { value: xmlText(licence) },
    authors: [{ name: xmlText(name), uri: origin }],
    links: [
      { href: `${origin}${feedPath(lang)}`, rel: 'self', type: 'application/atom+xml' },
      { href: `${origin}${frontPath(lang)}`, rel: 'alternate', type: 'text/html', hreflang: lang },
    ],
    entries: told.map(({ path, title, updated, publishedOn, summary, topics }) => ({
      id: origin + path,
      title: { value: xmlText(hiddenWords(lang, title)) },
      updated,
      ...(publishedOn === null ? {} : { published: new Date(`${publishedOn}T00:00:00Z`) }),
      links: [{ href: origin + path, rel: 'alternate', type: 'text/html', hreflang: lang }],
      summary: { value: xmlText(hiddenWords(lang, summary)) },
      categories: topics.map((term) => ({ term: xmlText(term) })),
    })),
  });
};

type Entry = {
  readonly path: string;
  readonly title: string;
  readonly updated: Date;
  readonly publishedOn: Day | null;
  readonly summary: string;
  readonly topics: readonly string[];
};

const checksIn = async ({ options: { world } }: Door, lang: UiLang): Promise<readonly Entry[]> =>
  (await world.reads.ownPages(entries * 4)).flatMap(({ card, changed, slug }) => {
    const text = card.texts[lang];
    if (text === undefined) return [];
    return [
      {
        path: checkPath(lang, slug),
        title: text.title || text.claim,
        updated: changed,
        publishedOn: card.publishedOn,
        summary: `${verdictOf(card, lang, world.labels.current())}${text.short}`,
        topics: card.topics,
      },
    ];
  });

/** What is known so far, and once it was checked, that it was: whoever read the note hears of it. */
const notesIn = async ({ options: { world } }: Door, lang: UiLang): Promise<readonly Entry[]> => {
  const t = translate(lang);
  return (await world.decisions.notes(entries)).flatMap(({ claim, known, caseNumber, changed, on, check }) =>
    claim[lang] === undefined
      ? []
      : [
          {
            path: notePath(lang, caseNumber),
            title: `${t('note.kind')}: ${claim[lang]}`,
            updated: changed,
            publishedOn: on,
            summary: check === null ? (known[lang] ?? '') : `${t('note.checked')} ${textIn(check.titles, lang).text}`,
            topics: [],
          },
        ],
  );
};

const explainersIn = async ({ options: { world } }: Door, lang: UiLang): Promise<readonly Entry[]> =>
  (await world.explainers.list(entries)).flatMap(({ slug, texts, changed, publishedOn, topics }) => {
    const text = texts[lang];
    const told = { path: explainerPath(lang, slug), updated: changed, publishedOn, topics };
    return text === undefined ? [] : [{ ...told, title: text.title, summary: text.short }];
  });

const verdictOf = (card: CheckCard, lang: UiLang, labels: VerdictLabels): string =>
  card.verdict === null ? '' : `${labelOf(labels, lang, card.verdict)}. `;
