// What the head of each page says: title, description, who may index it, where it really stands.
import { isUiLang, type UiLang, uiLangs } from '../../base/lang.ts';
import { type CheckCard, cardOf, textIn } from '../../core/check.ts';
import { deskTitle } from '../desk/pages/desk-titles.ts';
import { checkPath, explainerPath, inLanguage, listPath, safeUrl } from './addresses.ts';
import { type AskedPage, askedTitles } from './asked-model.ts';
import { isFiltered } from './list-filter.tsx';
import type { Page } from './model.ts';
import type { PageOf } from './page-of.ts';
import { problemText } from './problem-page.tsx';
import { rateTitles } from './rate-model.ts';
import { topicWord } from './topic-words.ts';
import { shortBelow, wordOf } from './verdict-words.ts';
import type { View } from './view.ts';

export type Meta = {
  readonly title: string;
  readonly description: string;
  readonly index: boolean;
  /** Absolute; null where a page has no address of its own to point to. */
  readonly canonical: string | null;
  /** The same page in other languages; empty for pages only one person should see. */
  readonly languages: readonly UiLang[];
  /** false: no address of this page may travel to another site, not even in a Referer. */
  readonly referrer: boolean;
};

/** The head of a page. Private pages (answers, tickets, the operator's) are never indexed and have no canonical address. */
export const metaOf = (view: View, page: Page): Meta => {
  const { t, shell } = view;
  const hidden = (title: string, more: Partial<Meta> = {}): Meta => ({
    title,
    description: t('meta.description'),
    index: false,
    canonical: null,
    languages: [],
    referrer: true,
    ...more,
  });
  const open = (title: string, description: string, more: Partial<Meta> = {}): Meta => ({
    title,
    description,
    index: true,
    referrer: true,
    canonical: shell.organisation.origin + inLanguage(view.lang, shell.path),
    languages: shell.organisation.languages,
    ...more,
  });
  switch (page.page) {
    case 'front':
      return page.problem === null ? open(t('front.title'), t('meta.description')) : hidden(t('front.title'));
    case 'check':
      return checkMeta(view, page, open);
    case 'list':
      return page.filter.topic !== null && shell.path.startsWith('/topics/')
        ? open(topicWord(view, page.filter.topic), t('list.lead'))
        : open(t('list.title'), t('list.lead'), {
            index: !isFiltered(page),
            canonical: shell.organisation.origin + listPath(view.lang),
          });
    case 'topics':
      return open(t('topics.title'), t('topics.lead'));
    case 'statement':
      return open(t(`statement.${page.statement}`), t('meta.description'));
    case 'answer':
      return answerMeta(view, page, hidden);
    case 'ticket':
      return hidden(t('ticket.eyebrow'), { referrer: false });
    case 'feedback':
      return hidden(t('feedback.thanks'), { referrer: false });
    case 'asked-appeal':
    case 'asked-followed':
    case 'asked-subscribe':
    case 'asked-subscription':
    case 'asked-confirm':
    case 'asked-your-data':
    case 'asked-request':
    case 'asked-reply':
      return askedMeta(view, page, hidden, open);
    case 'rate':
      return page.here === null && page.refused === null && page.done === null
        ? open(t('rate.title'), t('rate.lead'))
        : hidden(t('rate.title'), { referrer: false });
    case 'rate-open':
    case 'rate-propose':
    case 'rate-check':
      return hidden(t(rateTitles[page.page]), { referrer: false });
    case 'rate-method':
      return open(t(rateTitles[page.page]), t('rate.method.lead'));
    case 'explainers':
      return open(t('explainers.title'), t('explainers.lead'));
    case 'notes':
      return open(t('notes.title'), t('notes.lead'));
    case 'note':
      return noteMeta(view, page, open);
    case 'log':
      return open(t('log.title'), t('log.lead'));
    case 'leaf':
      return open(t('leaf.title', { number: page.proof.leaf }), t('log.lead'));
    case 'verdicts':
      return open(t('labels.title'), t('labels.lead'));
    case 'explainer':
      return explainerMeta(view, page, open);
    case 'declined':
      return open(t('declined.title'), t('declined.lead'));
    case 'requests':
      return open(t('requests.title'), t('requests.lead'));
    case 'offline':
      return hidden(t('offline.title'));
    case 'templates':
      return open(t('templates.title'), t('templates.lead'));
    case 'kind-reply':
      return hidden(t('kind.title'));
    case 'problem':
      return hidden(problemText(view, page.code, 'title'));
    case 'operator':
      return hidden(t('operator.title'), { referrer: false });
    case 'operator-wordings':
      return hidden(t('wordings.title'), { referrer: false });
    case 'operator-run':
      return hidden(page.run.name, { referrer: false });
    case 'team-log':
      return open(t('team-log.title'), t('team-log.lead'));
    case 'api':
      return open(t('api.title'), t('api.lead'), { canonical: `${shell.organisation.origin}/api`, languages: [] });
    default:
      return hidden(deskTitle(view, page), { referrer: false });
  }
};

