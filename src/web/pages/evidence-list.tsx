// Evidence with what it shows, whose interest stands behind it, its dates, its language, and a copy that will last.
import { textIn } from '../../core/check.ts';
import type { Evidence, FruitlessSearch, Stance } from '../../core/evidence.ts';
import { safeUrl } from './addresses.ts';
import type { View } from './view.ts';

export const EvidenceList = ({ view, evidence }: { readonly view: View; readonly evidence: readonly Evidence[] }) =>
  evidence.length === 0 ? null : (
    <>
      <h3>{view.t('evidence.title')}</h3>
      <ol class="evidence">
        {evidence.map((one, i) => (
          <li key={`${i} ${one.title}`} class={`stance-${one.stance}`}>
            <Item view={view} one={one} />
          </li>
        ))}
      </ol>
    </>
  );

const Item = ({ view, one }: { readonly view: View; readonly one: Evidence }) => {
  const { t } = view;
  const url = safeUrl(one.url);
  const archived = safeUrl(one.archivedUrl);
  const shows = Object.keys(one.shows).length === 0 ? null : textIn(one.shows, view.lang);
  return (
    <>
      <p class="stance">
        <StanceShape stance={one.stance} />
        {t(`stance.${one.stance}`)}
        <span class={`tag tag-${one.interest}`}>{t(`interest.${one.interest}`)}</span>
      </p>
      <p class="evidence-title">
        {url ? (
          <a href={url} rel="noopener" lang={one.lang ?? undefined}>
            {one.title}
          </a>
        ) : (
          <span lang={one.lang ?? undefined}>{one.title}</span>
        )}
      </p>
      {shows && <InItsLanguage view={view} said={shows} />}
      <p class="meta">
        <span>{one.publisher}</span>
        {one.publishedOn && <span>{t('evidence.published', { day: view.day(one.publishedOn) })}</span>}
        {one.accessedOn && <span>{t('evidence.accessed', { day: view.day(one.accessedOn) })}</span>}
        {one.lang && one.lang !== view.lang && <span>{view.language(one.lang)}</span>}
        {one.locator && <span>{one.locator}</span>}
        {archived && (
          <a href={archived} rel="noopener">
            {t('evidence.archived')}
          </a>
        )}
        {one.url === null && <span>{t('evidence.no-address')}</span>}
      </p>
    </>
  );
};

/** What is not said in the language of the page is shown in the one there is, and says which. */
const InItsLanguage = ({ view, said: { lang, text } }: { readonly view: View; readonly said: Said }) =>
  lang === view.lang ? (
    <p>{text}</p>
  ) : (
    <p>
      <span class="tag">{view.t('evidence.in-language', { language: view.language(lang) })}</span>{' '}
      <span lang={lang}>{text}</span>
    </p>
  );

type Said = { readonly lang: string; readonly text: string };

/** Plus, minus and a dot: the word stands beside it. */
const StanceShape = ({ stance }: { readonly stance: Stance }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {stance === 'context' ? (
      <circle cx="12" cy="12" r="4" />
    ) : (
      <path d={stance === 'supports' ? 'M12 5v14M5 12h14' : 'M5 12h14'} />
    )}
  </svg>
);

export const Searches = ({ view, searches }: { readonly view: View; readonly searches: readonly FruitlessSearch[] }) =>
  searches.length === 0 ? null : (
    <>
      <h3>{view.t('searches.title')}</h3>
      <p>{view.t('searches.lead')}</p>
      <ul class="searches">
        {searches.map((search) => {
          const found = Object.keys(search.found).length === 0 ? null : textIn(search.found, view.lang);
          return (
            <li key={`${search.where} ${search.query}`}>
              <p>
                <strong>{search.where}</strong>: <q>{search.query}</q>
              </p>
              {found && <InItsLanguage view={view} said={found} />}
              <p class="meta">
                <time dateTime={search.on}>{view.day(search.on)}</time>
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
