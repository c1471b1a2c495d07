// What was asked and declined, with the reason: decided by two people, like every check.
import { textIn } from '../../core/check.ts';
import { appealDeclinedPath, checkPath, notesPath } from './addresses.ts';
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
            {page.declined.map((one, n) => (
              <li
                key={`${one.caseNumber} ${n}`}
                id={
                  page.declined.findIndex((d) => d.caseNumber === one.caseNumber) === n
                    ? `case-${one.caseNumber}`
                    : undefined
                }
              >
                <p class="meta">
                  <time dateTime={one.on}>{view.day(one.on)}</time>
                  <span class="tag">{t(`declined.reason.${one.reason}`)}</span>
                </p>
                <Told view={view} texts={one.claim} strong />
                <Told view={view} texts={one.explain} />
                <Again view={view} one={one} upheld={isUpheld(page, one.caseNumber)} />
                <Appeals
                  view={view}
                  action={one.stands ? appealDeclinedPath(view.lang, one.caseNumber) : null}
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

const isUpheld = ({ appeals }: PageOf<'declined'>, of: number): boolean =>
  appeals.some(
    ({ caseNumber, appeal: { answer } }) =>
      caseNumber === of && (answer?.outcome === 'upheld' || answer?.outcome === 'partly'),
  );

type Line = PageOf<'declined'>['declined'][number];

/** We were rightly asked: that it will be taken up, that it was, and what came of it. */
const Again = ({ view, one, upheld }: { readonly view: View; readonly one: Line; readonly upheld: boolean }) => {
  const { t } = view;
  if (one.takenUp === null)
    return one.stands && upheld ? <p class="note note-warn">{t('declined.rightly-asked')}</p> : null;
  const { on, check } = one.takenUp;
  return (
    <p class="note">
      {t('declined.taken-up', { day: view.day(on) })}{' '}
      {check !== null && <a href={checkPath(view.lang, check)}>{t('declined.taken-up-check')}</a>}
    </p>
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
