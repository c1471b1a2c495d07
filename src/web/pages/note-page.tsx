// What is known so far of something that is looked into: no verdict, a day for more, and what came after it.
import { textIn } from '../../core/check.ts';
import type { PublishedNote } from '../../desk/decision-ports.ts';
import { appealNotePath, checkPath, inLanguage, notePath, rateProposePath, statementPath } from './addresses.ts';
import { Appeals } from './appeals-of-check.tsx';
import { Contact } from './contact.tsx';
import { LeafProof } from './log-proof.tsx';
import type { PageOf } from './page-of.ts';
import { VerifyWords } from './verify-log.tsx';
import type { View } from './view.ts';

export const NotePage = ({ view, page }: { readonly view: View; readonly page: PageOf<'note'> }) => {
  const { t } = view;
  const [note, ...earlier] = page.notes;
  if (note === undefined) return null;
  const { lang, text } = textIn(note.claim, view.lang);
  return (
    <article class="narrow background">
      <header class="page-head">
        <p class="eyebrow">{t('note.kind')}</p>
        <h1 lang={lang} data-told={`content.claim.${lang}`}>
          {text}
        </h1>
      </header>
      <After view={view} note={note} />
      <p class="meta">
        <time dateTime={note.on}>{t('note.as-of', { day: view.day(note.on) })}</time>
        <Next view={view} note={note} />
      </p>
      <Part view={view} name="known" texts={note.known} />
      <Part view={view} name="unknown" texts={note.unknown} />
      <LeafProof view={view} proofs={page.proofs} of={`note-published:${note.caseNumber}:0`} />
      {earlier.length > 0 && (
        <section class="block" aria-labelledby="earlier">
          <h2 id="earlier">{t('note.earlier')}</h2>
          <ol class="history">
            {earlier.map((one, i) => (
              <li key={earlier.length - i} data-told-in>
                <p class="meta">
                  <time dateTime={one.on}>{view.day(one.on)}</time>
                </p>
                <details class="fold">
                  <summary>{t('note.earlier-read')}</summary>
                  <Said view={view} texts={one.claim} told="claim" strong />
                  <p class="hint">{t('note.known')}</p>
                  <Said view={view} texts={one.known} told="known" />
                  <p class="hint">{t('note.unknown')}</p>
                  <Said view={view} texts={one.unknown} told="unknown" />
                  <LeafProof view={view} proofs={page.proofs} of={`note-published:${note.caseNumber}:${i + 1}`} />
                </details>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section class="block" aria-labelledby="review">
        <h2 id="review">{t('check.appeal-title')}</h2>
        <p class="people">{t('check.about-claim')}</p>
        <p>
          {t('appeal.way')} <a href={statementPath(view.lang, 'corrections')}>{t('check.appeal-more')}</a>{' '}
          <Contact view={view} />
        </p>
        <p>
          <a href={rateProposePath(view.lang, { note: note.caseNumber })}>{t('propose.way-note')}</a>
        </p>
        <Appeals
          view={view}
          action={appealNotePath(view.lang, note.caseNumber)}
          appeals={page.appeals}
          proofs={page.proofs}
        />
      </section>
      {page.proofs !== undefined && <VerifyWords view={view} />}
    </article>
  );
};

type NoteProps = { readonly view: View; readonly note: PublishedNote };

/** What came after it, said before everything else; while nothing did, that there is no verdict yet. */
export const After = ({ view, note }: NoteProps) => {
  const { t } = view;
  const { check, closedAs, joinedTo } = note;
  if (check !== null) {
    const title = textIn(check.titles, view.lang);
    return (
      <p class="note">
        {t('note.checked')}{' '}
        <a href={checkPath(view.lang, check.slug)} lang={title.lang}>
          {title.text || check.slug}
        </a>
      </p>
    );
  }
  if (closedAs === 'not-checkable')
    return (
      <p class="note">
        {t('note.declined')}{' '}
        <a href={`${inLanguage(view.lang, '/declined')}#case-${note.caseNumber}`}>{t('declined.title')}</a>
      </p>
    );
  if (closedAs === 'duplicate')
    return (
      <p class="note">
        {t('note.joined')} {joinedTo !== null && <a href={notePath(view.lang, joinedTo)}>{t('note.joined-read')}</a>}
      </p>
    );
  if (closedAs === null && note.aboutOurselves) return <p class="note">{t('note.ourselves')}</p>;
  return <p class="note">{t(closedAs === null ? 'note.open' : 'note.ended')}</p>;
};

/** The day for more; once it passed without a word, that it did. */
export const Next = ({ view, note }: NoteProps) => {
  if (note.nextOn === null || note.check !== null || note.closedAs !== null) return null;
  const late = note.nextOn < view.shell.today;
  return (
    <time class={late ? 'late' : undefined} dateTime={note.nextOn}>
      {view.t(late ? 'note.late' : 'declined.next', { day: view.day(note.nextOn) })}
    </time>
  );
};

type Texts = Readonly<Record<string, string>>;

const Part = ({
  view,
  name,
  texts,
}: {
  readonly view: View;
  readonly name: 'known' | 'unknown';
  readonly texts: Texts;
}) => (
  <section aria-labelledby={name}>
    <h2 id={name}>{view.t(`note.${name}`)}</h2>
    <Said view={view} texts={texts} told={name} />
  </section>
);

const Said = ({
  view,
  texts,
  told,
  strong = false,
}: {
  readonly view: View;
  readonly texts: Texts;
  /** What of the sealed note it is. */
  readonly told: 'claim' | 'known' | 'unknown';
  readonly strong?: boolean;
}) => {
  const { lang, text } = textIn(texts, view.lang);
  return (
    <p class="words" lang={lang} data-told={`content.${told}.${lang}`}>
      {strong ? <strong>{text}</strong> : text}
    </p>
  );
};
