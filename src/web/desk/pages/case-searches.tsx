// Searches that found nothing: what an "unproven" rests on.
import { textIn } from '../../../core/check.ts';
import { Area, type CaseProps, caseAction, Field, RefusedNote, refusedIn } from './case-form.tsx';
import { CaseStands } from './case-stands.tsx';

export const CaseSearches = (props: CaseProps & { readonly open: boolean }) => {
  const { view, page, open } = props;
  const { t } = view;
  const { searches } = page.gathered;
  // Once a check is public, nobody is asked for searches that it does not rest on.
  if (searches.length === 0 && page.published !== null) return open ? <SearchForm {...props} /> : null;
  return (
    <div class="case-sub">
      <h3 id="searches">{t('case.searches')}</h3>
      {searches.length === 0 ? (
        <p class="hint">{t('case.searches.none')}</p>
      ) : (
        <ul class="case-searches">
          {searches.map((search) => {
            const found = Object.keys(search.found).length === 0 ? null : textIn(search.found, view.lang);
            return (
              <li key={search.id}>
                <div>
                  <p>
                    <strong>{search.where}</strong>: <q>{search.query}</q>
                  </p>
                  {found && <p lang={found.lang === view.lang ? undefined : found.lang}>{found.text}</p>}
                  <p class="meta">
                    <time dateTime={search.on}>{view.day(search.on)}</time>
                  </p>
                </div>
                {search.stands && <CaseStands {...props} />}
                {open && !search.stands && (
                  <form method="post" action={caseAction(props, `searches/${search.id}/remove`)}>
                    <button class="button-link" type="submit" aria-label={t('case.remove.one', { what: search.query })}>
                      {t('case.remove')}
                    </button>
                  </form>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {open && <SearchForm {...props} />}
    </div>
  );
};

const SearchForm = (props: CaseProps) => {
  const { view, page } = props;
  const { t } = view;
  const refused = refusedIn(page, 'search');
  return (
    <details class="fold case-add" open={refused !== null}>
      <summary>{t('case.searches.add')}</summary>
      <form class="case-form" method="post" action={caseAction(props, 'searches')} data-keep="search">
        <RefusedNote view={view} refused={refused} />
        <Field
          id="search-where"
          name="where"
          label={t('case.searches.where')}
          hint={t('case.searches.where-hint')}
          refused={refused}
          max={300}
        />
        <Field id="search-query" name="query" label={t('case.searches.query')} refused={refused} max={300} />
        {page.langs.map((lang) => (
          <Area
            key={lang}
            id={`search-found-${lang}`}
            name={`found.${lang}`}
            label={t('case.searches.found', { language: view.language(lang) })}
            optional={t('case.optional')}
            lang={lang}
            rows={2}
            max={600}
            refused={refused}
          />
        ))}
        <Field
          id="search-on"
          name="on"
          type="date"
          label={t('case.searches.on')}
          value={view.shell.today}
          refused={refused}
        />
        <p class="case-wide">
          <button class="button button-strong" type="submit">
            {t('case.searches.send')}
          </button>
        </p>
      </form>
    </details>
  );
};
