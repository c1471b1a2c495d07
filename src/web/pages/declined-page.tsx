// What was asked and declined, with the reason: decided by two people, like every check.
import { textIn } from '../../core/check.ts';
import { appealDeclinedPath, checkPath, notesPath } from './addresses.ts';
import { Appeals } from './appeals-of-check.tsx';
import { LeafProof } from './log-proof.tsx';
import type { PageOf } from './page-of.ts';
import { VerifyWords } from './verify-log.tsx';
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
                data-told-in
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
                <Told view={view} texts={one.claim} told="claim" strong />
                <Told view={view} texts={one.explain} told="explain" />
                <Again view={view} one={one} upheld={isUpheld(page, one.caseNumber)} />
                <LeafProof
                  view={view}
                  proofs={page.proofs}
                  of={`claim-declined:${one.caseNumber}:${nthOfCase(page.declined, n)}`}
                />
                <Appeals
                  view={view}
                  proofs={page.proofs}
                  action={one.stands ? appealDeclinedPath(view.lang, one.caseNumber) : null}
                  appeals={page.appeals.flatMap((a) => (a.caseNumber === one.caseNumber ? [a.appeal] : []))}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
      {page.proofs !== undefined && <VerifyWords view={view} />}
    </article>
  );
};

/** A claim that was declined again has a leaf for each time. */
const nthOfCase = (declined: PageOf<'declined'>['declined'], n: number): number =>
  declined.slice(0, n).filter(({ caseNumber }) => caseNumber === declined[n]?.caseNumber).length;

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
  told,
  strong = false,
}: {
  readonly view: View;
  readonly texts: Readonly<Record<string, string>>;
  /** What of the sealed words it is. */
  readonly told: 'claim' | 'explain';
  readonly strong?: boolean;
}) => {
  const { lang, text } = textIn(texts, view.lang);
  return (
    <p lang={lang} data-told={`content.${told}.${lang}`}>
      {strong ? <strong>{text}</strong> : text}
    </p>
  );
};
