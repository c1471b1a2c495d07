// The head and the foot every page shares.
import type { UiLang } from '../../base/lang.ts';
import { statementPages } from '../../core/organisation.ts';
import {
  explainersPath,
  feedPath,
  frontPath,
  inLanguage,
  listPath,
  logPath,
  notesPath,
  ratePath,
  requestsPath,
  statementPath,
  topicsPath,
  yourDataPath,
} from './addresses.ts';
import type { Page } from './model.ts';
import { templatesPath } from './templates-page.tsx';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: Page };

export const SiteHeader = ({ view, page }: Props) => {
  const { t, lang, shell } = view;
  const here = (path: string) => (inLanguage(lang, shell.path) === path ? 'page' : undefined);
  return (
    <>
      <a class="skip" href="#main">
        {t('nav.skip')}
      </a>
      {shell.organisation.demo && (
        <aside class="demo" aria-label={t('demo.title')}>
          <strong>{t('demo.title')}</strong> {t('demo.text')}
        </aside>
      )}
      <header class="site-header">
        <a class="brand" href={frontPath(lang)}>
          <Mark />
          <span>{shell.organisation.name}</span>
        </a>
        <nav class="site-nav" aria-label={t('nav.main')}>
          <a href={listPath(lang)} aria-current={here(listPath(lang))}>
            {t('nav.checks')}
          </a>
          <a href={topicsPath(lang)} aria-current={here(topicsPath(lang))}>
            {t('nav.topics')}
          </a>
          <a href={statementPath(lang, 'method')} aria-current={here(statementPath(lang, 'method'))}>
            {t('nav.method')}
          </a>
        </nav>
        {shell.organisation.languages
          .filter((l) => l !== lang)
          .map((l) => (
            <a key={l} class="language" href={switchTo(view, page, l)} hreflang={l} lang={l} rel="nofollow">
              {languageNames[l]}
            </a>
          ))}
      </header>
    </>
  );
};

const languageNames: Readonly<Record<UiLang, string>> = { vi: 'Tiếng Việt', en: 'English' };

/** The same page in the other language; the front page where this one exists only as the reply to a form or a problem. */
const switchTo = (view: View, page: Page, lang: UiLang): string => {
  const { path } = view.shell;
  if (page.page === 'answer' && page.message !== null)
    return page.sharePath === null ? frontPath(lang) : page.sharePath.replace(`/${view.lang}/`, `/${lang}/`);
  if (page.page === 'front') return frontPath(lang);
  if (page.page === 'offline') return `/offline/${lang}`;
  if (page.page.startsWith('operator')) return `${path}?lang=${lang}`;
  const stays = page.page.startsWith('desk-') || page.page.startsWith('asked-') || inBoth.includes(page.page);
  return stays ? inLanguage(lang, path) : frontPath(lang);
};

/** Public pages that stand at the same path in each language. */
const inBoth: readonly Page['page'][] = [
  ...(['answer', 'ticket', 'check', 'kind-reply', 'templates', 'list', 'topics', 'statement', 'team-log'] as const),
  ...(['log', 'leaf', 'requests', 'declined', 'explainers', 'explainer', 'verdicts', 'notes', 'note'] as const),
  ...(['rate', 'rate-check', 'rate-method'] as const),
];

/** Something hidden comes to light: a disc rising over a line. */
const Mark = () => (
  <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect class="brand-ground" width="32" height="32" rx="9" />
    <path class="brand-light" d="M8 21a8 8 0 0 1 16 0z" />
    <path class="brand-line" d="M6 24.500h20M16 6.500v3M8 10l1.800 2M24 10l-1.800 2" />
  </svg>
);

export const SiteFooter = ({ view }: { readonly view: View }) => {
  const { t, lang, shell } = view;
  return (
    <footer class="site-footer">
      <nav aria-label={t('nav.about')}>
        <ul>
          {statementPages.map((page) => (
            <li key={page}>
              <a href={statementPath(lang, page)}>{t(`statement.${page}`)}</a>
            </li>
          ))}
          <li>
            <a href={notesPath(lang)}>{t('notes.title')}</a>
          </li>
          <li>
            <a href={logPath(lang)}>{t('log.title')}</a>
          </li>
          <li>
            <a href={ratePath(lang)}>{t('rate.title')}</a>
          </li>
          <li>
            <a href={requestsPath(lang)}>{t('requests.title')}</a>
          </li>
          <li>
            <a href={explainersPath(lang)}>{t('explainers.title')}</a>
          </li>
          <li>
            <a href={yourDataPath(lang)}>{t('data.title')}</a>
          </li>
          <li>
            <a href={templatesPath(lang)}>{t('templates.title')}</a>
          </li>
          <li>
            <a href={feedPath(lang)}>{t('nav.feed')}</a>
          </li>
          <li>
            <a href="/api">{t('nav.api')}</a>
          </li>
        </ul>
      </nav>
      <p>{t('footer.licence', { organisation: shell.organisation.name, licence: shell.organisation.licence })}</p>
      <p>{t('footer.software')}</p>
    </footer>
  );
};
