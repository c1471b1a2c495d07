// What was asked and declined, with the reason: decided by two people, like every check.
import { textIn } from '../../core/check.ts';
import { appealDeclinedPath, notesPath } from './addresses.ts';
import { Appeals } from './appeals-of-check.tsx';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

export const DeclinedPage = ({ view, page }: { readonly view: View; readonly page: PageOf<'declined'> }) => {
  const { t } = view;
  return (
    <article class="narrow">
      <header class="page-head">
        <h1>{t('declined.title')}</h1>
        <p>{t('declined.lead')}</p>
      </header>
      <p>
        <a href={notesPath(view.lang)}>{t('notes.title')}</a>
      </p>
      <section class="block" aria-labelledby="declined">
        <h2 id="declined">{t('declined.list')}</h2>
        {page.declined.length === 0 ? (
          <p class="note">{t('declined.none')}</p>
        ) : (
          <ul class="plain-list">
            {page.declined.map((one) => (
              <li key={one.caseNumber} id={`case-${one.caseNumber}`}>
                <p class="meta">
                  <time dateTime={one.on}>{view.day(one.on)}</time>
                  <span class="tag">{t(`declined.reason.${one.reason}`)}</span>
                </p>
                <Told view={view} texts={one.claim} strong />
                <Told view={view} texts={one.explain} />
                <Appeals
                  view={view}
                  action={appealDeclinedPath(view.lang, one.caseNumber)}
                  appeals={page.appeals.flatMap((a) => (a.caseNumber === one.caseNumber ? [a.appeal] : []))}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
    </article>
  );
};

const Told = ({
  view,
  texts,
  strong = false,
}: {
  readonly view: View;
  readonly texts: Readonly<Record<string, string>>;
  readonly strong?: boolean;
}) => {
  const { lang, text } = textIn(texts, view.lang);
  return <p lang={lang}>{strong ? <strong>{text}</strong> : text}</p>;
};