type Maker<Args extends readonly unknown[]> = (...args: Args) => Meta;

/** Claim before verdict: beside a headline that carries the finding, a bare verdict would read as its opposite. */
const toldInBrief = (word: string, text: { readonly claim: string; readonly short: string }): string =>
  `“${text.claim}” ${word}. ${shortBelow(word, text.short)}`.trim();

/** Another publisher's check stands with them: not indexed here, and its canonical address is theirs. */
const checkMeta = (view: View, page: PageOf<'check'>, open: Maker<[string, string, Partial<Meta>?]>): Meta => {
  const { check } = page;
  const { lang, text } = textIn(check.texts, view.lang);
  const description = toldInBrief(wordOf(view, cardOf(check)), text);
  const title = text.title || text.claim;
  if (check.source !== null)
    return open(title, description, { index: false, canonical: safeUrl(check.originalUrl) ?? null, languages: [] });
  const path = checkPath(isUiLang(lang) ? lang : view.lang, check.slug);
  return open(title, description, {
    canonical: view.shell.organisation.origin + path,
    languages: uiLangs.filter((l) => view.shell.organisation.languages.includes(l) && check.texts[l] !== undefined),
  });
};

/** A note is indexed in the languages it is in; what it says is no verdict, and its title says so. */
const noteMeta = (view: View, { notes }: PageOf<'note'>, open: Maker<[string, string, Partial<Meta>?]>): Meta => {
  const [note] = notes;
  const { text } = textIn(note?.claim ?? { [view.lang]: '' }, view.lang);
  const { text: known } = textIn(note?.known ?? { [view.lang]: '' }, view.lang);
  return open(`${view.t('note.kind')}: ${text}`, known, {
    languages: uiLangs.filter((l) => view.shell.organisation.languages.includes(l) && note?.claim[l] !== undefined),
  });
};

/** A version stands at the address of its own language. */
const explainerMeta = (
  view: View,
  { explainer }: PageOf<'explainer'>,
  open: Maker<[string, string, Partial<Meta>?]>,
): Meta => {
  const { lang, text } = textIn(explainer.texts, view.lang);
  return open(text.title, text.short, {
    canonical: view.shell.organisation.origin + explainerPath(isUiLang(lang) ? lang : view.lang, explainer.slug),
    languages: uiLangs.filter((l) => view.shell.organisation.languages.includes(l) && explainer.texts[l] !== undefined),
  });
};

/** Forms are open to everybody; what came of one is for whoever has its address. */
const askedMeta = (
  { t }: View,
  page: AskedPage,
  hidden: Maker<[string, Partial<Meta>?]>,
  open: Maker<[string, string, Partial<Meta>?]>,
): Meta => {
  const title = t(askedTitles[page.page]);
  return page.page === 'asked-your-data' && page.refused === null
    ? open(title, t('data.lead'))
    : hidden(title, { referrer: false });
};

const answerMeta = (view: View, page: PageOf<'answer'>, hidden: Maker<[string, Partial<Meta>?]>): Meta => {
  const first: CheckCard | undefined = page.claims[0]?.answers[0]?.card;
  const told = page.outcome === 'known' && first ? textIn(first.texts, view.lang).text : null;
  return hidden(told?.title || view.t(`answer.${page.outcome}`), {
    description: told && first ? toldInBrief(wordOf(view, first), told) : view.t('meta.description'),
    referrer: page.message === null && page.ticketPath === null,
  });
};
